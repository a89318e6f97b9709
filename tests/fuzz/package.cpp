// Any parts as a package: DOCX, XLSX or OFD. A fuzzer cannot change what is packed, so it is given the parts as they
// are unpacked, each behind a line "#PART name", and here they become a ZIP archive.
#include "../generator/plain_zip.h"
#include "document/document.h"
#include "fuzz.h"
#include "records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const ZipMembers parts = listed_members({reinterpret_cast<const char*>(data), size});
  if (parts.empty()) return 0;
  if (const Result<Text> text = read_document_text(make_plain_zip(parts))) fuzz::check_records_of(*text);
  return 0;
}
