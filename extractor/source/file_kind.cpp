#include "source/file_kind.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "source/compound_file.h"

namespace gouji {
namespace {

using namespace std::string_view_literals;

bool starts_with(std::string_view bytes, std::string_view beginning) {
  return bytes.substr(0, beginning.size()) == beginning;
}

bool has(std::string_view bytes, std::string_view part) { return bytes.find(part) != std::string_view::npos; }

// A number of `size` bytes, the lowest first; 0 where the bytes end before.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at + size > bytes.size()) return 0;
  std::uint32_t number = 0;
  for (std::size_t i = size; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// What a file begins with that is of one kind.
struct Signature {
  std::string_view bytes;
  const char* kind;
};

constexpr Signature signatures[] = {
    {"\x89PNG\r\n\x1A\n", "picture"},
    {"\xFF\xD8\xFF", "picture"},  // JPEG
    {"GIF87a", "picture"},
    {"GIF89a", "picture"},
    {"II*\0"sv, "picture"},  // TIFF
    {"MM\0*"sv, "picture"},
    {"\0\0\0\x0CjP  "sv, "picture"},  // JPEG 2000
    {"AT&TFORM", "picture"},          // DjVu
    {"8BPS", "picture"},              // Photoshop
    {"{\\rtf", "rtf"},
    {"Rar!\x1A\x07", "rar"},
    {"7z\xBC\xAF\x27\x1C", "packed"},
    {"\x1F\x8B", "packed"},  // gzip
    {"\xFD"
     "7zXZ\0"sv,
     "packed"},
    {"\x28\xB5\x2F\xFD", "packed"},  // Zstandard
    {"MSCF\0\0\0\0"sv, "packed"},
    {"SQLite format 3\0"sv, "database"},
    {"\x7F"
     "ELF",
     "program"},
    {"\xCA\xFE\xBA\xBE", "program"},  // Java
    {"\0asm"sv, "program"},
    {"\xFE\xED\xFA\xCE", "program"},  // macOS
    {"\xFE\xED\xFA\xCF", "program"},
    {"\xCE\xFA\xED\xFE", "program"},
    {"\xCF\xFA\xED\xFE", "program"},
};

// ---- Zip archives: of Office, OpenDocument, OFD, books, programs ----

constexpr std::string_view local_header = "PK\x03\x04";
constexpr std::size_t local_header_size = 30;

std::string_view zip_name_at(std::string_view bytes, std::size_t header) {
  if (header + local_header_size > bytes.size()) return {};
  return bytes.substr(header + local_header_size, number_at(bytes, header + 26, 2));
}

// The names of the members whose headers are in the first bytes, wherever. A member that is an archive and not packed
// has such headers inside, so this is for what is known to be a document.
std::vector<std::string_view> all_zip_names(std::string_view head) {
  std::vector<std::string_view> names;
  for (std::size_t at = head.find(local_header); at != std::string_view::npos; at = head.find(local_header, at + 1)) {
    names.push_back(zip_name_at(head, at));
  }
  return names;
}

std::optional<std::string> zip_kind(std::string_view head) {
  // OpenDocument and books begin with a member that is not packed and says what they are.
  constexpr std::size_t longest_declaration = 200;
  if (zip_name_at(head, 0) == "mimetype") {
    return has(head.substr(0, longest_declaration), "application/epub+zip") ? "book" : "odf";
  }
  const std::vector<std::string_view> names = all_zip_names(head);
  const auto has_name = [&](std::string_view beginning) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return starts_with(name, beginning); });
  };
  if (has_name("word/")) return "word";
  if (has_name("xl/")) return "excel";
  if (has_name("ppt/")) return "slides";
  if (has_name("OFD.xml") || has_name("Doc_")) return "ofd";
  if (has_name("[Content_Types].xml")) return "office";
  // Where the declaration does not stand first.
  if (has_name("content.xml") && (has_name("mimetype") || has_name("META-INF/manifest.xml"))) return "odf";
  return has_name("META-INF/") ? "program" : "packed";
}

// ---- Compound files: of Office before 2007, of WPS, of encrypted documents ----

std::string compound_kind(std::string_view bytes) {
  constexpr std::pair<std::string_view, const char*> streams[] = {{"EncryptedPackage", "office_encrypted"},
                                                                  {"WordDocument", "word_old"},
                                                                  {"Workbook", "excel_old"},
                                                                  {"Book", "excel_old"},
                                                                  {"PowerPoint Document", "slides"}};
  for (const auto& [stream, kind] : streams) {
    if (stream_in(bytes, stream)) return kind;
  }
  // The list of streams may stand farther behind. What the first sector begins with tells too.
  constexpr std::size_t first_sector = 512;
  if (number_at(bytes, first_sector, 2) == 0xA5EC) return "word_old";
  constexpr std::uint32_t workbook_begins = 0x0809;
  return number_at(bytes, first_sector, 2) == workbook_begins ? "excel_old" : "office";
}

