#include "document/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "document/html_grid.h"
#include "document/html_text.h"

namespace gouji {
namespace {

using namespace std::string_view_literals;

// Pages nest some tens of elements. The parser takes quadratic time for more.
constexpr int deepest_nesting = 3000;
// Tables inside tables inside tables: what is deeper is read as text.
constexpr std::size_t most_nested_tables = 12;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

bool has_attribute(const GumboElement& element, const char* name) {
  return gumbo_get_attribute(&element.attributes, name) != nullptr;
}

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

// What browsers show nothing of, or nothing that is text of the page.
bool has_no_text(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_SELECT,
            GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_SVG, GUMBO_TAG_NOFRAMES,
            GUMBO_TAG_DATALIST, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO, GUMBO_TAG_CANVAS, GUMBO_TAG_RP});
}

// `hidden`, and styles written at the element. Style sheets are not read.
bool is_hidden(const GumboElement& element) {
  if (has_attribute(element, "hidden")) return true;
  std::string style = lower_case(attribute(element, "style"));
  std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos ||
         style.find("mso-hide:all") != std::string::npos;
}

// Elements that begin a line and end it.
bool is_block(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_P,          GUMBO_TAG_DIV,     GUMBO_TAG_LI,      GUMBO_TAG_UL,       GUMBO_TAG_OL,
            GUMBO_TAG_H1,         GUMBO_TAG_H2,      GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,
            GUMBO_TAG_H6,         GUMBO_TAG_DL,      GUMBO_TAG_DT,      GUMBO_TAG_DD,       GUMBO_TAG_PRE,
            GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER,   GUMBO_TAG_FOOTER,
            GUMBO_TAG_NAV,        GUMBO_TAG_ASIDE,   GUMBO_TAG_MAIN,    GUMBO_TAG_FIGURE,   GUMBO_TAG_FIGCAPTION,
            GUMBO_TAG_ADDRESS,    GUMBO_TAG_CENTER,  GUMBO_TAG_FORM,    GUMBO_TAG_FIELDSET, GUMBO_TAG_HR,
            GUMBO_TAG_CAPTION,    GUMBO_TAG_TABLE,   GUMBO_TAG_TR,      GUMBO_TAG_TD,       GUMBO_TAG_TH,
            GUMBO_TAG_BODY,       GUMBO_TAG_HTML,    GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY,  GUMBO_TAG_LEGEND,
            GUMBO_TAG_THEAD,      GUMBO_TAG_TBODY,   GUMBO_TAG_TFOOT,   GUMBO_TAG_HGROUP,   GUMBO_TAG_MENU});
}

bool is_cell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

bool leads_to_document(std::string_view address) {
  const std::string lower = lower_case(address.substr(0, address.find_first_of("?#")));
  for (const std::string_view ending : {".pdf"sv, ".doc"sv, ".docx"sv, ".wps"sv, ".xls"sv, ".xlsx"sv, ".et"sv, ".ofd"sv,
                                        ".rtf"sv, ".odt"sv, ".zip"sv, ".rar"sv}) {
    if (lower.ends_with(ending)) return true;
  }
  return false;
}

// How deep elements are nested at most, as far as it can be told without parsing: each end tag ends one.
int estimated_depth(std::string_view html) {
  int depth = 0;
  int deepest = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::string_view rest = html.substr(at + 1, 12);
    if (rest.empty()) break;
    if (rest.front() == '/') {
      depth = std::max(0, depth - 1);
      continue;
    }
    const std::string name = lower_case(rest.substr(0, rest.find_first_of(" \t\r\n/>")));
    if (name.empty() || !(name.front() >= 'a' && name.front() <= 'z')) continue;
    // These have no end tag, or often lack it and end each other.
    constexpr std::array<std::string_view, 24> not_nested = {
        "br", "img", "hr",   "input", "meta", "link",  "col",    "p",     "li",    "td",       "tr",    "th",
        "dt", "dd",  "base", "area",  "wbr",  "param", "option", "tbody", "thead", "colgroup", "embed", "source"};
    if (std::find(not_nested.begin(), not_nested.end(), name) != not_nested.end()) continue;
    deepest = std::max(deepest, ++depth);
  }
  return deepest;
}

// A table that is being read.
struct OpenTable {
  const GumboNode* node = nullptr;
  int number = 0;
  HtmlRows rows;
};

// What lines are being written to: the page, or a cell.
struct Sink {
  std::vector<DocumentBlock> blocks;
  PlacedText line;
  const GumboNode* cell = nullptr;  // null of the page
};

class PageReader {
 public:
  // `base`: where source offsets count from. `tables`: how many the document has before.
  explicit PageReader(const char* base, int tables = 0) : base_(base), page_tables_(tables) { sinks_.emplace_back(); }

