#include "generator/attack.h"

#include <algorithm>
#include <functional>

#include "generator/case.h"
#include "generator/random.h"
#include "generator/renderers.h"
#include "gouji.h"
#include "text/fold.h"

namespace gouji::generator {
namespace {

constexpr int no_cell = -1;
constexpr int no_table = -1;

// A byte of the text, and what it was before anything was disturbed.
struct Byte {
  char byte = 0;
  int cell = no_cell;    // whose figure it is a part of
  int table = no_table;  // in whose region it lies
};
using Bytes = std::vector<Byte>;

struct Figure {
  Span span;
  int cell = no_cell;
};

// Numbers that are drawn from a few bytes; zeros when they are used up.
class Draw {
 public:
  explicit Draw(std::basic_string_view<std::uint8_t> bytes) : bytes_(bytes) {}

  int byte() {
    if (bytes_.empty()) return 0;
    const int value = bytes_.front();
    bytes_.remove_prefix(1);
    return value;
  }
  // Precondition: 0 < n <= 65536.
  int below(int n) {
    const int high = byte();
    return (high << 8 | byte()) % n;
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(below(static_cast<int>(n))); }
  template <typename Value>
  const Value& pick(const std::vector<Value>& values) {
    return values[below(values.size())];
  }

 private:
  std::basic_string_view<std::uint8_t> bytes_;
};

// The text while it is disturbed.
class Page {
 public:
  Page(const std::string& text, const Form& form) : form_(form) {
    for (const char byte : text) bytes.push_back({byte, no_cell, no_table});
  }

  void mark_table(Span span, int table) {
    for (ByteOffset at = span.begin; at < span.end; ++at) bytes[at].table = table;
  }
  void mark_figure(Span span, int cell) {
    for (ByteOffset at = span.begin; at < span.end; ++at) bytes[at].cell = cell;
  }

  std::string text() const {
    std::string all;
    for (const Byte& byte : bytes) all += byte.byte;
    return all;
  }
  std::string text(Span span) const {
    std::string part;
    for (ByteOffset at = span.begin; at < span.end; ++at) part += bytes[at].byte;
    return part;
  }

  // Runs of bytes of one cell.
  std::vector<Figure> figures() const {
    std::vector<Figure> all;
    for (ByteOffset at = 0; at < bytes.size(); ++at) {
      if (bytes[at].cell == no_cell) continue;
      if (!all.empty() && all.back().span.end == at && all.back().cell == bytes[at].cell) {
        ++all.back().span.end;
      } else {
        all.push_back({{at, at + 1}, bytes[at].cell});
      }
    }
    return all;
  }

  // Those that are printed once and in one piece.
  std::vector<Figure> whole_figures() const {
    const std::vector<Figure> all = figures();
    std::map<int, int> runs;
    for (const Figure& figure : all) ++runs[figure.cell];
    std::vector<Figure> whole;
    for (const Figure& figure : all) {
      if (runs[figure.cell] == 1 && truths.count(figure.cell) != 0) whole.push_back(figure);
    }
    return whole;
  }

  // With their ends.
  std::vector<Span> lines() const {
    std::vector<Span> all;
    ByteOffset begin = 0;
    for (ByteOffset at = 0; at < bytes.size(); ++at) {
      if (bytes[at].byte != '\n') continue;
      all.push_back({begin, at + 1});
      begin = at + 1;
    }
    if (begin < bytes.size()) all.push_back({begin, bytes.size()});
    return all;
  }
  int table_of(Span span) const {
    for (ByteOffset at = span.begin; at < span.end; ++at) {
      if (bytes[at].table != no_table) return bytes[at].table;
    }
    return no_table;
  }
  std::vector<int> cells_in(Span span) const {
    std::vector<int> cells;
    for (const Figure& figure : figures()) {
      if (span.contains(figure.span)) cells.push_back(figure.cell);
    }
    return cells;
  }
  std::vector<Span> lines_of_tables() const {
    std::vector<Span> all;
    for (const Span line : lines()) {
      if (table_of(line) != no_table) all.push_back(line);
    }
    return all;
  }

