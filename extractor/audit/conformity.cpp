#include "audit/conformity.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

#include "audit/rule_finding.h"

namespace gouji {
namespace {

// A report with fewer of its form's headings than this was converted, or published, without them.
constexpr std::ptrdiff_t fewest_headings = 3;

class DepartureFinder {
 public:
  DepartureFinder(const Record& record, const Grammar& grammar, const std::vector<CellIndex>& blank_totals,
                  const Wording& wording)
      : record_(record),
        form_(*record.form),
        grammar_(grammar),
        document_(grammar.common.document),
        blank_totals_(blank_totals),
        wording_(wording) {}

  std::vector<Finding> find() && {
    find_other_years();
    find_foreign_tables();
    find_foreign_rows();
    find_blank_cells();
    find_misprints();
    find_repeated_rows();
    if (form_.prescribes_sections()) find_in_sections();
    find_other_years_said();
    find_late_publication();
    find_placeholders();
    return std::move(findings_);
  }

 private:
  void find_other_years() {
    const int year = record_.year;
    if (year == 0 || form_.is_for(year)) return;
    add(RuleKind::other_years, {}, record_.title.span,
        {{"year", std::to_string(year)}, {"form", form_.name.in(wording_.language)}});
  }

  void find_foreign_tables() {
    for (std::size_t table = 0; table < form_.tables.size(); ++table) {
      const Form* other = grammar_.find_form(form_.tables[table].of_form);
      if (other == nullptr || record_.regions[table].span.empty()) continue;
      add(RuleKind::foreign_table, {}, record_.regions[table].span,
          {{"table", wording_.table(static_cast<int>(table))}, {"form", other->name.in(wording_.language)}});
    }
  }

  // A row that this form does not print, but another one does.
  void find_foreign_rows() {
    const FormCell* last = nullptr;
    for (std::size_t i = 0; i < form_.cells.size(); ++i) {
      const FormCell& cell = form_.cells[i];
      const bool same_row = last != nullptr && &form_.row_of(*last) == &form_.row_of(cell);
      if (!cell.optional || record_.cells[i].status == CellStatus::missing || same_row) continue;
      const Form* other = form_with(cell.id);
      if (other == nullptr) continue;
      last = &cell;
      add(RuleKind::foreign_row, cells_of_row(cell), record_.cells[i].row,
          {{"row", form_.row_path(cell, wording_.language)}, {"form", other->name.in(wording_.language)}});
    }
  }

  // The form for which the cell is nothing optional; null where there is none.
  const Form* form_with(const std::string& cell) const {
    const auto found = std::find_if(grammar_.forms.begin(), grammar_.forms.end(), [&](const Form& form) {
      const CellIndex index = form.find_cell(cell);
      return index >= 0 && !form.cells[index].optional;
    });
    return found == grammar_.forms.end() ? nullptr : &*found;
  }

  std::vector<CellIndex> cells_of_row(const FormCell& of) const {
    std::vector<CellIndex> cells;
    for (std::size_t i = 0; i < form_.cells.size(); ++i) {
      const FormCell& cell = form_.cells[i];
      if (cell.table == of.table && cell.block == of.block && cell.row == of.row)
        cells.push_back(static_cast<CellIndex>(i));
    }
    return cells;
  }

  // One finding a table.
  void find_blank_cells() {
    for (int table = 0; table < static_cast<int>(form_.tables.size()); ++table) {
      std::vector<CellIndex> blanks;
      for (CellIndex cell = 0; cell < static_cast<int>(form_.cells.size()); ++cell) {
        if (form_.cells[cell].table == table && is_left_blank(cell)) blanks.push_back(cell);
      }
      if (blanks.empty()) continue;
      std::stable_sort(blanks.begin(), blanks.end(),
                       [&](CellIndex a, CellIndex b) { return place_of(a).begin < place_of(b).begin; });
      const CellIndex first = blanks.front();
      const std::string count = std::to_string(blanks.size());
      add(RuleKind::blank_cell, std::move(blanks), place_of(first),
          {{"table", wording_.table(table)},
           {"count", count},
           {"row", wording_.row(first)},
           {"column", wording_.column(first)}});
    }
  }

