#include "document/xlsx.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "document/blocks.h"
#include "document/number_format.h"
#include "document/office_package.h"
#include "document/sheet_grid.h"
#include "text/fold.h"

namespace gouji {
namespace {

// A report has some thousand.
constexpr std::size_t most_cells = 200'000;

bool is_true(std::string_view value) { return value == "1" || value == "true"; }

// Characters that XML cannot have stand as "_x000D_" (ECMA-376 part 1, 22.9.2.19).
std::string without_escapes(std::string_view text) {
  constexpr std::size_t size = 7;
  std::string result;
  while (!text.empty()) {
    unsigned code = 0;
    const bool may_be = text.size() >= size && text[0] == '_' && text[1] == 'x' && text[size - 1] == '_';
    const char* const digits = text.data() + 2;
    const bool is_escape = may_be && std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
    const bool is_surrogate = code >= 0xD800 && code < 0xE000;
    if (is_escape && !is_surrogate) {
      if (code != '\r' && code != 0) append_utf8(code, result);
      text.remove_prefix(size);
    } else {
      result += text.front();
      text.remove_prefix(1);
    }
  }
  return result;
}

// Of a string with runs of several fonts all of them; not how it is spoken (<rPh>).
std::string string_in(pugi::xml_node element) {
  std::string text;
  for (const pugi::xml_node child : element.children()) {
    const std::string_view name = local_name(child);
    if (name == "t") text += child.text().get();
    if (name == "r") text += child_named(child, "t").text().get();
  }
  return without_escapes(text);
}

// The codes of the formats that cells name by their number.
class Formats {
 public:
  Formats() = default;
  explicit Formats(pugi::xml_node styles) {
    std::map<int, std::string> codes;
    for (const pugi::xml_node format : child_named(styles, "numFmts").children()) {
      codes[number_of(format, "numFmtId")] = attribute_named(format, "formatCode");
    }
    for (const pugi::xml_node style : child_named(styles, "cellXfs").children()) {
      const int id = number_of(style, "numFmtId");
      const auto found = codes.find(id);
      of_styles_.emplace_back(found != codes.end() ? found->second : std::string(builtin_format(id)));
    }
  }

  std::string_view of(int style) const {
    const auto index = static_cast<std::size_t>(style);
    return index < of_styles_.size() ? of_styles_[index] : std::string_view();
  }

 private:
  static int number_of(pugi::xml_node element, std::string_view attribute) {
    constexpr int most = 1'000'000;
    return number_in(attribute_named(element, attribute), 0, 0, most);
  }

  std::vector<std::string> of_styles_;
};

class XlsxReader {
 public:
  explicit XlsxReader(OfficePackage& package) : package_(package) {}

  Result<Text> read() {
    if (Result<void> parts = read_parts(); !parts) return tl::make_unexpected(parts.error());
    const pugi::xml_node sheets = child_named(package_.main().root(), "sheets");
    const bool shows_any = std::any_of(sheets.begin(), sheets.end(), is_shown);
    std::vector<DocumentBlock> blocks;
    std::vector<std::string> names;
    for (const pugi::xml_node sheet : sheets.children()) {
      if (shows_any && !is_shown(sheet)) continue;
      names.emplace_back(attribute_named(sheet, "name"));
      Result<const OfficePart*> part = package_.related_by_id(package_.main(), attribute_named(sheet, "id"));
      if (!part) return tl::make_unexpected(part.error());
      if (*part == nullptr) continue;
      if (Result<void> read = read_sheet(**part, static_cast<int>(names.size()), blocks); !read)
        return tl::make_unexpected(read.error());
    }
    Origin origin = package_.origin();
    origin.sheets = std::move(names);
    Text text = text_of(blocks, "UTF-8", std::move(origin));
    if (text.utf8().find_first_not_of(" \t\n") == std::string_view::npos) return fail("text.empty");
    text.properties.title = package_.title();
    return text;
  }

 private:
  static bool is_shown(pugi::xml_node sheet) {
    const std::string_view state = attribute_named(sheet, "state");
    return state != "hidden" && state != "veryHidden";
  }

