#include "audit/years.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "audit/judge.h"
#include "audit/rule_finding.h"
#include "record/sum.h"

namespace gouji {
namespace {

const std::string& unit_of(CellIndex cell, const Record& record) {
  const std::string& printed = record.cells[cell].unit;
  return printed.empty() ? record.form->cells[cell].unit : printed;
}

bool has_figure(const std::vector<Term>& terms, const Record& record) {
  return std::any_of(terms.begin(), terms.end(),
                     [&](const Term& term) { return record.cells[term.cell].value.has_value(); });
}

bool all_in_unit(const std::string& unit, const std::vector<Term>& terms, const Record& record) {
  return std::all_of(terms.begin(), terms.end(), [&](const Term& term) { return unit_of(term.cell, record) == unit; });
}

// The terms of one of the two reports, by the cells of its form; nullopt where it lacks one.
std::optional<std::vector<Term>> terms_in(const std::vector<YearTerm>& terms, bool of_last_year, const Form& names,
                                          const Form& form) {
  std::vector<Term> found;
  for (const YearTerm& term : terms) {
    if (term.last_year != of_last_year) continue;
    const CellIndex cell = &names == &form ? term.cell : form.find_cell(names.cells[term.cell].id);
    if (cell < 0) return std::nullopt;
    found.push_back({cell, term.coefficient});
  }
  return found;
}

// What is counted of them; nullopt where that is not known.
std::optional<std::vector<Term>> counted(const std::vector<YearTerm>& terms, bool of_last_year, const Form& names,
                                         const Record& record) {
  const std::optional<std::vector<Term>> found = terms_in(terms, of_last_year, names, *record.form);
  if (!found || found->empty()) return found;
  std::optional<std::vector<Term>> result = counted_terms(*found, record.cells, *record.form);
  return result && result->empty() ? std::nullopt : result;
}

std::optional<YearJudgement> judge_one(const YearEquation& equation, const Record& record, const Record& last_year) {
  const Form& form = *record.form;
  std::optional<std::vector<Term>> left = counted(equation.left, false, form, record);
  std::optional<std::vector<Term>> right = counted(equation.right, false, form, record);
  std::optional<std::vector<Term>> last = counted(equation.right, true, form, last_year);
  if (!left || !right || !last) return std::nullopt;
  // A blank counts as nothing beside figures; alone it says nothing of the year.
  if (!has_figure(*left, record) || !has_figure(*last, last_year)) return std::nullopt;
  const std::string& unit = unit_of(left->front().cell, record);
  const bool in_one_unit =
      all_in_unit(unit, *left, record) && all_in_unit(unit, *right, record) && all_in_unit(unit, *last, last_year);
  if (!in_one_unit) return std::nullopt;

  YearJudgement judgement;
  judgement.equation = &equation;
  judgement.left_value = total_of(*left, record.cells);
  judgement.right_value = total_of(*right, record.cells) + total_of(*last, last_year.cells);
  const bool same_as_printed =
      equation.sign == RelationSign::equal && agree_as_printed(judgement.left_value, judgement.right_value);
  judgement.holds = same_as_printed || holds(equation.sign, judgement.left_value - judgement.right_value);
  judgement.left = std::move(*left);
  judgement.right = std::move(*right);
  judgement.last = std::move(*last);
  return judgement;
}

// One of the two that a figure jumped between.
struct Jump {
  CellIndex cell = 0;
  CellIndex last = 0;  // in the form of last year's report
  bool up = false;
};

class YearFinder {
 public:
  YearFinder(const Record& record, const Earlier& last_year, const Wording& wording)
      : record_(record),
        form_(*record.form),
        last_year_(last_year),
        last_(last_year.record),
        wording_(wording),
        last_wording_{*last_.form, wording.messages, wording.language} {}

  std::vector<Finding> find() && {
    for (const YearJudgement& judgement : judge_years(record_, last_)) {
      if (!judgement.holds) add(judgement);
    }
    if (const Rule* rule = form_.rule_of(RuleKind::jump)) add_jumps(*rule);
    return std::move(findings_);
  }

