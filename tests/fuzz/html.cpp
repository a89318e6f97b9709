// Any bytes as a web page, and as text in which tables of a web page stand.
#include "document/document.h"
#include "fuzz.h"
#include "records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* begin : {"<!DOCTYPE html>", ""}) {
    if (const Result<Text> text = read_document_text(begin + bytes)) fuzz::check_records_of(*text);
  }
  return 0;
}