  Result<void> read_parts() {
    const OfficePart& main = package_.main();
    from_1904_ = is_true(attribute_named(child_named(main.root(), "workbookPr"), "date1904"));
    const Result<const OfficePart*> strings = package_.related(main, "sharedStrings");
    if (!strings) return tl::make_unexpected(strings.error());
    if (*strings != nullptr) {
      for (const pugi::xml_node item : (*strings)->root().children()) {
        if (local_name(item) == "si") strings_.push_back(string_in(item));
      }
    }
    const Result<const OfficePart*> styles = package_.related(main, "styles");
    if (!styles) return tl::make_unexpected(styles.error());
    if (*styles != nullptr) formats_ = Formats((*styles)->root());
    return {};
  }

  Result<void> read_sheet(const OfficePart& part, int number, std::vector<DocumentBlock>& blocks) {
    SheetRows rows(child_named(part.root(), "cols"), child_named(part.root(), "mergeCells"));
    int row = -1;
    for (const pugi::xml_node element : child_named(part.root(), "sheetData").children()) {
      if (local_name(element) != "row") continue;
      constexpr int last_row = 1'048'576;
      row = number_in(attribute_named(element, "r"), row + 2, 1, last_row) - 1;
      if (is_true(attribute_named(element, "hidden"))) continue;
      if (!read_row(element, row, part, rows))
        return fail("document.too_many_cells", {{"limit", std::to_string(most_cells)}});
    }
    std::vector<DocumentBlock> grids = std::move(rows).take_grids(number);
    std::move(grids.begin(), grids.end(), std::back_inserter(blocks));
    return {};
  }

  // False where there are too many cells.
  bool read_row(pugi::xml_node row_element, int row, const OfficePart& part, SheetRows& rows) {
    int column = -1;
    for (const pugi::xml_node cell : row_element.children()) {
      if (local_name(cell) != "c") continue;
      const std::optional<SheetArea> area = sheet_area(attribute_named(cell, "r"));
      column = area ? area->first_column : column + 1;
      const std::string shown = text_of_cell(cell);
      if (shown.empty()) continue;
      if (++cells_ > most_cells) return false;
      const auto [place, size] = place_of(cell, part);
      for (std::size_t begin = 0; begin <= shown.size();) {
        const std::size_t end = std::min(shown.find('\n', begin), shown.size());
        DocumentBlock line;
        if (end > begin) line.line.append_character(std::string_view(shown).substr(begin, end - begin), place, size);
        if (!line.line.empty()) rows.add(row, column, std::move(line));
        begin = end + 1;
      }
    }
    return true;
  }

  // As the sheet shows it.
  std::string text_of_cell(pugi::xml_node cell) const {
    const std::string_view type = attribute_named(cell, "t");
    if (type == "inlineStr") return string_in(child_named(cell, "is"));
    const std::string_view value = child_named(cell, "v").text().get();
    if (type == "s") {
      const int index = number_in(value, -1, -1, static_cast<int>(most_cells) * 10);
      const bool is_there = index >= 0 && static_cast<std::size_t>(index) < strings_.size();
      return is_there ? strings_[static_cast<std::size_t>(index)] : std::string();
    }
    if (type == "b") return is_true(value) ? "TRUE" : "FALSE";
    if (type == "str") return without_escapes(value);
    if (type == "e" || type == "d" || value.empty()) return std::string(value);
    constexpr int most_styles = 1'000'000;
    return shown_number(value, formats_.of(number_in(attribute_named(cell, "s"), 0, 0, most_styles)), from_1904_);
  }

  // Of what is stored in it.
  static std::pair<ByteOffset, ByteOffset> place_of(pugi::xml_node cell, const OfficePart& part) {
    const pugi::xml_node value = child_named(cell, "v");
    const pugi::xml_node stored = value ? value.first_child() : child_named(child_named(cell, "is"), "t").first_child();
    const std::ptrdiff_t offset = stored ? stored.offset_debug() : cell.offset_debug();
    const auto begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0));
    const std::size_t end = std::min(part.bytes.find('<', begin), part.bytes.size());
    return {part.begin + begin, std::max<std::size_t>(end, begin + 1) - begin};
  }

  OfficePackage& package_;
  std::vector<std::string> strings_;
  Formats formats_;
  bool from_1904_ = false;
  std::size_t cells_ = 0;
};

}  // namespace

Result<Text> read_xlsx(const std::string& bytes) {
  Result<OfficePackage> package = OfficePackage::open(bytes);
  if (!package) return tl::make_unexpected(package.error());
  return XlsxReader(*package).read();
}

}  // namespace gouji