  // Without recursion: what a page nests may be deeper than the stack.
  void read(const GumboNode& root) {
    struct Step {
      const GumboNode* node;
      unsigned next = 0;  // of its children
    };
    std::vector<Step> path;
    const auto descend = [&](const GumboNode& node) {
      if (enter(node)) path.push_back({&node});
    };
    descend(root);
    while (!path.empty()) {
      Step& step = path.back();
      const GumboVector& children = step.node->v.element.children;
      if (step.next < children.length) {
        descend(*static_cast<const GumboNode*>(children.data[step.next++]));
      } else {
        leave(*step.node);
        path.pop_back();
      }
    }
  }

  Page take() {
    end_line();
    page_.blocks = std::move(sinks_.front().blocks);
    return std::move(page_);
  }

 private:
  // True where the children of the node are to be read.
  bool enter(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        add_text(node.v.text);
        return false;
      case GUMBO_NODE_ELEMENT:
        return enter_element(node);
      default:
        return false;
    }
  }

  bool enter_element(const GumboNode& node) {
    const GumboElement& element = node.v.element;
    if (element.tag == GUMBO_TAG_HEAD) read_head(element);
    if (has_no_text(element.tag) || is_hidden(element)) return false;
    if (is_block(element.tag) || element.tag == GUMBO_TAG_BR) end_line();
    if (element.tag == GUMBO_TAG_PRE) ++preformatted_;
    if (element.tag == GUMBO_TAG_IMG) ++page_.properties.pictures;
    if (element.tag == GUMBO_TAG_A && leads_to_document(attribute(element, "href"))) link_ = &node;
    if (element.tag == GUMBO_TAG_TABLE) enter_table(node);
    if (element.tag == GUMBO_TAG_TR && !tables_.empty() && is_of_last_table(node))
      tables_.back().rows.begin_row(group_of(node));
    if (is_cell(element.tag) && !tables_.empty() && is_of_last_table(node)) {
      sinks_.emplace_back();
      sinks_.back().cell = &node;
    }
    return true;
  }

  void leave(const GumboNode& node) {
    const GumboElement& element = node.v.element;
    if (element.tag == GUMBO_TAG_PRE) --preformatted_;
    if (is_block(element.tag)) end_line();
    if (link_ == &node) link_ = nullptr;
    if (sinks_.back().cell == &node) leave_cell(element);
    if (!tables_.empty() && tables_.back().node == &node) leave_table();
  }

  void enter_table(const GumboNode& node) {
    if (tables_.size() >= most_nested_tables) return;
    tables_.push_back({&node, ++page_tables_, {}});
  }

  // A cell of a table that is too deep, or of none, is a line.
  bool is_of_last_table(const GumboNode& node) const {
    const GumboNode* parent = node.parent;
    while (parent != nullptr && parent->type == GUMBO_NODE_ELEMENT && parent->v.element.tag != GUMBO_TAG_TABLE)
      parent = parent->parent;
    return parent == tables_.back().node;
  }

  // Of a table's head, body and foot, of which there may be several.
  static HtmlRows::Group group_of(const GumboNode& row) {
    const GumboNode* parent = row.parent;
    const bool is_foot =
        parent != nullptr && parent->type == GUMBO_NODE_ELEMENT && parent->v.element.tag == GUMBO_TAG_TFOOT;
    return {parent, is_foot};
  }

  void leave_cell(const GumboElement& element) {
    Sink cell = std::move(sinks_.back());
    sinks_.pop_back();
    tables_.back().rows.add_cell(attribute(element, "colspan"), attribute(element, "rowspan"), std::move(cell.blocks));
  }

  void leave_table() {
    OpenTable table = std::move(tables_.back());
    tables_.pop_back();
    DocumentBlock block;
    block.grid = std::move(table.rows).take_grid();
    block.grid.number = table.number;
    if (block.is_table()) sinks_.back().blocks.push_back(std::move(block));
  }

  void end_line() {
    Sink& sink = sinks_.back();
    sink.line.trim_end();
    if (sink.line.empty()) return;
    sink.blocks.push_back({std::move(sink.line), {}});
    sink.line = {};
  }

  void add_text(const GumboText& text) {
    const std::string_view raw(text.original_text.data, text.original_text.length);
    const auto place = static_cast<ByteOffset>(raw.data() - base_);
    const PlacedText placed = decode_html_text(text.text, raw, place);
    if (link_ != nullptr) add_link(text.text);
    Sink& sink = sinks_.back();
    if (preformatted_ == 0) {
      append_collapsed(placed, sink.line);
      return;
    }
    add_preformatted(placed);
  }

  void add_preformatted(const PlacedText& text) {
    std::size_t begin = 0;
    for (std::size_t end = text.utf8().find('\n'); end != std::string::npos; end = text.utf8().find('\n', begin)) {
      append_part(text, {begin, end}, sinks_.back().line);
      Sink& sink = sinks_.back();
      sink.blocks.push_back({std::move(sink.line), {}});
      sink.line = {};
      begin = end + 1;
    }
    append_part(text, {begin, text.utf8().size()}, sinks_.back().line);
  }

  void add_link(std::string_view words) {
    std::vector<std::string>& links = page_.properties.links;
    constexpr std::size_t most_links = 10;
    if (last_link_ != link_) {
      if (links.size() == most_links) return;
      links.emplace_back();
      last_link_ = link_;
    }
    links.back() += words;
  }

  void read_head(const GumboElement& head) {
    for (unsigned i = 0; i < head.children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(head.children.data[i]);
      if (child.type != GUMBO_NODE_ELEMENT) continue;
      const GumboElement& element = child.v.element;
      if (element.tag == GUMBO_TAG_TITLE && element.children.length > 0) {
        const auto& text = *static_cast<const GumboNode*>(element.children.data[0]);
        if (text.type == GUMBO_NODE_TEXT) page_.properties.title = text.v.text.text;
      }
      if (element.tag == GUMBO_TAG_META) read_meta(attribute(element, "name"), attribute(element, "content"));
    }
  }

  // As the guideline on government web sites of 2017 names them (GB/T 政府网站发展指引, appendix).
  void read_meta(std::string_view name, std::string_view content) {
    const std::string lower = lower_case(name);
    if (lower == "articletitle") page_.properties.title = content;
    if (lower == "contentsource") page_.properties.publisher = content;
    if (lower == "pubdate") page_.properties.published = content;
  }

  const char* base_;
  Page page_;
  std::vector<Sink> sinks_;
  std::vector<OpenTable> tables_;
  int page_tables_;
  int preformatted_ = 0;
  const GumboNode* link_ = nullptr;
  const GumboNode* last_link_ = nullptr;
};

