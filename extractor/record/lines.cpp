#include "record/lines.h"

#include <algorithm>
#include <charconv>

namespace gouji {
namespace {

// What is longer is prose. In bytes.
constexpr ByteOffset longest_line = 400;

bool is_frame(char32_t character) {
  return is_space(character) || character == U'|' || (character >= 0x2500 && character <= 0x257F);
}

// A line without the frame that a converter drew around the page.
Span without_frame(const Text& text, Span line) {
  while (!line.empty()) {
    std::string_view rest = text.at(line);
    if (!is_frame(next_character(rest))) break;
    line.begin = line.end - rest.size();
  }
  while (!line.empty()) {
    ByteOffset last = line.end - 1;
    while (last > line.begin && (static_cast<unsigned char>(text.utf8()[last]) & 0xC0) == 0x80) --last;
    std::string_view character = text.at({last, line.end});
    if (!is_frame(next_character(character))) break;
    line.end = last;
  }
  return line;
}

std::optional<Groups> title_in(const Line& line, const DocumentPatterns& patterns) {
  std::optional<Groups> title = Groups::find(patterns.titles, line);
  if (!title || Groups::find(patterns.not_titles, line)) return std::nullopt;
  return title;
}

Title make_title(const Line& line, const Groups& groups, std::size_t first, std::size_t last) {
  const std::string_view body = groups["body"];
  const std::string_view whole = groups["title"].empty() ? groups.whole() : groups["title"];
  Title title{first, last, std::string(whole), line.source(whole), std::string(body), {}, 0};
  if (!body.empty()) title.body_span = line.source(body);
  title.year = groups.number("year");
  return title;
}

// The body on the line before.
void add_title_start(const Line& start, const DocumentPatterns& patterns, Title& title) {
  const std::optional<Groups> groups = Groups::find(patterns.title_starts, start);
  if (!groups || (*groups)["body"].empty()) return;
  --title.first_line;
  title.body = (*groups)["body"];
  title.body_span = start.source((*groups)["body"]);
  title.text.insert(0, title.body);
  title.span.begin = title.body_span.begin;
}

// A title that a narrow page wrapped behind its year.
std::optional<Title> wrapped_title(const Text& text, const Line& first, const Line& second, std::size_t line,
                                   const DocumentPatterns& patterns) {
  const auto may_fit = [&](const Pattern& title) { return title.requirement().may_fit(first.text(), second.text()); };
  if (std::none_of(patterns.titles.begin(), patterns.titles.end(), may_fit)) return std::nullopt;
  CharacterSet characters = first.characters();
  characters.add(second.characters());
  const auto may_match = [&](const Pattern& title) { return title.may_match(characters); };
  if (std::none_of(patterns.titles.begin(), patterns.titles.end(), may_match)) return std::nullopt;
  const Span begin = first.source();
  const Span end = second.source();
  if (text.line_number(end.begin) != text.line_number(begin.begin) + 1 || title_in(second, patterns))
    return std::nullopt;
  const Line joined(fold_utf8(text.at({begin.begin, end.end}), begin.begin));
  const std::optional<Groups> groups = title_in(joined, patterns);
  if (!groups || joined.source((*groups)["year"]).begin >= begin.end) return std::nullopt;
  return make_title(joined, *groups, line, line + 1);
}

// A lone figure or a few marks, as a table with a cell a line has them: no pattern asks for such a line, and no heading
// goes on in one.
bool is_bare_figure(std::string_view line) {
  constexpr std::size_t longest = 7;
  return line.size() <= longest && line.find_first_not_of("0123456789-/, ") == std::string_view::npos;
}

}  // namespace

Span Line::source(std::string_view part) const {
  const auto begin = static_cast<ByteOffset>(part.data() - folded.utf8.data());
  return folded.source({begin, begin + part.size()});
}

ShortLines::ShortLines(const Text& text) : text_(text) {
  for (int number = 1; number <= text.line_count(); ++number) {
    const Span span = without_frame(text, text.line(number));
    if (span.empty() || span.size() > longest_line || is_bare_figure(text.at(span))) continue;
    FoldedUtf8 folded = fold_utf8(text.at(span), span.begin);
    if (folded.utf8.empty()) continue;
    lines_.emplace_back(std::move(folded));
    numbers_.push_back(number);
  }
}

LineList ShortLines::in(Span part) const {
  LineList lines;
  if (part.empty()) return lines;
  const int last = text_.line_number(part.end - 1);
  auto number = std::lower_bound(numbers_.begin(), numbers_.end(), text_.line_number(part.begin));
  for (; number != numbers_.end() && *number <= last; ++number) lines.push_back(&lines_[number - numbers_.begin()]);
  return lines;
}

std::optional<Groups> Groups::find(const Pattern& pattern, std::string_view text) {
  Groups groups(*pattern);
  if (!pattern->Match(piece(text), 0, text.size(), re2::RE2::UNANCHORED, groups.pieces_.data(), most_groups)) {
    return std::nullopt;
  }
  return groups;
}

std::string_view Groups::operator[](const std::string& name) const {
  const auto found = pattern_->NamedCapturingGroups().find(name);
  return found == pattern_->NamedCapturingGroups().end() || found->second >= most_groups
             ? std::string_view()
             : view(static_cast<std::size_t>(found->second));
}

int Groups::number(const std::string& name) const {
  const std::string_view digits = (*this)[name];
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<Title> title_at(const Text& text, const LineList& lines, std::size_t line,
                              const DocumentPatterns& patterns) {
  const Line& own = *lines[line];
  // Most lines have no year, and then no pattern is run.
  if (!own.characters().may_have(CharacterSet::slot_of(CharacterSet::any_digit))) return std::nullopt;
  if (const std::optional<Groups> groups = title_in(own, patterns)) {
    Title title = make_title(own, *groups, line, line);
    if (title.body.empty() && line > 0) add_title_start(*lines[line - 1], patterns, title);
    return title;
  }
  if (line + 1 == lines.size()) return std::nullopt;
  std::optional<Title> title = wrapped_title(text, own, *lines[line + 1], line, patterns);
  if (title && title->body.empty() && line > 0) add_title_start(*lines[line - 1], patterns, *title);
  return title;
}

std::vector<Title> titles_in(const Text& text, const LineList& lines, const DocumentPatterns& patterns) {
  std::vector<Title> titles;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::optional<Title> title = title_at(text, lines, i, patterns)) titles.push_back(std::move(*title));
  }
  return titles;
}

}  // namespace gouji
