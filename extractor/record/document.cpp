#include "record/document.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace gouji {
namespace {

// Titles, numbers and dates are short lines; what is longer is prose and not looked at. In bytes.
constexpr ByteOffset longest_line = 400;
// How far before the place suffix a body's full name may begin, in bytes: a dozen places' names.
constexpr ByteOffset longest_name = 150;

// A line as patterns see it, with the way back.
struct Line {
  FoldedUtf8 folded;

  std::string_view text() const { return folded.utf8; }
  Span source(std::string_view part) const {
    const auto begin = static_cast<ByteOffset>(part.data() - folded.utf8.data());
    return folded.source({begin, begin + part.size()});
  }
};

// The groups of a pattern that matched.
class Groups {
 public:
  static std::optional<Groups> find(const Pattern& pattern, std::string_view text) {
    Groups groups(*pattern);
    const re2::StringPiece piece(text.data(), text.size());
    if (!pattern->Match(piece, 0, text.size(), re2::RE2::UNANCHORED, groups.pieces_.data(), most_groups)) {
      return std::nullopt;
    }
    return groups;
  }

  // The first of several patterns that matches.
  static std::optional<Groups> find(const std::vector<Pattern>& patterns, std::string_view text) {
    for (const Pattern& pattern : patterns) {
      if (std::optional<Groups> groups = find(pattern, text)) return groups;
    }
    return std::nullopt;
  }

  std::string_view whole() const { return view(0); }
  // Empty where the pattern has no such group, or it took no part in the match.
  std::string_view operator[](const std::string& name) const {
    const auto found = pattern_->NamedCapturingGroups().find(name);
    return found == pattern_->NamedCapturingGroups().end() || found->second >= most_groups
               ? std::string_view()
               : view(static_cast<std::size_t>(found->second));
  }
  int number(const std::string& name) const {
    const std::string_view digits = (*this)[name];
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }

 private:
  static constexpr int most_groups = 16;
  explicit Groups(const re2::RE2& pattern) : pattern_(&pattern) {}
  std::string_view view(std::size_t i) const { return {pieces_[i].data(), pieces_[i].size()}; }

  const re2::RE2* pattern_;
  std::array<re2::StringPiece, most_groups> pieces_;
};

bool is_date(int year, int month, int day) { return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31; }

std::string iso_date(int year, int month, int day) { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }

// The lines of a stretch of text that are short and have ink.
std::vector<Line> short_lines(const Text& text, Span part) {
  std::vector<Line> lines;
  if (part.empty()) return lines;
  const int last = text.line_number(part.end - 1);
  for (int number = text.line_number(part.begin); number <= last; ++number) {
    const Span span = text.line(number);
    if (span.empty() || span.size() > longest_line) continue;
    Line line{fold_utf8(text.at(span), span.begin)};
    if (!line.text().empty()) lines.push_back(std::move(line));
  }
  return lines;
}

std::optional<Groups> title_in(const Line& line, const DocumentPatterns& patterns) {
  if (Groups::find(patterns.not_titles, line.text())) return std::nullopt;
  return Groups::find(patterns.titles, line.text());
}

class DocumentReader {
 public:
  DocumentReader(const Text& text, Span part, const std::vector<Sentence>& prose, const DocumentPatterns& patterns,
                 Record& record)
      : text_(text), part_(part), prose_(prose), patterns_(patterns), record_(record) {}

  void read() {
    read_lines();
    find_title();
    find_publisher();
    find_number();
    find_published();
    find_period();
    if (record_.year == 0 && !record_.period_begin.value.empty()) record_.year = period_year_;
  }

 private:
  // The short lines with ink outside the tables.
  void read_lines() {
    lines_ = short_lines(text_, part_);
    std::erase_if(lines_, [&](const Line& line) { return is_in_table(line.source(line.text())); });
  }

  bool is_in_table(Span span) const {
    return std::any_of(record_.regions.begin(), record_.regions.end(),
                       [&](const TableRegion& region) { return region.span.contains(span); });
  }

