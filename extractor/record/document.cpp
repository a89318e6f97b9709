#include "record/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "record/lines.h"
#include "text/fold.h"

namespace gouji {
namespace {

// How far before the place suffix a body's full name may begin, in bytes: a dozen places' names.
constexpr ByteOffset longest_name = 150;

bool is_date(int year, int month, int day) { return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31; }

std::string iso_date(int year, int month, int day) { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }

class DocumentReader {
 public:
  DocumentReader(const Text& text, LineList lines, const std::vector<Sentence>& prose, const DocumentPatterns& patterns,
                 Record& record)
      : text_(text), prose_(prose), patterns_(patterns), record_(record), lines_(std::move(lines)) {}

  void read() {
    leave_out_tables();
    find_title();
    find_publisher();
    find_number();
    find_published();
    find_period();
    if (record_.year == 0 && !record_.period_begin.value.empty()) record_.year = period_year_;
  }

 private:
  void leave_out_tables() {
    std::erase_if(lines_, [&](const Line* line) { return is_in_table(line->source()); });
  }

  bool is_in_table(Span span) const {
    return std::any_of(record_.regions.begin(), record_.regions.end(),
                       [&](const TableRegion& region) { return region.span.contains(span); });
  }

  void find_title() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::optional<Title> title = title_at(text_, lines_, i, patterns_);
      if (!title) continue;
      record_.year = title->year;
      record_.title = {title->text, title->span};
      body_ = {title->body, title->body_span};
      return;
    }
    find_title_in_properties();
  }

  // A page whose heading is a picture has the title among its properties all the same, mostly with the site's name
  // behind it: "…年度报告_政务公开_某某政府".
  void find_title_in_properties() {
    const std::string_view title = text_.properties.title;
    const Line line(fold_utf8(title.substr(0, title.find_first_of("_|\n")), 0));
    const std::optional<Groups> groups = Groups::find(patterns_.titles, line);
    if (!groups) return;
    record_.year = groups->number("year");
    record_.title.value = std::string((*groups)["title"]);
    body_.value = std::string((*groups)["body"]);
  }

  // A title that names a body says who published; one that names only a place means its government, whose full name
  // stands somewhere in the text.
  void find_publisher() {
    if (body_.value.empty() || !patterns_.place || !Groups::find(patterns_.place, body_.value)) {
      record_.publisher = body_;
      return;
    }
    for (const std::string& suffix : patterns_.place_suffixes) {
      const std::string name = body_.value + suffix;
      record_.publisher = fullest_name(name);
      const bool is_known_otherwise = text_.properties.publisher.find(name) != std::string::npos;
      if (record_.publisher.value.empty() && is_known_otherwise) record_.publisher.value = name;
      if (!record_.publisher.value.empty()) return;
    }
    record_.publisher = body_;
  }