  void insert(ByteOffset at, std::string_view text) {
    const int table = at < bytes.size() ? bytes[at].table : no_table;
    Bytes added;
    for (const char byte : text) added.push_back({byte, no_cell, table});
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), added.begin(), added.end());
  }
  void erase(Span span) {
    bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(span.begin),
                bytes.begin() + static_cast<std::ptrdiff_t>(span.end));
  }
  // What is put there is the cell's as well.
  void replace_figure(const Figure& figure, std::string_view text) {
    const int table = bytes[figure.span.begin].table;
    erase(figure.span);
    Bytes added;
    for (const char byte : text) added.push_back({byte, figure.cell, table});
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(figure.span.begin), added.begin(), added.end());
  }
  Bytes copy(Span span) const {
    return {bytes.begin() + static_cast<std::ptrdiff_t>(span.begin),
            bytes.begin() + static_cast<std::ptrdiff_t>(span.end)};
  }
  void insert(ByteOffset at, const Bytes& added) {
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), added.begin(), added.end());
  }

  // Every line anew, made of its bytes (without its end).
  void rewrite_lines(const std::function<void(Bytes& line)>& rewrite) {
    Bytes all;
    for (const Span span : lines()) {
      Bytes line = copy(span);
      const bool ended = line.back().byte == '\n';
      const Byte end = line.back();
      if (ended) line.pop_back();
      rewrite(line);
      all.insert(all.end(), line.begin(), line.end());
      if (ended) all.push_back(end);
    }
    bytes = std::move(all);
  }

  void forget_table(int table) {
    for (auto it = truths.begin(); it != truths.end();) {
      it = form_.cells[static_cast<std::size_t>(it->first)].table == table ? truths.erase(it) : std::next(it);
    }
  }
  // Where a row has cells that are blank, a figure more or less leaves as many as another row has.
  void forget_row_with_blanks(int cell) {
    const std::string row = row_of(cell);
    bool has_blank = false;
    for (std::size_t i = 0; i < form_.cells.size(); ++i) {
      if (row_of(static_cast<int>(i)) != row) continue;
      const auto truth = truths.find(static_cast<int>(i));
      if (truth == truths.end() || !truth->second.is_printed) has_blank = true;
    }
    if (!has_blank) return;
    for (std::size_t i = 0; i < form_.cells.size(); ++i) {
      if (row_of(static_cast<int>(i)) == row) truths.erase(static_cast<int>(i));
    }
  }

  Bytes bytes;
  std::map<int, Truth> truths;  // by cell

 private:
  std::string row_of(int cell) const {
    const std::string& id = form_.cells[static_cast<std::size_t>(cell)].id;
    return id.substr(0, id.rfind('.'));
  }

  const Form& form_;
};

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_plain(const std::string& figure) { return std::all_of(figure.begin(), figure.end(), is_digit); }

std::string text_of(const Bytes& line) {
  std::string text;
  for (const Byte& byte : line) text += byte.byte;
  return text;
}

Bytes bytes_of(std::string_view text, int table) {
  Bytes bytes;
  for (const char byte : text) bytes.push_back({byte, no_cell, table});
  return bytes;
}

void append(Bytes& line, const Bytes& added) { line.insert(line.end(), added.begin(), added.end()); }

int table_of(const Bytes& line) {
  for (const Byte& byte : line) {
    if (byte.table != no_table) return byte.table;
  }
  return no_table;
}

bool has_figure(const Bytes& line) {
  return std::any_of(line.begin(), line.end(), [](const Byte& byte) { return byte.cell != no_cell; });
}

// Where the line's first figure begins; its size where there is none.
std::size_t first_figure(const Bytes& line) {
  return static_cast<std::size_t>(
      std::find_if(line.begin(), line.end(), [](const Byte& byte) { return byte.cell != no_cell; }) - line.begin());
}

// ---- disturbances: false where there is nothing to disturb

const std::vector<std::string>& spaces() {
  static const std::vector<std::string> all = {" ", "\u00A0", "\u2009", "\u3000", "\u202F", "  ", "\t"};
  return all;
}

bool space_in_figure(Page& page, Draw& draw) {
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  const std::string text = page.text(figure.span);
  if (text.size() < 2 || !is_plain(text)) return false;
  const std::size_t at = text.size() > 3 && draw.byte() % 2 == 0 ? text.size() - 3 : 1 + draw.below(text.size() - 1);
  page.forget_row_with_blanks(figure.cell);
  page.replace_figure(figure, text.substr(0, at) + draw.pick(spaces()) + text.substr(at));
  return true;
}

bool other_thousands(Page& page, Draw& draw) {
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  std::string text = page.text(figure.span);
  if (text.size() < 4 || !is_plain(text)) return false;
  const std::string separator = draw.pick<std::string>({",", "，", "'", "’", ".", "、", "٬"});
  if (separator == ".") page.truths.erase(figure.cell);  // it is a decimal point
  for (std::size_t at = text.size() - 3; at > 0; at = at > 3 ? at - 3 : 0) text.insert(at, separator);
  page.replace_figure(figure, text);
  return true;
}