 private:
  void add(const YearJudgement& judgement) {
    const YearEquation& equation = *judgement.equation;
    Finding finding;
    finding.rule = &form_.rules[equation.rule];
    for (const std::vector<Term>* terms : {&judgement.left, &judgement.right}) {
      for (const Term& term : *terms) finding.cells.push_back(term.cell);
    }
    const auto first = std::find(finding.cells.begin(), finding.cells.end(), equation.at);
    if (first != finding.cells.end()) std::rotate(finding.cells.begin(), first, std::next(first));
    finding.span = place_of(finding.cells);
    finding.actual = judgement.left_value;
    finding.expected = judgement.right_value;
    const std::string& row = equation.row.in(wording_.language);
    const std::string& column = equation.column.in(wording_.language);
    finding.message =
        wording_.text(finding.rule->message, {{"row", row.empty() ? wording_.row(equation.at) : row},
                                              {"column", column.empty() ? wording_.column(equation.at) : column},
                                              {"actual", wording_.figure(finding.actual)},
                                              {"expected", wording_.figure(finding.expected)},
                                              {"left", wording_.figure(finding.actual)},
                                              {"right", wording_.figure(finding.expected)},
                                              {"cells", list_parts(judgement)},
                                              {"path", last_year_.path},
                                              {"line", line_of(judgement.last)}});
    findings_.push_back(std::move(finding));
  }

  Span place_of(const std::vector<CellIndex>& cells) const {
    for (const CellIndex cell : cells) {
      if (!record_.cells[cell].span.empty()) return record_.cells[cell].span;
    }
    return {};
  }

  std::string line_of(CellIndex last_cell) const {
    return std::to_string(last_year_.text.line_number(last_.cells[last_cell].span.begin));
  }

  // Precondition: one of them has a figure.
  std::string line_of(const std::vector<Term>& last_terms) const {
    const auto printed = std::find_if(last_terms.begin(), last_terms.end(),
                                      [&](const Term& term) { return last_.cells[term.cell].value.has_value(); });
    return line_of(printed->cell);
  }

  // Last year's parts, then this year's.
  std::string list_parts(const YearJudgement& judgement) const {
    std::vector<std::string> items;
    for (const Term& term : judgement.last) {
      const std::string label = label_of(term.cell, last_wording_);
      const std::string of_last_year =
          wording_.messages.format(wording_.language, "audit.last_year", {{"label", label}});
      add_part(of_last_year, term, last_.cells, items);
    }
    for (const Term& term : judgement.right) add_part(label_of(term.cell, wording_), term, record_.cells, items);
    return items.empty() ? wording_.messages.format(wording_.language, "audit.nothing") : wording_.list(items);
  }

  // By what tells the cells of a rule apart: the column where the rule is made for a row.
  static std::string label_of(CellIndex cell, const Wording& wording) {
    const FormCell& place = wording.form.cells[cell];
    const std::string& column = wording.form.column_label(place, wording.language);
    return column.empty() ? wording.form.row_label(place, wording.language) : column;
  }

  void add_part(const std::string& label, const Term& term, const std::vector<Cell>& cells,
                std::vector<std::string>& items) const {
    const std::optional<Decimal>& value = cells[term.cell].value;
    if (value && !value->is_zero()) items.push_back(wording_.labelled(label, *value));
  }

  void add_jumps(const Rule& rule) {
    const std::vector<Jump> jumps = jumps_of(rule.jump);
    for (const Jump& jump : jumps) {
      if (!follows_from_total(jump, jumps)) add(jump, rule);
    }
  }