// ---- Text that says what it is ----

// Where browsers look for it too.
constexpr std::size_t declaration_size = 1024;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

std::optional<std::string> declared_kind(std::string_view head) {
  const std::string text = lower_case(head.substr(0, declaration_size));
  if (has(text, "<?mso-application progid=\"word.document\"")) return "word_old";
  if (has(text, "<?mso-application progid=\"excel.sheet\"")) return "excel_old";
  if (has(text, "<office:document")) return "odf";
  if (has(text, "<!doctype html") || has(text, "<html")) return "html";
  // A page that was saved with its pictures.
  if (has(text, "mime-version:") && has(text, "multipart/related")) return "html";
  if (has(text, "<svg")) return "picture";
  const std::size_t ink = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (ink == std::string::npos || text[ink] != '<') return std::nullopt;
  const std::string_view tag = std::string_view(text).substr(ink + 1);
  for (const std::string_view name :
       {"head", "body", "title", "meta", "script", "style", "table", "div", "span", "p>", "p ", "!--"}) {
    if (starts_with(tag, name)) return "html";
  }
  return std::nullopt;
}

// ---- Others whose beginning alone is no proof ----

bool is_windows_bitmap(std::string_view head) {
  constexpr std::uint32_t header_sizes[] = {12, 40, 52, 56, 64, 108, 124};
  return starts_with(head, "BM") && number_at(head, 6, 4) == 0 &&
         std::find(std::begin(header_sizes), std::end(header_sizes), number_at(head, 14, 4)) != std::end(header_sizes);
}

// HEIC, AVIF: the kind stands in the first box.
bool is_picture_in_boxes(std::string_view head) {
  const std::string_view brand = head.size() > 12 ? head.substr(8, 4) : "";
  return head.substr(std::min<std::size_t>(4, head.size()), 4) == "ftyp" &&
         (brand == "heic" || brand == "heix" || brand == "mif1" || brand == "avif");
}

bool is_windows_program(std::string_view head) {
  constexpr std::size_t header_of_dos = 64;
  return starts_with(head, "MZ") && head.substr(0, header_of_dos).find('\0') != std::string_view::npos;
}

}  // namespace

std::optional<std::string> file_kind(std::string_view head) {
  constexpr std::size_t pdf_begins_before = 1024;  // as the readers of PDF stand it
  if (has(head.substr(0, pdf_begins_before), "%PDF-")) return "pdf";
  if (starts_with(head, local_header) || starts_with(head, "PK\x05\x06")) return zip_kind(head);
  if (is_compound_file(head)) return compound_kind(head);
  for (const Signature& signature : signatures) {
    if (starts_with(head, signature.bytes)) return signature.kind;
  }
  if (is_windows_bitmap(head) || is_picture_in_boxes(head)) return "picture";
  if (starts_with(head, "RIFF") && head.substr(std::min<std::size_t>(8, head.size()), 4) == "WEBP") return "picture";
  if (is_windows_program(head)) return "program";
  return declared_kind(head);
}

bool is_document_kind(std::string_view kind) {
  constexpr std::string_view kinds[] = {"html", "pdf", "ofd", "word", "word_old", "excel", "excel_old", "odf", "rtf"};
  return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

std::vector<std::string_view> first_zip_members(std::string_view head) {
  std::vector<std::string_view> names;
  for (std::size_t at = 0; head.substr(std::min(at, head.size()), local_header.size()) == local_header;) {
    const std::string_view name = zip_name_at(head, at);
    if (name.empty()) break;
    names.push_back(name);
    // Its size may stand behind it only.
    constexpr std::uint32_t size_follows = 8;
    if ((number_at(head, at + 6, 2) & size_follows) != 0) break;
    at += local_header_size + name.size() + number_at(head, at + 28, 2) + number_at(head, at + 18, 4);
  }
  return names;
}

bool is_part_of_document(std::string_view member) {
  constexpr std::string_view parts[] = {"[Content_Types].xml",  "_rels/.rels",           "word/document.xml",
                                        "xl/workbook.xml",      "ppt/presentation.xml",  "OFD.xml",
                                        "META-INF/MANIFEST.MF", "META-INF/manifest.xml", "META-INF/container.xml"};
  return std::find(std::begin(parts), std::end(parts), member) != std::end(parts);
}

}  // namespace gouji