  bool is_left_blank(CellIndex cell) const {
    return record_.cells[cell].status == CellStatus::blank &&
           std::find(blank_totals_.begin(), blank_totals_.end(), cell) == blank_totals_.end();
  }

  Span place_of(CellIndex cell) const {
    return record_.cells[cell].span.empty() ? record_.cells[cell].row : record_.cells[cell].span;
  }

  void find_repeated_rows() {
    for (const RepeatedRow& repeated : record_.repeated)
      add(RuleKind::row_twice, {repeated.first_cell}, repeated.span, {{"row", wording_.row(repeated.first_cell)}});
  }

  void find_misprints() {
    add_findings(
        RuleKind::label_misprinted, record_.misprints, [](const MisprintedLabel& label) { return label.span; },
        [](const MisprintedLabel& label) {
          return MessageArguments{{"printed", label.printed}, {"official", label.official}};
        },
        wording_, findings_);
  }

  void find_in_sections() {
    find_missing_sections();
    find_misplaced_sections();
    find_numbers_of_others();
    find_empty_sections();
    find_silent_sections();
  }

  const PrintedSection* printed(int section) const {
    const auto found = std::find_if(record_.sections.begin(), record_.sections.end(),
                                    [&](const PrintedSection& one) { return one.section == section; });
    return found == record_.sections.end() ? nullptr : &*found;
  }

  // Where a report has headings, one without its text is missing. Where it has hardly any, as when only its tables were
  // converted, what is lost with them cannot be known.
  void find_missing_sections() {
    const auto headings = std::count_if(record_.sections.begin(), record_.sections.end(),
                                        [](const PrintedSection& section) { return !section.misnamed; });
    std::vector<std::string> missing;
    for (int section = 0; section < static_cast<int>(form_.sections.size()); ++section) {
      const std::string& heading = form_.sections[section].prescribed;
      if (heading.empty() || printed(section) != nullptr) continue;
      if (headings < fewest_headings) {
        missing.push_back(heading);
      } else if (form_.sections[section].table.empty()) {
        add(RuleKind::section_missing, {}, place_before(section), {{"section", heading}});
      } else if (const Span region = region_of(form_.sections[section].table); !region.empty()) {
        add(RuleKind::heading_missing, {}, {region.begin, region.begin}, {{"sections", heading}});
      }
    }
    if (!missing.empty()) {
      add(RuleKind::heading_missing, {}, record_.title.span, {{"sections", wording_.list(missing)}});
    }
  }

  // The heading of the section before it, or else the title.
  Span place_before(int section) const {
    while (section-- > 0) {
      if (const PrintedSection* before = printed(section)) return before->heading_span;
    }
    return record_.title.span;
  }

  Span region_of(const std::string& table) const {
    for (std::size_t i = 0; i < form_.tables.size(); ++i) {
      if (form_.tables[i].id == table) return record_.regions[i].span;
    }
    return {};
  }

  void find_misplaced_sections() {
    for (const PrintedSection& section : record_.sections) {
      const MessageArguments arguments = {{"heading", section.heading},
                                          {"section", form_.sections[section.section].prescribed}};
      if (section.misnamed) add(RuleKind::section_misnamed, {}, section.heading_span, arguments);
      if (section.out_of_order) add(RuleKind::section_order, {}, section.heading_span, arguments);
    }
  }

  // One finding for all, since one wrong number makes the others behind it wrong.
  void find_numbers_of_others() {
    const PrintedSection* first = nullptr;
    int count = 0;
    for (const PrintedSection& section : record_.sections) {
      if (section.number == form_.sections[section.section].number || !is_number_of_a_section(section.number)) continue;
      if (first == nullptr) first = &section;
      ++count;
    }
    if (first == nullptr) return;
    add(RuleKind::section_number, {}, first->heading_span,
        {{"heading", first->heading},
         {"section", form_.sections[first->section].prescribed},
         {"count", std::to_string(count)}});
  }

  bool is_number_of_a_section(const std::string& number) const {
    return !number.empty() && std::any_of(form_.sections.begin(), form_.sections.end(),
                                          [&](const Section& section) { return section.number == number; });
  }