struct Word {
  std::string text;
  int factor = 1;  // what the figure is to be multiplied by
  bool negative = false;
};

bool word_before(Page& page, Draw& draw) {
  static const std::vector<Word> words = {{"约"},
                                          {"共"},
                                          {"计"},
                                          {"合计"},
                                          {"为"},
                                          {"近"},
                                          {"超过"},
                                          {"共计 "},
                                          {"增加"},
                                          {"增长"},
                                          {"+"},
                                          {"＋"},
                                          {"减少", 1, true},
                                          {"下降", 1, true},
                                          {"-", 1, true},
                                          {"－", 1, true},
                                          {"−", 1, true},
                                          {"—", 1, true},
                                          {"比上年减少", 1, true},
                                          {"¥"},
                                          {"第"},
                                          {"≈"},
                                          {":"}};
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  const Word& word = draw.pick(words);
  const std::string text = page.text(figure.span);
  if (text.empty() || !is_digit(text.front())) return false;
  if (word.text == "第") page.truths.erase(figure.cell);  // it is no count
  page.insert(figure.span.begin, word.text);
  const auto truth = page.truths.find(figure.cell);
  if (word.negative && truth != page.truths.end()) {
    for (Decimal& value : truth->second.values) value = -value;
  }
  return true;
}

bool word_behind(Page& page, Draw& draw) {
  static const std::vector<Word> words = {{"余"},
                                          {"多"},
                                          {"左右"},
                                          {"以上"},
                                          {"件"},
                                          {"条"},
                                          {"次"},
                                          {"人次"},
                                          {"余件"},
                                          {"多件"},
                                          {"元"},
                                          {" 件"},
                                          {"*"},
                                          {"①"},
                                          {"¹"},
                                          {"[1]"},
                                          {"（注1）"},
                                          {"(1)"},
                                          {"（见附件）"},
                                          {"&nbsp;"},
                                          {"。"},
                                          {"；"},
                                          {"千", 1000},
                                          {"万", 10000},
                                          {"亿", 100000000},
                                          {"千件", 1000},
                                          {"万件", 10000},
                                          {"w", 10000},
                                          {"百", 100},
                                          {"k", 1000},
                                          {"\u200B"},
                                          {"\u00AD"},
                                          {"\uFEFF"},
                                          {"起"},
                                          {"→"},
                                          {"%"},
                                          {"‰"}};
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  const Word& word = draw.pick(words);
  page.insert(figure.span.end, word.text);
  if (word.factor == 1) return true;
  Truth& truth = page.truths.at(figure.cell);
  if (truth.values.empty()) return true;
  truth.in_thousands_too = true;
  truth.values.push_back(truth.values.front() * word.factor);
  return true;
}

bool brackets(Page& page, Draw& draw) {
  static const std::vector<std::pair<std::string, std::string>> all = {
      {"（", "）"}, {"(", ")"},   {"【", "】"}, {"〔", "〕"}, {"[", "]"}, {"“", "”"},
      {"\"", "\""}, {"《", "》"}, {"<", ">"},   {"*", "*"},   {"`", "`"}};
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  const auto& [opening, closing] = draw.pick(all);
  page.insert(figure.span.end, closing);
  page.insert(figure.span.begin, opening);
  Truth& truth = page.truths.at(figure.cell);
  // Book-keepers write what is less than nothing in brackets.
  if (!truth.values.empty()) truth.values.push_back(-truth.values.front());
  return true;
}