  void find_title() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::optional<Groups> title = title_in(lines_[i], patterns_);
      if (!title) continue;
      record_.year = title->number("year");
      record_.title = field(lines_[i], title->whole());
      set_body(lines_[i], (*title)["body"]);
      if (body_.value.empty() && i > 0) join_title_start(lines_[i - 1]);
      return;
    }
  }

  // A title on two lines has the body on the first.
  void join_title_start(const Line& start) {
    const std::optional<Groups> groups = Groups::find(patterns_.title_starts, start.text());
    if (!groups) return;
    set_body(start, (*groups)["body"]);
    record_.title.value = body_.value + record_.title.value;
    record_.title.span.begin = body_.span.begin;
  }

  void set_body(const Line& line, std::string_view body) {
    if (!body.empty()) body_ = field(line, body);
  }

  // A title that names a body says who published; one that names only a place means its government, whose full name
  // stands somewhere in the text.
  void find_publisher() {
    if (body_.value.empty() || !patterns_.place || !Groups::find(patterns_.place, body_.value)) {
      record_.publisher = body_;
      return;
    }
    record_.publisher = fullest_name(body_.value + patterns_.place_suffix);
    if (record_.publisher.value.empty()) record_.publisher = body_;
  }

  // The fullest name in the text that ends with `name`. Names are taken from the front of what surrounds them, and
  // converters join lines, so a name may catch words that are not its own: one that other places confirm is better than
  // a longer one.
  DocumentField fullest_name(const std::string& name) const {
    const std::vector<DocumentField> names = names_ending_with(name);
    const DocumentField* best = nullptr;
    bool best_confirmed = false;
    for (const DocumentField& candidate : names) {
      const auto support = std::count_if(names.begin(), names.end(), [&](const DocumentField& other) {
        return other.value.ends_with(candidate.value);
      });
      const bool confirmed = support > 1;
      const bool longer = best == nullptr || candidate.value.size() > best->value.size();
      if (best != nullptr && (confirmed < best_confirmed || (confirmed == best_confirmed && !longer))) continue;
      best = &candidate;
      best_confirmed = confirmed;
    }
    return best == nullptr ? DocumentField() : *best;
  }

  // The name as it stands in the text, each time, with the larger places before it.
  std::vector<DocumentField> names_ending_with(const std::string& name) const {
    std::vector<DocumentField> names;
    for (const Sentence& sentence : prose_) {
      for (std::size_t at = sentence.text().find(name); at != std::string_view::npos;
           at = sentence.text().find(name, at + name.size())) {
        const std::size_t end = at + name.size();
        const std::size_t begin = at > longest_name ? at - longest_name : 0;
        const std::string_view full = name_at_end(sentence.text().substr(begin, end - begin), begin == 0);
        const std::string_view larger_places = full.substr(0, full.size() - std::min(full.size(), name.size()));
        const bool is_name = !full.empty() && (larger_places.empty() || Groups::find(patterns_.place, larger_places));
        if (is_name) names.push_back({std::string(full), sentence.source(full)});
      }
    }
    return names;
  }

  // The last name in a window of text, when it ends with the window. A name that begins with a window that was cut out
  // of longer text is not trusted: it may begin before.
  std::string_view name_at_end(std::string_view window, bool is_whole) const {
    std::string_view best;
    for (const Pattern& pattern : patterns_.publishers) {
      for (std::size_t from = 0; from < window.size();) {
        const std::optional<Groups> groups = Groups::find(pattern, window.substr(from));
        if (!groups || (*groups)["name"].empty()) break;
        const std::string_view found = (*groups)["name"];
        const auto begin = static_cast<std::size_t>(found.data() - window.data());
        const bool at_end = begin + found.size() == window.size();
        if (at_end && (begin > 0 || is_whole) && (best.empty() || found.size() < best.size())) best = found;
        from = begin + 1;
      }
    }
    return best;
  }

  // A number stands on a line of its own before the report; numbers inside sentences are those of other documents.
  void find_number() {
    for (const Line& line : lines_) {
      const std::optional<Groups> groups = Groups::find(patterns_.document_numbers, line.text());
      if (!groups) continue;
      record_.document_number = field(line, (*groups)["number"]);
      return;
    }
  }

  // A labelled date says it best; otherwise the first line that is only a date.
  void find_published() {
    std::optional<std::size_t> best_pattern;
    for (const Line& line : lines_) {
      for (std::size_t i = patterns_.published.size(); i-- > 0;) {
        if (best_pattern && *best_pattern >= i) break;
        const std::optional<Groups> groups = Groups::find(patterns_.published[i], line.text());
        if (!groups || !is_date(groups->number("year"), groups->number("month"), groups->number("day"))) continue;
        record_.published = {iso_date(groups->number("year"), groups->number("month"), groups->number("day")),
                             line.source(groups->whole())};
        best_pattern = i;
      }
    }
  }

  void find_period() {
    for (const Sentence& sentence : prose_) {
      const std::optional<Groups> groups = Groups::find(patterns_.periods, sentence.text());
      if (!groups) continue;
      const int from_year = groups->number("from_year");
      const int to_year = (*groups)["to_year"].empty() ? from_year : groups->number("to_year");
      const bool dates = is_date(from_year, groups->number("from_month"), groups->number("from_day")) &&
                         is_date(to_year, groups->number("to_month"), groups->number("to_day"));
      if (!dates) continue;
      const Span span = sentence.source(groups->whole());
      record_.period_begin = {iso_date(from_year, groups->number("from_month"), groups->number("from_day")), span};
      record_.period_end = {iso_date(to_year, groups->number("to_month"), groups->number("to_day")), span};
      period_year_ = from_year;
      return;
    }
  }

  static DocumentField field(const Line& line, std::string_view part) { return {std::string(part), line.source(part)}; }

  const Text& text_;
  const Span part_;
  const std::vector<Sentence>& prose_;
  const DocumentPatterns& patterns_;
  Record& record_;
  std::vector<Line> lines_;
  DocumentField body_;  // whom the title names
  int period_year_ = 0;
};

}  // namespace

void read_document(const Text& text, Span part, const std::vector<Sentence>& prose, const DocumentPatterns& patterns,
                   Record& record) {
  DocumentReader(text, part, prose, patterns, record).read();
}

ByteOffset report_begin(const Text& text, Span before, const DocumentPatterns& patterns) {
  const std::vector<Line> lines = short_lines(text, before);
  for (std::size_t i = lines.size(); i-- > 0;) {
    if (!title_in(lines[i], patterns)) continue;
    // The body may stand on the line before.
    const bool two_lines = i > 0 && Groups::find(patterns.title_starts, lines[i - 1].text());
    const Line& first = lines[two_lines ? i - 1 : i];
    return text.line_span(first.source(first.text()).begin).begin;
  }
  return before.begin;
}

}  // namespace gouji
