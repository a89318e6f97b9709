// Any parts as a package: DOCX, XLSX or OFD. A fuzzer cannot change what is packed, so it is given the parts as they
// are unpacked, each behind a line "#PART name", and here they become a ZIP archive.
#include <vector>

#include "../generator/plain_zip.h"
#include "document/document.h"
#include "fuzz.h"
#include "records.h"

namespace gouji {
namespace {

ZipMembers parts_of(std::string_view input) {
  constexpr std::string_view mark = "#PART ";
  ZipMembers parts;
  for (std::size_t at = input.find(mark); at != std::string_view::npos;) {
    const std::size_t next = input.find(mark, at + mark.size());
    const std::string_view part = input.substr(at + mark.size(), next - at - mark.size());
    const std::size_t name_end = std::min(part.find('\n'), part.size());
    const std::string_view content = part.substr(std::min(part.size(), name_end + 1));
    parts.emplace_back(part.substr(0, name_end), content);
    at = next;
  }
  return parts;
}

}  // namespace
}  // namespace gouji

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const ZipMembers parts = parts_of({reinterpret_cast<const char*>(data), size});
  if (parts.empty()) return 0;
  if (const Result<Text> text = read_document_text(make_plain_zip(parts))) fuzz::check_records_of(*text);
  return 0;
}