  // The fullest name in the text that ends with `name`. Names are taken from the front of what surrounds them, and
  // converters join lines, so a name may catch words that are not its own: one that other places confirm is better than
  // a longer one.
  DocumentField fullest_name(const std::string& name) const {
    const std::vector<DocumentField> names = names_ending_with(name);
    // Written backwards and sorted, names that end alike stand side by side.
    std::vector<std::string> backwards;
    for (const DocumentField& one : names) backwards.emplace_back(one.value.rbegin(), one.value.rend());
    std::sort(backwards.begin(), backwards.end());
    const auto is_confirmed = [&](const std::string& candidate) {
      const std::string end(candidate.rbegin(), candidate.rend());
      const auto first = std::lower_bound(backwards.begin(), backwards.end(), end);
      return backwards.end() - first > 1 && (first + 1)->starts_with(end);
    };
    const DocumentField* best = nullptr;
    bool best_confirmed = false;
    for (const DocumentField& candidate : names) {
      const bool confirmed = is_confirmed(candidate.value);
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
    for (const Line* const line : lines_) {
      const std::optional<Groups> groups = Groups::find(patterns_.document_numbers, *line);
      if (!groups) continue;
      record_.document_number = field(*line, (*groups)["number"]);
      return;
    }
  }

  // A labelled date says it best; otherwise the first line that is only a date.
  void find_published() {
    std::optional<std::size_t> best_pattern;
    for (const Line* const line : lines_) {
      for (std::size_t i = patterns_.published.size(); i-- > 0;) {
        if (best_pattern && *best_pattern >= i) break;
        const std::optional<Groups> groups = Groups::find(patterns_.published[i], *line);
        if (!groups) continue;
        const int year = number_of((*groups)["year"]);
        const int month = number_of((*groups)["month"]);
        const int day = number_of((*groups)["day"]);
        if (!is_date(year, month, day)) continue;
        const std::string_view date = (*groups)["date"];
        record_.published = {iso_date(year, month, day), line->source(date.empty() ? groups->whole() : date)};
        best_pattern = i;
      }
    }
    if (record_.published.value.empty()) find_published_in_properties();
  }

  // "2024-03-08 15:34": always in digits, the year first.
  void find_published_in_properties() {
    int numbers[3] = {0, 0, 0};
    std::string_view rest = text_.properties.published;
    for (int& number : numbers) {
      rest.remove_prefix(std::min(rest.size(), rest.find_first_of("0123456789")));
      const std::string_view digits = rest.substr(0, rest.find_first_not_of("0123456789"));
      constexpr std::size_t most_digits = 4;
      if (digits.empty() || digits.size() > most_digits) return;
      number = number_of(digits);
      rest.remove_prefix(digits.size());
    }
    if (is_date(numbers[0], numbers[1], numbers[2]))
      record_.published.value = iso_date(numbers[0], numbers[1], numbers[2]);
  }

  // In digits or in numerals, with or without tens: 2011, or the Chinese numerals for 2, 0, 1, 1; for 31, those for 3,
  // 10, 1. 0 where it is no number.
  int number_of(std::string_view text) const {
    int number = 0;
    bool behind_ten = false;
    while (!text.empty()) {
      const std::string_view rest = text;
      next_character(text);
      const std::optional<int> numeral = numeral_of(rest.substr(0, rest.size() - text.size()));
      if (!numeral) return 0;
      if (*numeral == 10) {
        number = std::max(number, 1) * 10;
      } else {
        number = behind_ten ? number + *numeral : number * 10 + *numeral;
      }
      behind_ten = *numeral == 10;
      if (number > 9999) return 0;
    }
    return number;
  }

  std::optional<int> numeral_of(std::string_view character) const {
    if (character >= "0" && character <= "9") return character.front() - '0';
    const auto found = std::find_if(patterns_.numerals.begin(), patterns_.numerals.end(),
                                    [&](const std::string& same) { return same.find(character) != std::string::npos; });
    if (found == patterns_.numerals.end()) return std::nullopt;
    return static_cast<int>(found - patterns_.numerals.begin());
  }

  void find_period() {
    for (const Sentence& sentence : prose_) {
      const std::optional<Groups> groups = Groups::find(patterns_.periods, sentence);
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
  const std::vector<Sentence>& prose_;
  const DocumentPatterns& patterns_;
  Record& record_;
  LineList lines_;      // the short ones outside the tables
  DocumentField body_;  // whom the title names
  int period_year_ = 0;
};

}  // namespace

void read_document(const Text& text, const ShortLines& lines, Span part, const std::vector<Sentence>& prose,
                   const DocumentPatterns& patterns, Record& record) {
  DocumentReader(text, lines.in(part), prose, patterns, record).read();
}

namespace {

int year_of(const DocumentField& date) { return std::stoi(date.value.substr(0, 4)); }

// The period, where it is that of whole years. Another stretch of time is perhaps not the report's.
std::optional<ReportedYear> year_of_period(const Record& record) {
  const DocumentField& begin = record.period_begin;
  const DocumentField& end = record.period_end;
  if (begin.value.empty() || end.value.empty()) return std::nullopt;
  if (!begin.value.ends_with("-01-01") || !end.value.ends_with("-12-31")) return std::nullopt;
  const bool begins_in_year = record.year == 0 || year_of(begin) == record.year;
  const DocumentField said = {begin.value + "/" + end.value, begin.span};
  return ReportedYear{ReportedYear::In::period, begins_in_year ? year_of(end) : year_of(begin), said};
}

void add_other_titles(const Text& text, const LineList& lines, const DocumentPatterns& patterns,
                      std::vector<ReportedYear>& years) {
  for (const Title& title : titles_in(text, lines, patterns)) {
    years.push_back({ReportedYear::In::title, title.year, {title.text, title.span}});
  }
}

}  // namespace

std::vector<ReportedYear> find_reported_years(const Text& text, const ShortLines& lines, Span part,
                                              const std::vector<Sentence>& prose, const DocumentPatterns& patterns,
                                              const Record& record) {
  std::vector<ReportedYear> years;
  if (!record.title.value.empty()) years.push_back({ReportedYear::In::title, record.year, record.title});
  if (const std::optional<ReportedYear> period = year_of_period(record)) years.push_back(*period);
  for (const Sentence& sentence : prose) {
    const std::optional<Groups> groups = Groups::find(patterns.announcements, sentence);
    if (!groups) continue;
    years.push_back({ReportedYear::In::announcement,
                     groups->number("year"),
                     {std::string(groups->whole()), sentence.source(groups->whole())}});
  }
  const bool agree = std::all_of(years.begin(), years.end(),
                                 [&](const ReportedYear& other) { return other.year == years.front().year; });
  if (!agree) add_other_titles(text, lines.in(part), patterns, years);
  return years;
}

std::vector<DocumentField> find_placeholders(const std::vector<Sentence>& prose, const DocumentPatterns& patterns) {
  std::vector<DocumentField> placeholders;
  for (const Sentence& sentence : prose) {
    for (const Pattern& pattern : patterns.placeholders) {
      if (!pattern.may_match(sentence.text(), sentence.characters())) continue;
      std::string_view rest = sentence.text();
      for (std::optional<Groups> groups; (groups = Groups::find(pattern, rest)) && !groups->whole().empty();) {
        const std::string_view found = (*groups)["text"].empty() ? groups->whole() : (*groups)["text"];
        placeholders.push_back({std::string(found), sentence.source(found)});
        rest.remove_prefix(static_cast<std::size_t>(groups->whole().data() + groups->whole().size() - rest.data()));
      }
    }
  }
  std::stable_sort(placeholders.begin(), placeholders.end(),
                   [](const DocumentField& a, const DocumentField& b) { return a.span.begin < b.span.begin; });
  const auto overlaps = [](const DocumentField& a, const DocumentField& b) { return b.span.begin < a.span.end; };
  placeholders.erase(std::unique(placeholders.begin(), placeholders.end(), overlaps), placeholders.end());
  return placeholders;
}

bool has_title(const Text& text, const ShortLines& short_lines, Span part, const DocumentPatterns& patterns) {
  const LineList lines = short_lines.in(part);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (title_at(text, lines, i, patterns)) return true;
  }
  return false;
}

ByteOffset report_begin(const Text& text, const ShortLines& short_lines, Span before,
                        const DocumentPatterns& patterns) {
  const LineList lines = short_lines.in(before);
  for (std::size_t i = lines.size(); i-- > 0;) {
    const std::optional<Title> title = title_at(text, lines, i, patterns);
    if (title) return text.line_span(title->span.begin).begin;
  }
  return before.begin;
}

}  // namespace gouji
