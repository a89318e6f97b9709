#include "audit/audit.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

#include "audit/claims.h"
#include "audit/conformity.h"
#include "audit/copied_text.h"
#include "audit/explain.h"
#include "audit/figures.h"
#include "audit/gaps.h"
#include "audit/judge.h"
#include "audit/likelihood.h"
#include "audit/sources.h"
#include "audit/statements.h"
#include "audit/suspects.h"
#include "audit/wording.h"
#include "audit/years.h"

namespace gouji {
namespace {

using Verdict = Judgement::Verdict;

constexpr int most_sets = 10;
constexpr int no_finding = -1;

// The rule that a judgement's finding belongs to; null where there is nothing to find.
const Rule* rule_broken(const Judgement& judgement, const Form& form) {
  if (judgement.verdict == Verdict::fails) return &form.rules[judgement.equation->rule];
  if (judgement.verdict == Verdict::blank_total) return form.rule_of(RuleKind::blank_total);
  return nullptr;
}

// The cell that the finding is about comes first.
std::vector<CellIndex> cells_of(const Judgement& judgement) {
  std::vector<CellIndex> cells;
  for (const Judgement::Side* side : {&judgement.left, &judgement.right}) {
    for (const Term& term : side->terms()) cells.push_back(term.cell);
  }
  const auto first = std::find(cells.begin(), cells.end(), judgement.equation->at);
  if (first != cells.end()) std::rotate(cells.begin(), first, std::next(first));
  return cells;
}

Span place_of(const std::vector<CellIndex>& cells, const Record& record) {
  for (const CellIndex cell : cells) {
    if (!record.cells[cell].span.empty()) return record.cells[cell].span;
  }
  return {};
}

// Of the first figure in the prose that an equation between claims compares.
Span place_of_claims(const Equation& equation, const Record& record) {
  for (const Addends* side : {&equation.beside_left, &equation.beside_right}) {
    for (const ClaimTerm& term : side->claims) {
      for (const Claim& claim : record.claims) {
        if (claim.pattern->readings[claim.reading].id == term.reading) return claim.value_span;
      }
    }
  }
  return {};
}

// What makes up the sums of an equation; a total alone on the left is told as the actual value already.
std::vector<Term> parts_of(const Judgement& judgement) {
  std::vector<Term> parts;
  if (judgement.left.terms().size() > 1) parts = judgement.left.terms();
  parts.insert(parts.end(), judgement.right.terms().begin(), judgement.right.terms().end());
  return parts;
}

Finding find_in_equation(const Judgement& judgement, const Rule& rule, const Record& record, const Wording& wording) {
  const Equation& equation = *judgement.equation;
  std::string row = equation.row.in(wording.language);
  std::string column = equation.column.in(wording.language);
  if (row.empty() && equation.at >= 0) row = wording.row(equation.at);
  if (column.empty() && equation.at >= 0) column = wording.column(equation.at);
  Finding finding;
  finding.rule = &rule;
  finding.cells = cells_of(judgement);
  finding.span = finding.cells.empty() ? place_of_claims(equation, record) : place_of(finding.cells, record);
  if (judgement.verdict == Verdict::fails) finding.actual = judgement.left.value;
  finding.expected = judgement.right.value;
  finding.message =
      wording.text(rule.message, {{"row", row},
                                  {"column", column},
                                  {"actual", wording.figure(finding.actual)},
                                  {"expected", wording.figure(finding.expected)},
                                  {"left", wording.figure(finding.actual)},
                                  {"right", wording.figure(finding.expected)},
                                  {"cells", wording.parts(parts_of(judgement), equation.at, record.cells)}});
  return finding;
}

bool any_fails(const std::vector<Judgement>& judgements) {
  return std::any_of(judgements.begin(), judgements.end(),
                     [](const Judgement& judgement) { return judgement.verdict == Verdict::fails; });
}

// `open`: how many sets more there are whose values the rules leave open; they are not listed.
void attach(const std::vector<Explanation>& explanations, int open, const Record& record, Finding& finding) {
  if (explanations.empty()) return;
  finding.explanations = static_cast<int>(explanations.size()) + open;
  for (int set = 0; set < std::min(most_sets, static_cast<int>(explanations.size())); ++set) {
    std::vector<Suspect> suspects = make_suspects(explanations[set], set + 1, record.cells, *record.form);
    std::move(suspects.begin(), suspects.end(), std::back_inserter(finding.suspects));
  }
}

// One record's audit: findings first, then who is to be suspected for those that are connected.
class Auditor {
 public:
  Auditor(const Record& record, const Grammar& grammar, const Earlier* earlier, const Wording& wording)
      : record_(record),
        grammar_(grammar),
        earlier_(earlier),
        last_year_(earlier != nullptr && is_of_year_before(earlier->record, record) ? earlier : nullptr),
        wording_(wording),
        judgements_(judge(record)) {}