  // Where no section follows, the text may have been cut.
  void find_empty_sections() {
    for (std::size_t i = 0; i + 1 < record_.sections.size(); ++i) {
      const PrintedSection& section = record_.sections[i];
      const Pattern& says_nothing = form_.sections[section.section].says_nothing;
      if (says_nothing == nullptr || section.out_of_order) continue;
      if (!re2::RE2::FullMatch(section.text, *says_nothing)) continue;
      add(RuleKind::section_empty, {}, section.heading_span, {{"heading", section.heading}, {"text", section.text}});
    }
  }

  // What a section has to tell may as well stand in another one, in its prose: over a table stands what its columns are
  // about.
  void find_silent_sections() {
    for (const PrintedSection& section : record_.sections) {
      const Pattern& tells = form_.sections[section.section].tells;
      if (tells == nullptr || section.out_of_order) continue;
      const bool told = std::any_of(record_.sections.begin(), record_.sections.end(), [&](const PrintedSection& other) {
        return form_.sections[other.section].table.empty() && re2::RE2::PartialMatch(other.text, *tells);
      });
      if (!told) add(RuleKind::fee_unmentioned, {}, section.heading_span, {{"heading", section.heading}});
    }
  }

  // Titles of several years are those of several reports, as a web page lists them: which one is this report's is not
  // known then.
  void find_other_years_said() {
    const ReportedYear* title = nullptr;
    for (const ReportedYear& said : record_.years) {
      if (said.in != ReportedYear::In::title) continue;
      if (title != nullptr && title->year != said.year) return;
      title = &said;
    }
    const ReportedYear* first = title != nullptr ? title : record_.years.empty() ? nullptr : &record_.years.front();
    std::vector<const ReportedYear*> others;
    for (const ReportedYear& said : record_.years) {
      if (said.year != first->year) others.push_back(&said);
    }
    add_findings(
        RuleKind::year_disagrees, others, [](const ReportedYear* said) { return said->said.span; },
        [&](const ReportedYear* said) {
          return MessageArguments{{"text", said->said.value},
                                  {"year", std::to_string(said->year)},
                                  {"expected", std::to_string(first->year)}};
        },
        wording_, findings_);
  }

  // Only in the year in which it was due: what was published later was most likely published again, on a new web site.
  void find_late_publication() {
    const std::string& published = record_.published.value;
    if (record_.year == 0 || published.empty()) return;
    const Deadline* deadline = deadline_for(record_.publisher.value, record_.year);
    if (deadline == nullptr) return;
    const std::string due = fmt::format("{:04}-{:02}-{:02}", record_.year + 1, deadline->month, deadline->day);
    if (!published.starts_with(due.substr(0, 5)) || published <= due) return;
    add(RuleKind::published_late, {}, record_.published.span,
        {{"published", published}, {"deadline", due}, {"publisher", record_.publisher.value}});
  }

  const Deadline* deadline_for(const std::string& publisher, int year) const {
    const auto found = std::find_if(document_.deadlines.begin(), document_.deadlines.end(), [&](const Deadline& one) {
      if (one.publishers != nullptr && !re2::RE2::PartialMatch(publisher, *one.publishers)) return false;
      if (one.except != nullptr && re2::RE2::PartialMatch(publisher, *one.except)) return false;
      return (one.first_year == 0 || one.first_year <= year) && (one.last_year == 0 || year <= one.last_year);
    });
    return found == document_.deadlines.end() ? nullptr : &*found;
  }

  void find_placeholders() {
    add_findings(
        RuleKind::placeholder, record_.placeholders, [](const DocumentField& left) { return left.span; },
        [](const DocumentField& left) {
          return MessageArguments{{"text", left.value}};
        },
        wording_, findings_);
  }

  void add(RuleKind kind, std::vector<CellIndex> cells, Span span, const MessageArguments& arguments) {
    add_finding(kind, std::move(cells), span, arguments, wording_, findings_);
  }

  const Record& record_;
  const Form& form_;
  const Grammar& grammar_;
  const DocumentPatterns& document_;
  const std::vector<CellIndex>& blank_totals_;
  const Wording& wording_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> find_departures(const Record& record, const Grammar& grammar,
                                     const std::vector<CellIndex>& blank_totals, const Wording& wording) {
  return DepartureFinder(record, grammar, blank_totals, wording).find();
}

}  // namespace gouji