Result<Page> read_part(std::string_view html, const char* base, int tables_before) {
  if (estimated_depth(html) > deepest_nesting) return fail("document.too_deep", {});
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // each error keeps the whole path of elements
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  PageReader reader(base, tables_before);
  reader.read(*output->root);
  return reader.take();
}

// Where "<table" or "</table" stands next, in letters of either case; npos where it does not.
std::size_t find_tag(std::string_view text, std::string_view tag, std::size_t from) {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (lower_case(text.substr(at, tag.size())) == tag) return at;
  }
  return std::string_view::npos;
}

// Behind the end of the table that begins at `begin`, with those inside it; the end of the text where it has none.
std::size_t end_of_table(std::string_view text, std::size_t begin) {
  int open = 1;
  std::size_t close = find_tag(text, "</table", begin + 1);
  std::size_t inner = find_tag(text, "<table", begin + 1);
  while (close != std::string_view::npos) {
    open += inner < close ? 1 : -1;
    if (open == 0) return std::min(text.size(), std::min(text.size() - 1, text.find('>', close)) + 1);
    if (inner < close) {
      inner = find_tag(text, "<table", inner + 1);
    } else {
      close = find_tag(text, "</table", close + 1);
    }
  }
  return text.size();
}

void add_lines(std::string_view text, Span part, std::vector<DocumentBlock>& blocks) {
  for (std::size_t begin = part.begin; begin < part.end;) {
    const std::size_t end = std::min(part.end, text.find('\n', begin));
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    DocumentBlock block;
    block.line.append(line, begin);
    blocks.push_back(std::move(block));
    begin = end + 1;
  }
}

}  // namespace

Result<Page> read_html(const Text& source) { return read_part(source.utf8(), source.utf8().data(), 0); }

bool has_html_tables(const Text& source) { return find_tag(source.utf8(), "<table", 0) != std::string_view::npos; }

Result<std::vector<DocumentBlock>> read_html_tables(const Text& source) {
  const std::string_view text = source.utf8();
  std::vector<DocumentBlock> blocks;
  int tables = 0;
  std::size_t at = 0;
  for (std::size_t begin = find_tag(text, "<table", 0); begin != std::string_view::npos;
       begin = find_tag(text, "<table", at)) {
    add_lines(text, {at, begin}, blocks);
    at = end_of_table(text, begin);
    Result<Page> page = read_part(text.substr(begin, at - begin), text.data(), tables);
    if (!page) return tl::make_unexpected(page.error());
    std::move(page->blocks.begin(), page->blocks.end(), std::back_inserter(blocks));
    ++tables;
  }
  add_lines(text, {at, text.size()}, blocks);
  return blocks;
}

}  // namespace gouji
