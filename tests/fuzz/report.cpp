// Any bytes as a report in plain text.
#include "fuzz.h"
#include "records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  if (const Result<Text> text = decode({reinterpret_cast<const char*>(data), size})) fuzz::check_records_of(*text);
  return 0;
}
