#include "record/sections.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "record/prose.h"

namespace gouji {
namespace {

// What is longer is prose. In bytes.
constexpr std::size_t longest_heading = 150;
// So much of a line or a sentence is looked at for a heading that it begins with.
constexpr ByteOffset heading_window = 240;
constexpr std::string_view mark_up = "#*_";
// So many spaces and marks are looked through for a number behind them.
constexpr int most_before_number = 60;
bool is_continuation(char byte) { return (byte & 0xC0) == 0x80; }

std::string_view without_mark_up(std::string_view heading) {
  heading.remove_prefix(std::min(heading.find_first_not_of(mark_up), heading.size()));
  while (!heading.empty() && (mark_up.find(heading.back()) != std::string_view::npos || heading.back() == ':')) {
    heading.remove_suffix(1);
  }
  return heading;
}

// A heading as patterns look at it: without the mark-up that may stand around it.
struct NumberedHeading {
  std::string_view number;  // empty where it has none
  std::string_view name;
};

NumberedHeading split(const Line& line, const Pattern& item_number) {
  const std::string_view heading = without_mark_up(line.text());
  const std::size_t size = item_number.size_at_begin(heading);
  return {heading.substr(0, size), size == 0 ? heading : without_mark_up(heading.substr(size))};
}

// `characters` are those of the text, or of more.
bool matches_any(std::string_view text, const CharacterSet& characters, const std::vector<Pattern>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& pattern) { return pattern.is_all_of(text, characters); });
}

std::optional<int> section_named(std::string_view name, const CharacterSet& characters, const Form& form) {
  if (name.size() > longest_heading) return std::nullopt;
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    if (matches_any(name, characters, form.sections[i].headings)) return static_cast<int>(i);
  }
  return std::nullopt;
}

class SectionFinder {
 public:
  SectionFinder(const Text& text, const ShortLines& lines, Span part, const std::vector<TableRegion>& tables,
                const Form& form, const CommonGrammar& common)
      : text_(text), part_(part), tables_(tables), form_(form), common_(common), lines_(lines.in(part)) {
    for (const Section& section : form.sections) {
      std::string_view number = section.number;
      if (!number.empty()) first_of_numbers_.add(next_character(number));
    }
  }

  std::vector<PrintedSection> find() && {
    find_whole_lines();
    if (form_.prescribes_sections()) find_beginnings();
    choose();
    if (form_.prescribes_sections()) find_misnamed();
    read_bodies();
    return std::move(sections_);
  }

 private:
  struct Heading {
    int section = 0;
    Span span;
    std::string number;
    bool whole_line = false;
  };