  std::vector<Jump> jumps_of(const JumpLimits& limits) const {
    std::vector<Jump> jumps;
    for (CellIndex cell = 0; cell < static_cast<CellIndex>(form_.cells.size()); ++cell) {
      const std::optional<Decimal>& value = record_.cells[cell].value;
      if (!value || *value < limits.least) continue;
      const CellIndex last = last_.form->find_cell(form_.cells[cell].id);
      if (last < 0 || !last_.cells[last].value || unit_of(cell, record_) != unit_of(last, last_)) continue;
      const Decimal& before = *last_.cells[last].value;
      if (before < limits.least) continue;
      const bool up = *value >= before * limits.factor;
      if (up || before >= *value * limits.factor) jumps.push_back({cell, last, up});
    }
    return jumps;
  }

  // What makes up a total that jumps is told with it.
  bool follows_from_total(const Jump& jump, const std::vector<Jump>& jumps) const {
    const auto jumps_too = [&](CellIndex total) {
      return std::any_of(jumps.begin(), jumps.end(),
                         [&](const Jump& other) { return other.cell == total && other.up == jump.up; });
    };
    return std::any_of(form_.equations.begin(), form_.equations.end(), [&](const Equation& equation) {
      if (!equation.is_plain_sum() || equation.left.size() != 1 || !jumps_too(equation.left.front().cell)) return false;
      return std::any_of(equation.right.begin(), equation.right.end(),
                         [&](const Term& part) { return part.cell == jump.cell && part.coefficient > 0; });
    });
  }

  void add(const Jump& jump, const Rule& rule) {
    Finding finding;
    finding.rule = &rule;
    finding.cells = {jump.cell};
    finding.span = record_.cells[jump.cell].span;
    finding.actual = record_.cells[jump.cell].value;
    finding.message = wording_.text(rule.message, {{"row", wording_.row(jump.cell)},
                                                   {"column", wording_.column(jump.cell)},
                                                   {"actual", wording_.figure(finding.actual)},
                                                   {"last", wording_.figure(last_.cells[jump.last].value)},
                                                   {"factor", std::to_string(rule.jump.factor)},
                                                   {"path", last_year_.path},
                                                   {"line", line_of(jump.last)}});
    findings_.push_back(std::move(finding));
  }

  const Record& record_;
  const Form& form_;
  const Earlier& last_year_;
  const Record& last_;
  const Wording& wording_;
  const Wording last_wording_;
  std::vector<Finding> findings_;
};

}  // namespace

bool is_of_year_before(const Record& earlier, const Record& record) {
  return earlier.year != 0 && earlier.year + 1 == record.year;
}

std::vector<YearJudgement> judge_years(const Record& record, const Record& last_year) {
  std::vector<YearJudgement> judgements;
  for (const YearEquation& equation : record.form->year_equations) {
    if (std::optional<YearJudgement> judgement = judge_one(equation, record, last_year)) {
      judgements.push_back(std::move(*judgement));
    }
  }
  return judgements;
}

std::vector<Finding> find_across_years(const Record& record, const Earlier& last_year, const Wording& wording) {
  return YearFinder(record, last_year, wording).find();
}

std::vector<Finding> find_missing_years(const Record& record, const Earlier& earlier, const Wording& wording) {
  std::vector<Finding> findings;
  std::vector<std::string> years;
  for (int year = earlier.record.year + 1; earlier.record.year != 0 && year < record.year; ++year) {
    years.push_back(std::to_string(year));
  }
  if (years.empty()) return findings;
  add_finding(RuleKind::year_missing, {}, record.title.span, {{"years", wording.list(years)}, {"path", earlier.path}},
              wording, findings);
  return findings;
}

std::vector<Testimony> testimonies_of(const Record& last_year, const Record& record) {
  std::vector<Testimony> testimonies;
  for (const YearJudgement& judgement : judge_years(record, last_year)) {
    Constraint constraint =
        make_constraint(judgement.left, judgement.right, judgement.left_value - judgement.right_value);
    constraint.relation = judgement.equation->sign;
    testimonies.push_back({std::move(constraint)});
  }
  return testimonies;
}

}  // namespace gouji
