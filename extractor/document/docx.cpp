#include "document/docx.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "document/blocks.h"
#include "document/docx_numbering.h"
#include "document/docx_styles.h"
#include "document/docx_symbol.h"
#include "document/docx_table.h"
#include "document/office_package.h"

namespace gouji {
namespace {

// Elements that only wrap others: content controls, custom XML, inserted and moved text, links, directions, formulas.
bool is_wrapper(std::string_view name) {
  constexpr std::string_view names[] = {"sdt",    "sdtContent", "customXml", "smartTag",   "ins",
                                        "moveTo", "hyperlink",  "fldSimple", "bdo",        "dir",
                                        "oMath",  "oMathPara",  "box",       "txbxContent"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_deleted(std::string_view name) { return name == "del" || name == "moveFrom"; }

// Of an element in several versions, the one that new programs show. The same text stands in all of them.
pugi::xml_node chosen(pugi::xml_node alternate) {
  const pugi::xml_node choice = child_named(alternate, "Choice");
  return choice ? choice : child_named(alternate, "Fallback");
}

class DocxReader {
 public:
  explicit DocxReader(OfficePackage& package) : package_(package) {}

  Result<Text> read() {
    if (Result<void> parts = read_parts(); !parts) return tl::make_unexpected(parts.error());
    std::vector<DocumentBlock> blocks;
    part_ = &package_.main();
    read_blocks(child_named(part_->root(), "body"), blocks);
    if (Result<void> notes = read_notes("footnotes", "footnote", blocks); !notes)
      return tl::make_unexpected(notes.error());
    if (Result<void> notes = read_notes("endnotes", "endnote", blocks); !notes)
      return tl::make_unexpected(notes.error());
    Text text = text_of(blocks, "UTF-8", package_.origin());
    if (text.utf8().find_first_not_of(" \t\n") == std::string_view::npos)
      return fail(pictures_ > 0 ? "document.scan" : "text.empty");
    text.properties.title = package_.title();
    text.properties.pictures = pictures_;
    return text;
  }

 private:
  Result<void> read_parts() {
    const Result<const OfficePart*> styles = package_.related(package_.main(), "styles");
    if (!styles) return tl::make_unexpected(styles.error());
    if (*styles != nullptr) styles_ = DocxStyles((*styles)->root());
    const Result<const OfficePart*> numbering = package_.related(package_.main(), "numbering");
    if (!numbering) return tl::make_unexpected(numbering.error());
    if (*numbering != nullptr) numbering_ = DocxNumbering((*numbering)->root(), styles_);
    return {};
  }

  // Those that are no lines between text and notes.
  Result<void> read_notes(std::string_view kind, std::string_view element, std::vector<DocumentBlock>& blocks) {
    const Result<const OfficePart*> part = package_.related(package_.main(), kind);
    if (!part) return tl::make_unexpected(part.error());
    if (*part == nullptr) return {};
    part_ = *part;
    for (const pugi::xml_node note : part_->root().children()) {
      const bool is_note = local_name(note) == element && attribute_named(note, "type").empty();
      if (is_note) read_blocks(note, blocks);
    }
    return {};
  }

  // ---- Paragraphs and tables

  void read_blocks(pugi::xml_node parent, std::vector<DocumentBlock>& blocks) {
    for (const pugi::xml_node child : parent.children()) {
      const std::string_view name = local_name(child);
      if (name == "p") {
        read_paragraph(child, blocks);
      } else if (name == "tbl") {
        read_table(child, blocks);
      } else if (name == "AlternateContent") {
        read_blocks(chosen(child), blocks);
      } else if (is_wrapper(name)) {
        read_blocks(child, blocks);
      }
    }
  }

  void read_paragraph(pugi::xml_node paragraph, std::vector<DocumentBlock>& blocks) {
    const pugi::xml_node properties = child_named(paragraph, "pPr");
    std::string_view style = attribute_named(child_named(properties, "pStyle"), "val");
    if (style.empty()) style = styles_.of_paragraphs();
    std::vector<DocumentBlock> boxes;
    // A box in the paragraph has paragraphs of its own.
    Paragraph own{&blocks, &boxes, {}, styles_.is_hidden(style)};
    std::swap(own, paragraph_);
    ListPlace place = list_place_in(properties);
    if (place.list < 0) {
      const int level = place.level;
      place = styles_.list_of(style);
      if (level >= 0) place.level = level;
    }
    if (const std::string number = numbering_.next(place); !number.empty()) paragraph_.line.append_made(number);
    const bool has_number = !paragraph_.line.empty();
    read_inline(paragraph);
    // The number of an empty paragraph is printed, and says nothing.
    if (has_number || !paragraph_.line.empty()) end_line();
    std::swap(own, paragraph_);
    std::move(boxes.begin(), boxes.end(), std::back_inserter(blocks));
  }

  void end_line() {
    paragraph_.line.trim_end();
    if (!paragraph_.line.empty()) paragraph_.blocks->push_back({std::move(paragraph_.line), {}});
    paragraph_.line = {};
  }

  void read_table(pugi::xml_node table, std::vector<DocumentBlock>& blocks) {
    DocumentBlock block;
    const int number = ++tables_;
    DocxRows rows;
    read_rows(table, rows);
    block.grid = std::move(rows).take_grid();
    block.grid.number = number;
    if (block.is_table()) blocks.push_back(std::move(block));
  }

  void read_rows(pugi::xml_node parent, DocxRows& rows) {
    for (const pugi::xml_node child : parent.children()) {
      const std::string_view name = local_name(child);
      if (name == "tr") {
        const pugi::xml_node properties = child_named(child, "trPr");
        if (child_named(properties, "del") || is_on(child_named(properties, "hidden"))) continue;
        rows.begin_row(properties);
        read_cells(child, rows);
      } else if (is_wrapper(name)) {
        read_rows(child, rows);
      }
    }
  }

  void read_cells(pugi::xml_node parent, DocxRows& rows) {
    for (const pugi::xml_node child : parent.children()) {
      const std::string_view name = local_name(child);
      if (name == "tc") {
        std::vector<DocumentBlock> content;
        read_blocks(child, content);
        rows.add_cell(child_named(child, "tcPr"), std::move(content));
      } else if (is_wrapper(name)) {
        read_cells(child, rows);
      }
    }
  }

  // ---- In a paragraph

  struct Paragraph {
    std::vector<DocumentBlock>* blocks = nullptr;  // where its lines go
    std::vector<DocumentBlock>* boxes = nullptr;   // what text boxes in it hold
    PlacedText line;
    bool is_hidden = false;  // by its style
  };

  void read_inline(pugi::xml_node parent) {
    for (const pugi::xml_node child : parent.children()) {
      const std::string_view name = local_name(child);
      if (name == "r") {
        read_run(child);
      } else if (name == "AlternateContent") {
        read_inline(chosen(child));
      } else if (!is_deleted(name) && name != "pPr" && (is_wrapper(name) || has_runs(child))) {
        read_inline(child);
      }
    }
  }

  // Parts of formulas have many names.
  static bool has_runs(pugi::xml_node element) {
    return static_cast<bool>(child_named(element, "r")) || static_cast<bool>(child_named(element, "e"));
  }

  bool is_hidden(pugi::xml_node run_properties) const {
    const std::string_view style = attribute_named(child_named(run_properties, "rStyle"), "val");
    return is_on(child_named(run_properties, "vanish"), paragraph_.is_hidden || styles_.is_hidden(style));
  }

  void read_run(pugi::xml_node run) {
    const bool hidden = is_hidden(child_named(run, "rPr"));
    for (const pugi::xml_node child : run.children()) read_in_run(child, hidden);
  }

  void read_in_run(pugi::xml_node element, bool hidden) {
    const std::string_view name = local_name(element);
    if (name == "fldChar") {
      const std::string_view kind = attribute_named(element, "fldCharType");
      if (kind == "begin") fields_.push_back(true);
      if (kind == "separate" && !fields_.empty()) fields_.back() = false;
      if (kind == "end" && !fields_.empty()) fields_.pop_back();
      return;
    }
    if (hidden || is_in_code()) return;
    if (name == "t") return append_text(element, *part_, paragraph_.line);
    if (name == "tab" || name == "ptab") return paragraph_.line.append_made("\t");
    if (name == "br" || name == "cr") return end_line();
    if (name == "noBreakHyphen") return paragraph_.line.append_made("-");
    if (name == "sym") {
      return paragraph_.line.append_made(symbol(attribute_named(element, "font"), attribute_named(element, "char")));
    }
    if (name == "ruby") return read_inline(child_named(element, "rubyBase"));
    if (name == "AlternateContent") {
      for (const pugi::xml_node child : chosen(element).children()) read_in_run(child, hidden);
      return;
    }
    if (name == "drawing" || name == "pict" || name == "object") read_drawing(element);
  }

  // The code of a field may have fields in it.
  bool is_in_code() const {
    return std::any_of(fields_.begin(), fields_.end(), [](bool is_code) { return is_code; });
  }

  void read_drawing(pugi::xml_node element) {
    for (const pugi::xml_node child : element.children()) {
      const std::string_view name = local_name(child);
      if (name == "blip" || name == "imagedata") ++pictures_;
      if (name == "txbxContent") {
        std::vector<bool> fields;
        std::swap(fields, fields_);
        read_blocks(child, *paragraph_.boxes);
        std::swap(fields, fields_);
      } else if (name == "AlternateContent") {
        read_drawing(chosen(child));
      } else {
        read_drawing(child);
      }
    }
  }

  OfficePackage& package_;
  const OfficePart* part_ = nullptr;
  DocxStyles styles_;
  DocxNumbering numbering_;
  Paragraph paragraph_;
  std::vector<bool> fields_;  // that are open, and whether they are still in their code
  int tables_ = 0;
  int pictures_ = 0;
};

}  // namespace

Result<Text> read_docx(const std::string& bytes) {
  Result<OfficePackage> package = OfficePackage::open(bytes);
  if (!package) return tl::make_unexpected(package.error());
  return DocxReader(*package).read();
}

}  // namespace gouji