  // In the order of the text.
  void find_whole_lines() {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      const std::optional<HeadingAt> found = heading_at(lines_, line, lines_.size(), form_, common_);
      if (!found) continue;
      const Span span = {lines_[line]->source().begin, lines_[line + found->lines - 1]->source().end};
      headings_.push_back({found->section, span, std::string(split(*lines_[line], common_.item_number).number), true});
    }
    whole_lines_ = headings_.size();
  }

  // A heading that goes on as a text, on a line or in one that a converter joined.
  void find_beginnings() {
    if (part_.empty()) return;
    const int last = text_.line_number(part_.end - 1);
    for (int number = text_.line_number(part_.begin); number <= last; ++number) {
      const Span line = text_.line(number);
      look_at(line.begin, line.end);
      for (ByteOffset at = line.begin; (at = next_sentence(text_.utf8(), {at, line.end})) != line.end;)
        look_at(at, line.end);
    }
    std::stable_sort(headings_.begin(), headings_.end(),
                     [](const Heading& a, const Heading& b) { return a.span.begin < b.span.begin; });
  }

  void look_at(ByteOffset begin, ByteOffset line_end) {
    ByteOffset end = std::min(line_end, begin + heading_window);
    while (end < line_end && is_continuation(text_.utf8()[end])) --end;
    if (begin >= end || !may_have_number(text_.at({begin, end}))) return;
    const Line line(fold_utf8(text_.at({begin, end}), begin));
    const NumberedHeading heading = split(line, common_.item_number);
    if (section_numbered(heading.number) < 0) return;
    const re2::StringPiece name = piece(heading.name);
    for (std::size_t section = 0; section < form_.sections.size(); ++section) {
      for (const Pattern& pattern : form_.sections[section].headings) {
        re2::StringPiece found;
        if (!pattern.may_match(line.text(), line.characters())) continue;
        if (!pattern->Match(name, 0, name.size(), re2::RE2::ANCHOR_START, &found, 1)) continue;
        const char* const first = heading.number.data();
        const std::string_view whole(first, static_cast<std::size_t>(found.data() + found.size() - first));
        add_beginning({static_cast<int>(section), line.source(whole), std::string(heading.number), false});
        return;
      }
    }
  }

  // Whether the first characters that are no spaces or mark-up may be a section's number. Most text begins otherwise.
  bool may_have_number(std::string_view printed) const {
    for (int looked_at = 0; !printed.empty() && looked_at < most_before_number; ++looked_at) {
      const char32_t character = next_character(printed);
      const bool is_ascii = character < 0x80;
      if (is_space(character) || (is_ascii && mark_up.find(static_cast<char>(character)) != std::string_view::npos))
        continue;
      const bool is_plain = is_ascii || (character >= 0x4E00 && character <= 0x9FFF);  // folding leaves it as it is
      return !is_plain || first_of_numbers_.may_have(CharacterSet::slot_of(character));
    }
    return true;
  }

  void add_beginning(Heading heading) {
    // Whole lines stand in front, in their order, and then beginnings, which come in their order too.
    const auto whole_lines_end = headings_.begin() + static_cast<std::ptrdiff_t>(whole_lines_);
    const auto behind = std::upper_bound(headings_.begin(), whole_lines_end, heading.span.begin,
                                         [](ByteOffset at, const Heading& other) { return at < other.span.begin; });
    const bool in_line = behind != headings_.begin() && heading.span.begin < std::prev(behind)->span.end;
    const bool in_last = headings_.end() != whole_lines_end && heading.span.begin < headings_.back().span.end;
    if (!in_line && !in_last) headings_.push_back(std::move(heading));
  }

  // The section of the form that has this number; -1 for none.
  int section_numbered(std::string_view number) const {
    const auto found = std::find_if(form_.sections.begin(), form_.sections.end(), [&](const Section& section) {
      return !number.empty() && section.number == number;
    });
    return found == form_.sections.end() ? -1 : static_cast<int>(found - form_.sections.begin());
  }

  // The longest row of different sections in the form's order, found from the back, so that of two the later one is
  // taken; then those that stand only elsewhere.
  void choose() {
    std::vector<std::vector<const Heading*>> rows(form_.sections.size() + 1);  // the longest from section i on
    for (auto heading = headings_.rbegin(); heading != headings_.rend(); ++heading) {
      std::vector<const Heading*> row = {&*heading};
      const std::vector<const Heading*>& rest = rows[static_cast<std::size_t>(heading->section) + 1];
      row.insert(row.end(), rest.begin(), rest.end());
      for (int section = heading->section; section >= 0 && rows[section].size() < row.size(); --section) {
        rows[section] = row;
      }
    }
    for (const Heading* heading : rows.front()) add(*heading, false);
    for (auto heading = headings_.rbegin(); heading != headings_.rend(); ++heading) {
      if (heading->whole_line && !has(heading->section)) add(*heading, true);
    }
  }

  bool has(int section) const {
    return std::any_of(sections_.begin(), sections_.end(),
                       [&](const PrintedSection& found) { return found.section == section; });
  }

  void add(const Heading& heading, bool out_of_order) {
    PrintedSection section;
    section.section = heading.section;
    section.heading = text_.at(heading.span);
    section.heading_span = heading.span;
    section.number = heading.number;
    section.out_of_order = out_of_order;
    sections_.push_back(std::move(section));
  }

  // A heading with a section's number, or one that is like its heading, where the section should stand. A table's
  // section must be like it: the table's rows are numbered too.
  void find_misnamed() {
    for (int section = 0; section < static_cast<int>(form_.sections.size()); ++section) {
      const Section& wanted = form_.sections[section];
      if (wanted.prescribed.empty() || has(section)) continue;
      const Span gap = gap_for(section);
      for (const Line* const line : lines_) {
        const Span span = line->source();
        if (!gap.contains(span) || is_in_table(span)) continue;
        const NumberedHeading heading = split(*line, common_.item_number);
        if (section_numbered(heading.number) < 0 || heading.name.empty()) continue;
        if (heading.name.size() > longest_heading) continue;
        const bool has_number = wanted.table.empty() && heading.number == wanted.number;
        if (!has_number && !matches_any(heading.name, line->characters(), wanted.alike)) continue;
        add({section, span, std::string(heading.number), true}, false);
        sections_.back().misnamed = true;
        break;
      }
    }
  }

  // Between the sections that should stand before and behind it.
  Span gap_for(int section) const {
    Span gap = part_;
    for (const PrintedSection& found : sections_) {
      if (found.out_of_order) continue;
      if (found.section < section) gap.begin = std::max(gap.begin, found.heading_span.end);
      if (found.section > section) gap.end = std::min(gap.end, found.heading_span.begin);
    }
    return gap;
  }

  bool is_in_table(Span span) const {
    return std::any_of(tables_.begin(), tables_.end(),
                       [&](const TableRegion& table) { return !table.span.empty() && table.span.contains(span); });
  }

  void read_bodies() {
    std::stable_sort(sections_.begin(), sections_.end(), [](const PrintedSection& a, const PrintedSection& b) {
      return a.heading_span.begin < b.heading_span.begin;
    });
    ByteOffset end = part_.end;
    for (auto section = sections_.rbegin(); section != sections_.rend(); ++section) {
      if (section->out_of_order) continue;
      section->body = {section->heading_span.end, std::max(section->heading_span.end, end)};
      if (form_.prescribes_sections()) section->text = text_of(section->body);
      end = section->heading_span.begin;
    }
  }

  std::string text_of(Span body) const {
    std::string text;
    if (body.empty()) return text;
    const int last = text_.line_number(body.end - 1);
    auto next = std::lower_bound(lines_.begin(), lines_.end(), body.begin,
                                 [](const Line* line, ByteOffset at) { return line->source().begin < at; });
    for (int number = text_.line_number(body.begin); number <= last; ++number) {
      const Span line = text_.line(number);
      const Span inside = {std::max(line.begin, body.begin), std::min(line.end, body.end)};
      if (inside.empty() || is_in_table(inside)) continue;
      while (next != lines_.end() && (*next)->source().begin < inside.begin) ++next;
      if (next != lines_.end() && is_all_of(**next, inside)) {
        add_unless_furniture(**next, text);
      } else {
        add_unless_furniture(Line(fold_utf8(text_.at(inside))), text);
      }
    }
    return text;
  }

  // Whether a line that was folded before is all there is in a span, but for spaces.
  bool is_all_of(const Line& line, Span span) const {
    const Span source = line.source();
    if (!span.contains(source)) return false;
    return is_blank({span.begin, source.begin}) && is_blank({source.end, span.end});
  }

  bool is_blank(Span span) const {
    for (std::string_view rest = text_.at(span); !rest.empty();) {
      if (!is_space(next_character(rest))) return false;
    }
    return true;
  }

  void add_unless_furniture(const Line& line, std::string& text) const {
    if (!Groups::find(common_.furniture, line)) text += line.text();
  }

  const Text& text_;
  const Span part_;
  const std::vector<TableRegion>& tables_;
  const Form& form_;
  const CommonGrammar& common_;
  const LineList lines_;
  CharacterSet first_of_numbers_;
  std::vector<Heading> headings_;
  std::size_t whole_lines_ = 0;  // at the front of headings_, until they are sorted
  std::vector<PrintedSection> sections_;
};

}  // namespace

std::optional<HeadingAt> heading_at(const LineList& lines, std::size_t line, std::size_t end, const Form& form,
                                    const CommonGrammar& common) {
  const NumberedHeading heading = split(*lines[line], common.item_number);
  if (const std::optional<int> section = section_named(heading.name, lines[line]->characters(), form))
    return HeadingAt{*section, 1};
  if (line + 1 == end || heading.number.empty() || heading.name.size() > longest_heading) return std::nullopt;
  CharacterSet characters = lines[line]->characters();
  characters.add(lines[line + 1]->characters());
  const std::string wrapped = std::string(heading.name) + std::string(without_mark_up(lines[line + 1]->text()));
  if (const std::optional<int> section = section_named(wrapped, characters, form)) return HeadingAt{*section, 2};
  return std::nullopt;
}

std::vector<PrintedSection> find_sections(const Text& text, const ShortLines& lines, Span part,
                                          const std::vector<TableRegion>& tables, const Form& form,
                                          const CommonGrammar& common) {
  if (form.sections.empty()) return {};
  return SectionFinder(text, lines, part, tables, form, common).find();
}

}  // namespace gouji