  std::vector<Finding> run() && {
    check_equations();
    check_claims();
    add(find_in_statements(record_, last_year_ == nullptr ? nullptr : &last_year_->record, wording_));
    if (any_fails(judgements_)) seek_suspects(testimonies());
    add(find_gaps(record_, wording_));
    add(find_in_figures(record_, grammar_.common, wording_));
    add(find_departures(record_, grammar_, blank_totals_of(judgements_), wording_));
    compare_with_earlier();
    sort_findings();
    return std::move(findings_);
  }

 private:
  void add(std::vector<Finding> findings) {
    std::move(findings.begin(), findings.end(), std::back_inserter(findings_));
  }

  void check_equations() {
    for (const Judgement& judgement : judgements_) {
      const Rule* rule = rule_broken(judgement, *record_.form);
      findings_of_judgements_.push_back(rule == nullptr ? no_finding : static_cast<int>(findings_.size()));
      if (rule != nullptr) findings_.push_back(find_in_equation(judgement, *rule, record_, wording_));
    }
  }

  void check_claims() {
    const std::vector<CellIndex> blank_totals = blank_totals_of(judgements_);
    for (const Claim& claim : record_.claims) {
      std::optional<Finding> finding = find_in_claim(claim, record_, blank_totals, wording_);
      if (!finding) continue;
      findings_of_claims_.emplace_back(&claim, static_cast<int>(findings_.size()));
      findings_.push_back(std::move(*finding));
    }
  }

  // What is known of the figures beside the tables: from the prose and from last year's report.
  std::vector<Testimony> testimonies() const {
    std::vector<Testimony> testimonies;
    for (const Claim& claim : record_.claims) testimonies.push_back(make_testimony(claim, record_));
    if (last_year_ == nullptr) return testimonies;
    for (Testimony& testimony : testimonies_of(last_year_->record, record_))
      testimonies.push_back(std::move(testimony));
    return testimonies;
  }

  // A remark may be true of a report without an error: it accuses no cell.
  bool can_accuse(const Judgement& judgement) const {
    const bool is_judged = judgement.verdict == Verdict::fails || judgement.verdict == Verdict::holds;
    return is_judged && record_.form->rules[judgement.equation->rule].severity != Severity::info;
  }

  void compare_with_earlier() {
    if (earlier_ == nullptr) return;
    if (is_of_same_year(earlier_->record, record_)) return add(find_differing_sources(record_, *earlier_, wording_));
    add(find_missing_years(record_, *earlier_, wording_));
    if (last_year_ == nullptr) return;
    add(find_across_years(record_, *last_year_, wording_));
    add(find_copied_text(record_, *last_year_, wording_));
  }

  void seek_suspects(const std::vector<Testimony>& testimonies) {
    std::vector<Constraint> constraints;
    std::vector<int> findings_of_constraints;
    for (std::size_t i = 0; i < judgements_.size(); ++i) {
      if (!can_accuse(judgements_[i])) continue;
      constraints.push_back(make_constraint(judgements_[i]));  // those that hold too: no change may break them
      findings_of_constraints.push_back(findings_of_judgements_[i]);
    }
    for (Diagnosis& diagnosis : explain(constraints, record_.cells, *record_.form)) {
      rank(diagnosis.explanations, constraints, testimonies, record_.cells, *record_.form);
      for (const int index : diagnosis.failing) {
        Finding& finding = findings_[findings_of_constraints[index]];
        finding.unproved = diagnosis.unproved;
        attach(diagnosis.explanations, diagnosis.left_open, record_, finding);
      }
      attach_to_claims(diagnosis);
    }
  }

  // A claim that the tables contradict may be true: then what mends the tables makes it agree.
  void attach_to_claims(const Diagnosis& diagnosis) {
    for (const auto& [claim, finding] : findings_of_claims_) {
      const Testimony testimony = make_testimony(*claim, record_);
      std::vector<Explanation> agreeing;
      std::copy_if(diagnosis.explanations.begin(), diagnosis.explanations.end(), std::back_inserter(agreeing),
                   [&](const Explanation& explanation) { return agrees_after(testimony, explanation, record_.cells); });
      if (agreeing.empty() || !findings_[finding].suspects.empty()) continue;
      findings_[finding].unproved = diagnosis.unproved;
      attach(agreeing, 0, record_, findings_[finding]);
    }
  }

  void sort_findings() {
    const Rule* first_rule = record_.form->rules.data();
    const auto order = [&](const Finding& finding) {
      return std::make_tuple(finding.span.begin, finding.span.end, finding.rule - first_rule);
    };
    std::stable_sort(findings_.begin(), findings_.end(),
                     [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
  }

  const Record& record_;
  const Grammar& grammar_;
  const Earlier* earlier_;    // null where there is none
  const Earlier* last_year_;  // the same, where it is of the year before
  const Wording& wording_;
  const std::vector<Judgement> judgements_;
  std::vector<Finding> findings_;
  std::vector<int> findings_of_judgements_;                       // indices in findings_, or no_finding
  std::vector<std::pair<const Claim*, int>> findings_of_claims_;  // indices in findings_
};

}  // namespace

std::vector<Finding> audit(const Record& record, const Grammar& grammar, Language language, const Earlier* earlier) {
  const Wording wording{*record.form, grammar.messages, language};
  return Auditor(record, grammar, earlier, wording).run();
}

}  // namespace gouji