bool other_digits(Page& page, Draw& draw) {
  static const std::vector<std::vector<std::string>> scripts = {
      {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
      {"٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"},
      {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
      {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
      {"〇", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
      {"O", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
      {"o", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
      {"О", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
      {"0", "l", "2", "3", "4", "5", "6", "7", "8", "9"},
      {"0", "I", "2", "3", "4", "5", "6", "7", "8", "9"},
      {"𝟎", "𝟏", "𝟐", "𝟑", "𝟒", "𝟓", "𝟔", "𝟕", "𝟖", "𝟗"},
      {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}};
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  const std::vector<std::string>& digits = draw.pick(scripts);
  const bool one_alone = draw.byte() % 2 == 0;
  const std::string text = page.text(figure.span);
  if (!is_plain(text)) return false;
  const std::size_t only = draw.below(text.size());
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    made += one_alone && i != only ? std::string(1, text[i]) : digits[static_cast<std::size_t>(text[i] - '0')];
  }
  if (made == text) return false;
  page.replace_figure(figure, made);
  return true;
}

// As printed then; nothing else may be read for it.
bool change_digit(Page& page, Draw& draw) {
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  std::string text = page.text(figure.span);
  if (!is_plain(text) || text.size() > 9) return false;
  text[draw.below(text.size())] = static_cast<char>('1' + draw.byte() % 9);
  page.replace_figure(figure, text);
  page.truths[figure.cell].values = {*Decimal::parse(text)};
  return true;
}

bool swap_figures(Page& page, Draw& draw) {
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.size() < 2) return false;
  const std::size_t first = draw.below(figures.size() - 1);
  const Figure a = figures[first];
  const Figure b = figures[first + 1];
  const std::string text_of_a = page.text(a.span);
  const std::string text_of_b = page.text(b.span);
  if (!is_plain(text_of_a) || !is_plain(text_of_b)) return false;
  page.replace_figure(b, text_of_a);
  page.replace_figure(a, text_of_b);
  std::swap(page.truths[a.cell], page.truths[b.cell]);
  return true;
}

bool double_line(Page& page, Draw& draw) {
  const std::vector<Span> lines = draw.byte() % 4 == 0 ? page.lines() : page.lines_of_tables();
  if (lines.empty()) return false;
  const Span line = draw.pick(lines);
  page.insert(line.end, page.copy(line));
  return true;
}

// The same line with another figure in it. A line that has a whole table is no row: two of them are two tables, each
// with its own figures.
bool double_line_changed(Page& page, Draw& draw) {
  constexpr std::ptrdiff_t most_in_a_row = 20;
  const std::vector<Figure> figures = page.whole_figures();
  if (figures.empty()) return false;
  const Figure figure = draw.pick(figures);
  std::string text = page.text(figure.span);
  if (!is_plain(text) || text.size() > 9) return false;
  for (const Span line : page.lines()) {
    if (!line.contains(figure.span)) continue;
    if (std::count_if(figures.begin(), figures.end(), [&](const Figure& one) { return line.contains(one.span); }) >
        most_in_a_row)
      return false;
    page.insert(line.end, page.copy(line));
    char& digit = text[draw.below(text.size())];
    digit = static_cast<char>('1' + (digit - '0' + draw.byte() % 8) % 9);
    if (text == page.text(figure.span)) return true;
    page.replace_figure(figure, text);
    Truth& truth = page.truths[figure.cell];
    truth.values.push_back(*Decimal::parse(text));
    truth.is_readable = false;
    return true;
  }
  return false;
}

bool double_table(Page& page, Draw& draw) {
  const std::vector<Span> lines = page.lines_of_tables();
  if (lines.empty()) return false;
  const int table = page.table_of(draw.pick(lines));
  Bytes copied;
  ByteOffset end = 0;
  for (const Span line : lines) {
    if (page.table_of(line) != table) continue;
    append(copied, page.copy(line));
    end = line.end;
  }
  page.insert(draw.byte() % 2 == 0 ? end : page.bytes.size(), copied);
  return true;
}

bool swap_lines(Page& page, Draw& draw) {
  const std::vector<Span> lines = page.lines();
  if (lines.size() < 2) return false;
  const std::size_t first = draw.below(lines.size() - 1);
  const std::size_t second = std::min(first + 1 + draw.below(std::size_t{4}), lines.size() - 1);
  for (std::size_t i = first; i <= second; ++i) page.forget_table(page.table_of(lines[i]));
  const Bytes upper = page.copy(lines[first]);
  Bytes lower = page.copy(lines[second]);
  if (lower.back().byte != '\n') return false;
  page.erase(lines[second]);
  page.insert(lines[second].begin, upper);
  page.erase(lines[first]);
  page.insert(lines[first].begin, lower);
  return true;
}

bool remove_line(Page& page, Draw& draw) {
  const std::vector<Span> lines = page.lines();
  if (lines.empty()) return false;
  const Span line = draw.pick(lines);
  if (page.table_of(line) != no_table) page.forget_table(page.table_of(line));
  page.erase(line);
  return true;
}

bool blank_lines(Page& page, Draw& draw) {
  const int way = draw.byte() % 3;
  if (way == 0) {
    const std::vector<Span> lines = page.lines();
    if (lines.empty()) return false;
    page.insert(draw.pick(lines).begin, "\n");
    return true;
  }
  Bytes all;
  for (const Span span : page.lines()) {
    const Bytes line = page.copy(span);
    const bool is_blank = text_of(line).find_first_not_of(" \t\r\n") == std::string::npos;
    if (!is_blank || way == 2) append(all, line);
    if (way == 2) all.push_back({'\n', no_cell, table_of(line)});
  }
  page.bytes = std::move(all);
  return true;
}

// What is cut off or into may only be deduced, unless it is printed a second time.
void mark_cut(Page& page, const std::vector<Figure>& whole) {
  std::map<int, ByteOffset> left;
  for (const Figure& figure : page.figures()) left[figure.cell] = std::max(left[figure.cell], figure.span.size());
  for (const Figure& figure : whole) {
    const auto truth = page.truths.find(figure.cell);
    if (truth != page.truths.end() && left[figure.cell] < figure.span.size()) truth->second.is_readable = false;
  }
}

// Numbers beside rows may be read for figures that were cut off: nothing tells that they are none.
void forget_cut(Page& page) {
  for (auto it = page.truths.begin(); it != page.truths.end();)
    it = it->second.is_readable ? std::next(it) : page.truths.erase(it);
}

bool cut(Page& page, Draw& draw) {
  const std::vector<Figure> before = page.figures();
  if (page.bytes.empty()) return false;
  ByteOffset at = draw.below(page.bytes.size());
  if (!before.empty() && draw.byte() % 2 == 0) at = draw.pick(before).span.begin + draw.below(std::size_t{3});
  page.erase({std::min(at, page.bytes.size()), page.bytes.size()});
  mark_cut(page, before);
  return true;
}

bool cut_right(Page& page, Draw& draw) {
  const std::vector<Figure> before = page.figures();
  std::size_t longest = 0;
  page.rewrite_lines([&](Bytes& line) {
    if (table_of(line) != no_table) longest = std::max(longest, line.size());
  });
  if (longest < 2) return false;
  const std::size_t width = longest / 2 + draw.below(longest / 2);
  page.rewrite_lines([&](Bytes& line) {
    if (line.size() > width) line.resize(width);
    while (!line.empty() && !text_of(line).empty() && (line.back().byte & 0x80) != 0) line.pop_back();
  });
  mark_cut(page, before);
  return true;
}

// The first character of a line's frame; empty where there is none.
std::string frame_of(const std::string& line) {
  for (const char* frame : {"|", "│", "║", "┃"}) {
    if (line.rfind(frame, 0) == 0) return frame;
  }
  return "";
}
bool is_rule(const std::string& line) {
  return line.rfind('+', 0) == 0 || line.rfind("├", 0) == 0 || line.rfind("┌", 0) == 0 || line.rfind("└", 0) == 0 ||
         line.rfind("╠", 0) == 0 || line.rfind("╔", 0) == 0 || line.rfind("╚", 0) == 0 || line.rfind("|-", 0) == 0;
}

std::string padded_number(int number) {
  std::string text = std::to_string(number);
  text.resize(4, ' ');
  return text;
}

// 序号, on the lines that have figures.
bool numbers_before(Page& page, Draw& draw) {
  const bool every_line = draw.byte() % 2 == 0;
  int number = 0;
  page.rewrite_lines([&](Bytes& line) {
    const int table = table_of(line);
    if (table == no_table || line.empty()) return;
    const std::string text = text_of(line);
    const bool numbered = has_figure(line) || every_line;
    std::string prefix = numbered ? padded_number(++number) : "    ";
    if (is_rule(text)) {
      --number;
      prefix = "+----";
    } else if (const std::string frame = frame_of(text); !frame.empty()) {
      prefix.insert(0, frame);
    } else if (text.find('\t') != std::string::npos) {
      prefix = (numbered ? std::to_string(number) : "") + "\t";
    }
    Bytes made = bytes_of(prefix, table);
    append(made, line);
    line = std::move(made);
  });
  return number > 0;
}

bool numbers_behind(Page& page, Draw& draw) {
  const bool wide = draw.byte() % 2 == 0;
  forget_cut(page);
  int number = 0;
  page.rewrite_lines([&](Bytes& line) {
    const int table = table_of(line);
    if (table == no_table || !has_figure(line)) return;
    const std::string text = text_of(line);
    std::string suffix = std::to_string(++number);
    if (const std::string frame = frame_of(text); !frame.empty()) {
      suffix += frame;
    } else {
      suffix.insert(0, text.find('\t') != std::string::npos ? "\t" : wide ? "    " : " ");
    }
    append(line, bytes_of(suffix, table));
  });
  return number > 0;
}

bool line_numbers(Page& page, Draw& draw) {
  const std::string behind = draw.pick<std::string>({"\t", ": ", "  ", " ", ". ", "|"});
  int number = 0;
  page.rewrite_lines([&](Bytes& line) {
    Bytes made = bytes_of(std::to_string(++number) + behind, table_of(line));
    append(made, line);
    line = std::move(made);
  });
  return true;
}

bool side_by_side(Page& page, Draw& draw) {
  const std::string gap = draw.pick<std::string>({"    ", "\t", " | ", " "});
  int width = 0;
  page.rewrite_lines([&](Bytes& line) { width = std::max(width, display_width(text_of(line))); });
  page.rewrite_lines([&](Bytes& line) {
    const Bytes twin = line;
    const int missing = width - display_width(text_of(line));
    append(line, bytes_of(std::string(static_cast<std::size_t>(missing), ' ') + gap, table_of(line)));
    append(line, twin);
  });
  return true;
}

bool other_separators(Page& page, Draw& draw) {
  struct Exchange {
    std::string from;
    std::string to;
  };
  static const std::vector<Exchange> all = {
      {"\t", "|"},     {"\t", "  "}, {"\t", " "}, {"\t", "\u3000"}, {"\t", "\n"}, {"|", "\t"},  {"|", " "},
      {"|", ","},      {"  ", "\t"}, {"  ", " "}, {"│", "|"},       {"│", " "},   {"│", "\t"},  {"│", ""},
      {" ", "\u00A0"}, {"\t", ","},  {"\t", ";"}, {" ", "\u3000"},  {"|", "｜"},  {"  ", " | "}};
  const Exchange& exchange = draw.pick(all);
  bool did = false;
  page.rewrite_lines([&](Bytes& line) {
    const int table = table_of(line);
    if (table == no_table) return;
    const std::string text = text_of(line);
    Bytes made;
    for (std::size_t at = 0; at < line.size();) {
      if (text.compare(at, exchange.from.size(), exchange.from) == 0) {
        append(made, bytes_of(exchange.to, table));
        at += exchange.from.size();
        did = true;
      } else {
        made.push_back(line[at++]);
      }
    }
    line = std::move(made);
  });
  return did;
}

bool join_lines(Page& page, Draw& draw) {
  const std::vector<Span> lines = page.lines_of_tables();
  if (lines.empty()) return false;
  const Span line = draw.pick(lines);
  if (page.bytes[line.end - 1].byte != '\n') return false;
  page.bytes[line.end - 1].byte = ' ';
  return true;
}

bool page_break(Page& page, Draw& draw) {
  const std::vector<Span> lines = page.lines_of_tables();
  if (lines.empty()) return false;
  const std::string text =
      draw.pick<std::string>({"- 3 -", "第3页 共9页", "3", "3/9", "— 3 —", "\f", "第 3 页", "2024/1/12 10:30"});
  page.insert(draw.pick(lines).begin, (draw.byte() % 2 == 0 ? text : "\n" + text + "\n") + "\n");
  return true;
}

bool damage(Page& page, Draw& draw) {
  if (page.bytes.empty()) return false;
  const std::vector<Span> lines = page.lines_of_tables();
  ByteOffset at = draw.below(page.bytes.size());
  if (!lines.empty() && draw.byte() % 2 == 0) {
    const Span line = draw.pick(lines);
    at = line.begin + draw.below(line.size());
  }
  Byte& byte = page.bytes[at];
  if (byte.cell != no_cell) page.truths.erase(byte.cell);
  byte.byte = static_cast<char>(0xFF);
  return true;
}

// A row's label on a line above or below its figures, or around them.
bool split_rows(Page& page, Draw& draw) {
  const int way = draw.byte() % 3;
  bool did = false;
  page.rewrite_lines([&](Bytes& line) {
    const std::size_t at = first_figure(line);
    if (at == line.size() || at < 4) return;
    const Bytes label(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(at));
    const Bytes figures(line.begin() + static_cast<std::ptrdiff_t>(at), line.end());
    const Bytes end = bytes_of("\n", table_of(line));
    did = true;
    line = way == 1 ? figures : label;
    append(line, end);
    append(line, way == 1 ? label : figures);
    if (way == 2) {
      append(line, end);
      append(line, bytes_of("\n", table_of(line)));
    }
  });
  return did;
}

// All labels of a table, then all its figures, as blocks of a page come; or the other way round.
bool blocks(Page& page, Draw& draw) {
  const bool figures_first = draw.byte() % 2 == 0;
  std::map<int, std::pair<Bytes, Bytes>> parts;  // by table: labels and figures
  std::vector<std::pair<int, Bytes>> all;        // a table's place, or a line beside it
  for (const Span span : page.lines()) {
    Bytes line = page.copy(span);
    const int table = table_of(line);
    if (table == no_table) {
      all.emplace_back(no_table, std::move(line));
      continue;
    }
    if (parts.count(table) == 0) all.emplace_back(table, Bytes());
    const auto at = static_cast<std::ptrdiff_t>(first_figure(line));
    Bytes label(line.begin(), line.begin() + at);
    Bytes figures(line.begin() + at, line.end());
    if (!label.empty() && !figures.empty()) label.push_back({'\n', no_cell, table});
    append(parts[table].first, label);
    append(parts[table].second, figures);
  }
  if (parts.empty()) return false;
  page.bytes.clear();
  for (const auto& [table, line] : all) {
    append(page.bytes, line);
    if (table == no_table) continue;
    append(page.bytes, figures_first ? parts[table].second : parts[table].first);
    append(page.bytes, figures_first ? parts[table].first : parts[table].second);
  }
  return true;
}

struct Disturbance {
  std::string name;
  bool (*befall)(Page& page, Draw& draw);
};

const std::vector<Disturbance>& disturbances() {
  static const std::vector<Disturbance> all = {
      {"space in a figure", space_in_figure},
      {"other thousands", other_thousands},
      {"word before a figure", word_before},
      {"word behind a figure", word_behind},
      {"figure in brackets", brackets},
      {"other digits", other_digits},
      {"digit changed", change_digit},
      {"figures swapped", swap_figures},
      {"line doubled", double_line},
      {"line doubled with another figure", double_line_changed},
      {"table doubled", double_table},
      {"lines swapped", swap_lines},
      {"line removed", remove_line},
      {"blank lines", blank_lines},
      {"cut", cut},
      {"cut at the right", cut_right},
      {"numbers before rows", numbers_before},
      {"numbers behind rows", numbers_behind},
      {"line numbers", line_numbers},
      {"side by side", side_by_side},
      {"other separators", other_separators},
      {"lines joined", join_lines},
      {"page break", page_break},
      {"damaged byte", damage},
      {"rows split", split_rows},
      {"blocks", blocks},
  };
  return all;
}

// ---- the report

Page undisturbed(const std::string& bytes, const Form& form, const Grammar& grammar,
                 const std::function<bool(std::size_t, const Cell&)>& is_right) {
  const Result<Text> text = decode(bytes);
  if (!text) return {bytes, form};
  Page page(std::string(text->utf8()), form);
  const std::vector<Record> records = extract(*text, grammar);
  if (records.size() != 1 || records.front().form->id != form.id ||
      records.front().form->cells.size() != form.cells.size())
    return page;
  const Record& record = records.front();
  for (std::size_t i = 0; i < record.regions.size(); ++i) {
    const Span region = record.regions[i].span;
    if (region.empty()) continue;
    page.mark_table({text->line_span(region.begin).begin, text->line_span(region.end).end}, static_cast<int>(i));
  }
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const Cell& cell = record.cells[i];
    if (!is_right(i, cell)) continue;
    Truth& truth = page.truths[static_cast<int>(i)];
    if (!cell.value) continue;
    truth.values = {*cell.value};
    truth.is_printed = !cell.span.empty();
    page.mark_figure(cell.span, static_cast<int>(i));
    for (const Span part : cell.parts) page.mark_figure(part, static_cast<int>(i));
  }
  return page;
}

struct Chosen {
  std::string name;
  const Form* form = nullptr;
  Page page;
};

// A text whose tables are another form's in part is left as it is, without truths.
Chosen whole_report(std::size_t number, const std::string& bytes, const Grammar& grammar) {
  const Result<Text> text = decode(bytes);
  const Form* form = &grammar.forms.front();
  if (text) {
    const std::vector<Record> records = extract(*text, grammar);
    if (records.size() == 1 && records.front().hybrid == nullptr) form = records.front().form;
  }
  return {"whole report " + std::to_string(number) + ", form " + form->id, form,
          undisturbed(bytes, *form, grammar,
                      [](std::size_t, const Cell& cell) { return cell.status == CellStatus::read; })};
}

Chosen generated_report(Draw& draw, const Grammar& grammar) {
  const std::vector<const Form*> forms = printable_forms(grammar);
  const Form& form = *draw.pick(forms);
  const std::string& layout = draw.pick(layouts()).name;
  const auto seed = static_cast<std::uint64_t>(draw.below(65536));
  const bool troubled = draw.byte() % 4 == 0;
  const Case made = make_case(form, seed, {layout, troubled});
  const auto is_right = [&](std::size_t i, const Cell& cell) {
    const ExpectedCell& expected = made.cells[i];
    return expected.told && expected.value == cell.value && expected.unit == cell.unit;
  };
  return {made.name(), &form, undisturbed(made.text, form, grammar, is_right)};
}

std::basic_string<std::uint8_t> random_bytes(std::size_t size, Random& random) {
  std::basic_string<std::uint8_t> bytes;
  while (bytes.size() < size) bytes += static_cast<std::uint8_t>(random.below(256));
  return bytes;
}

}  // namespace

Attack make_attack(std::basic_string_view<std::uint8_t> recipe, const Grammar& grammar,
                   const std::vector<std::string>& whole_reports) {
  Draw draw(recipe.substr(0, recipe_step));
  recipe.remove_prefix(std::min(recipe.size(), recipe_step));
  Chosen chosen = [&] {
    if (draw.byte() < 220 || whole_reports.empty()) return generated_report(draw, grammar);
    const std::size_t number = draw.below(whole_reports.size());
    return whole_report(number, whole_reports[number], grammar);
  }();
  Attack attack;
  attack.name = chosen.name;
  while (!recipe.empty()) {
    Draw step(recipe.substr(0, recipe_step));
    recipe.remove_prefix(std::min(recipe.size(), recipe_step));
    const Disturbance& disturbance = disturbances()[static_cast<std::size_t>(step.byte()) % disturbances().size()];
    if (disturbance.befall(chosen.page, step)) attack.name += "; " + disturbance.name;
  }
  attack.text = chosen.page.text();
  for (const auto& [cell, truth] : chosen.page.truths) {
    attack.truths[chosen.form->cells[static_cast<std::size_t>(cell)].id] = truth;
  }
  return attack;
}

std::basic_string<std::uint8_t> recipe_of(std::uint64_t seed) {
  Random random(seed);
  const int steps = random.chance(60) ? 1 : random.between(2, 3);
  return random_bytes(recipe_step * static_cast<std::size_t>(steps + 1), random);
}

std::basic_string<std::uint8_t> recipe_of(std::uint64_t seed, std::size_t disturbance) {
  Random random(seed);
  std::basic_string<std::uint8_t> recipe = random_bytes(2 * recipe_step, random);
  recipe[recipe_step] = static_cast<std::uint8_t>(disturbance);
  return recipe;
}

std::vector<std::string> disturbance_names() {
  std::vector<std::string> names;
  for (const Disturbance& disturbance : disturbances()) names.push_back(disturbance.name);
  return names;
}

std::vector<WrongCell> wrong_cells(const Attack& attack, const Text& text, const std::vector<Record>& records) {
  std::vector<WrongCell> wrong;
  for (const Record& record : records) {
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
      const Cell& cell = record.cells[i];
      const auto found = attack.truths.find(record.form->cells[i].id);
      if (found == attack.truths.end()) continue;
      const Truth& truth = found->second;
      std::string kind;
      if (cell.value) {
        const bool is_true = std::find(truth.values.begin(), truth.values.end(), *cell.value) != truth.values.end();
        const bool counts_otherwise =
            truth.in_thousands_too && *cell.value == truth.values.front() && cell.unit.empty();
        const bool may_be_read = truth.is_readable || cell.status != CellStatus::read;
        if (!is_true || counts_otherwise || !may_be_read) kind = std::string(name_of(cell.status)) + " wrong";
      } else if (cell.status == CellStatus::blank && truth.is_printed) {
        kind = "blank wrong";
      }
      if (kind.empty()) continue;
      std::string what = found->first + ": printed";
      if (truth.values.empty()) what += " nothing";
      for (const Decimal& value : truth.values) what += " " + value.str();
      if (!truth.is_readable) what += " (not to be read)";
      what += ", ";
      what += name_of(cell.status);
      if (cell.value) what += " " + cell.value->str() + cell.unit;
      if (!cell.reason.empty()) what += " (" + cell.reason + ")";
      if (!cell.row.empty()) {
        what += " in line " + std::to_string(text.line_number(cell.row.begin)) + ": ";
        what += text.at(text.line_span(cell.span.empty() ? cell.row.begin : cell.span.begin));
      }
      wrong.push_back({kind, what});
    }
  }
  return wrong;
}

}  // namespace gouji::generator
