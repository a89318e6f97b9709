#include "audit/statements.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "audit/rule_finding.h"

namespace gouji {
namespace {

std::string text_of(const StatedFigure& figure) { return figure.label + figure.value.str() + figure.unit; }

// A rate that was printed, as twice the bounds that the true rate has to be in: rounded or cut to the printed decimals.
struct PrintedRate {
  Decimal twice_low;
  Decimal high;  // excluded
};

PrintedRate bounds_of(const Decimal& printed) {
  const Decimal step = Decimal(1).shifted(printed.scale()).value_or(Decimal(0));
  return {printed * 2 - step, printed + step};
}

// Whether amount / base, taken `factor` times, may have been printed as `printed`. Amounts may be off by their slack.
// Precondition: the base is positive.
bool is_rate(const Decimal& printed, const Decimal& amount, const Decimal& amount_slack, const Decimal& base,
             const Decimal& base_slack, int factor) {
  const PrintedRate rate = bounds_of(printed);
  const bool is_enough = rate.twice_low * (base - base_slack) <= (amount + amount_slack) * (2 * factor);
  const bool is_not_too_much = (amount - amount_slack) * factor < rate.high * (base + base_slack);
  return is_enough && is_not_too_much;
}

// amount / base, taken `factor` times and rounded to so many decimals: what should have been printed. Precondition: the
// base is 1 or more.
Decimal rate_of(const Decimal& amount, const Decimal& base, int factor, int decimals) {
  Decimal rate;
  Decimal rest = amount * factor;
  const bool is_negative = rest.is_negative();
  if (is_negative) rest = -rest;
  // Digit by digit from the front.
  for (int place = 1 - Decimal::max_digits; place <= decimals; ++place) {
    const Decimal step = *Decimal(1).shifted(place);
    while (rest >= base * step) {
      rest = rest - base * step;
      rate = rate + step;
    }
  }
  const Decimal last_step = *Decimal(1).shifted(decimals);
  if (rest * 2 >= base * last_step) rate = rate + last_step;
  return is_negative ? -rate : rate;
}

class StatementJudge {
 public:
  StatementJudge(const Record& record, const Record* last_year, const Wording& wording)
      : record_(record), last_year_(last_year), wording_(wording) {
    for (const Claim& claim : record.claims) claims_.emplace(claim.value_span.begin, &claim);
  }

  std::vector<Finding> judge() && {
    for (const Breakdown& breakdown : record_.statements.breakdowns) judge(breakdown);
    for (const Percentage& percentage : record_.statements.percentages) judge(percentage);
    for (const Change& change : record_.statements.changes) judge(change);
    if (!record_.unchecked.empty())
      add_finding(RuleKind::prose_unchecked, {}, record_.unchecked, {}, wording_, findings_);
    return std::move(findings_);
  }

 private:
  void judge(const Breakdown& breakdown) {
    Decimal sum;
    Decimal slack;
    for (const StatedFigure& part : breakdown.parts) {
      sum = sum + part.value;
      slack = slack + part.slack;
    }
    std::vector<StatedFigure> totals = breakdown.other_totals;
    totals.push_back(breakdown.total);
    add_other_readings(breakdown.total, totals);
    const auto fits = [&](const StatedFigure& total) {
      const Decimal surplus = sum - total.value;
      const Decimal allowed = slack + total.slack;
      return surplus <= allowed && -surplus <= allowed;
    };
    if (std::any_of(totals.begin(), totals.end(), fits)) return;
    const auto is_above_all = [&](const Decimal& amount) {
      return std::all_of(totals.begin(), totals.end(),
                         [&](const StatedFigure& total) { return amount > total.value + total.slack + slack; });
    };
    const StatedFigure* surplus_part = nullptr;
    for (const StatedFigure& part : breakdown.parts) {
      if (is_above_all(part.value)) surplus_part = &part;
    }
    // A part that is all of it alone leaves nothing for the others: they must be something else about the same things.
    const bool is_all = std::any_of(breakdown.parts.begin(), breakdown.parts.end(),
                                    [&](const StatedFigure& part) { return part.value == breakdown.total.value; });
    const bool is_excess = surplus_part != nullptr || (!breakdown.overlaps && !is_all && is_above_all(sum));
    if (breakdown.is_complete && !(breakdown.overlaps && sum > breakdown.total.value)) {
      tell(RuleKind::breakdown, breakdown, breakdown.parts, sum);
    } else if (is_excess && (breakdown.overlaps || is_all)) {
      tell(RuleKind::breakdown_excess, breakdown, {*surplus_part}, surplus_part->value);
    } else if (is_excess) {
      tell(RuleKind::breakdown_excess, breakdown, breakdown.parts, sum);
    }
  }

  void tell(RuleKind kind, const Breakdown& breakdown, const std::vector<StatedFigure>& parts, const Decimal& sum) {
    std::vector<std::string> items;
    for (const StatedFigure& part : parts) items.push_back(text_of(part));
    add(kind, breakdown.total.span, breakdown.total.value, sum,
        {{"total", text_of(breakdown.total)}, {"parts", wording_.list(items)}, {"unit", breakdown.total.unit}});
  }

  void judge(const Percentage& percentage) {
    const StatedFigure& part = percentage.part;
    std::vector<StatedFigure> parts = percentage.other_parts;
    parts.push_back(part);
    const auto fits = [&](const StatedFigure& total) {
      return total.value > total.slack && std::any_of(parts.begin(), parts.end(), [&](const StatedFigure& one) {
               return is_rate(percentage.percent, one.value, one.slack, total.value, total.slack, 100);
             });
    };
    std::vector<StatedFigure> totals = percentage.totals;
    for (const StatedFigure& total : percentage.totals) add_other_readings(total, totals);
    if (std::any_of(totals.begin(), totals.end(), fits)) return;
    const StatedFigure& total = percentage.totals.front();
    if (total.value < Decimal(1)) return;
    add(RuleKind::percentage, percentage.span, percentage.percent,
        rate_of(part.value, total.value, 100, percentage.percent.scale()),
        {{"part", text_of(part)}, {"total", text_of(total)}});
  }

  void judge(const Change& change) {
    if (change.base) {
      judge(change, {change.base->value}, change.base->slack);
    } else if (change.difference) {
      judge(change, {change.figure.value - *change.difference}, Decimal(0));
    } else if (const std::vector<Decimal> bases = figures_of_last_year(change); !bases.empty()) {
      judge(change, bases, Decimal(0));
    }
  }

  // A finding when the change fits none of the figures that may be meant.
  void judge(const Change& change, const std::vector<Decimal>& bases, const Decimal& slack) {
    const auto fits = [&](const Decimal& base) { return is_change(change, base, slack); };
    const auto is_unknown = [&](const Decimal& base) {
      return change.kind != Change::Kind::difference && (base <= slack || base < Decimal(1));
    };
    if (std::any_of(bases.begin(), bases.end(), fits) || std::any_of(bases.begin(), bases.end(), is_unknown)) return;
    const Decimal& base = bases.front();
    const Decimal growth = change.figure.value - base;
    const bool is_difference = change.kind == Change::Kind::difference;
    const int factor = change.kind == Change::Kind::percent ? 100 : 1;
    add(is_difference ? RuleKind::difference : RuleKind::growth, change.span,
        change.is_decrease ? -change.by : change.by,
        is_difference ? growth : rate_of(growth, base, factor, change.by.scale()),
        {{"figure", text_of(change.figure)}, {"base", base.str() + change.figure.unit}, {"unit", unit_of(change)}});
  }

  static bool is_change(const Change& change, const Decimal& base, const Decimal& base_slack) {
    Decimal growth = change.figure.value - base;
    if (change.is_decrease) growth = -growth;
    const Decimal slack = change.figure.slack + base_slack;
    if (change.kind == Change::Kind::difference) {
      const Decimal off = growth - change.by;
      return off <= slack && -off <= slack;
    }
    if (base <= base_slack) return false;
    if (change.kind == Change::Kind::percent) return is_rate(change.by, growth, slack, base, base_slack, 100);
    // "1.2 times more" is said of 1.2 times as much, too.
    return is_rate(change.by, growth, slack, base, base_slack, 1) ||
           is_rate(change.by, change.figure.value, change.figure.slack, base, base_slack, 1);
  }

  static std::string unit_of(const Change& change) {
    if (change.kind == Change::Kind::percent) return "%";
    return change.kind == Change::Kind::difference ? change.figure.unit : std::string();
  }

  // What the tables have for the other things that a total may be, as what was received with what was carried over:
  // parts may be those of it.
  void add_other_readings(const StatedFigure& total, std::vector<StatedFigure>& totals) const {
    const auto [begin, end] = claims_.equal_range(total.span.begin);
    for (auto found = begin; found != end; ++found) {
      const Claim& claim = *found->second;
      if (!claim.pattern->smaller_units.empty()) continue;
      for (const Reading& reading : claim.pattern->readings) {
        const std::optional<Sum> sum = sum_of(reading.value, record_.cells, *record_.form);
        if (!sum || sum->cells.empty()) continue;
        totals.push_back(total);
        totals.back().value = sum->value;
      }
    }
  }

  // What last year's tables have for a figure that this year's tables agree with, in each way in which they do.
  std::vector<Decimal> figures_of_last_year(const Change& change) const {
    std::vector<Decimal> figures;
    if (last_year_ == nullptr) return figures;
    const auto [begin, end] = claims_.equal_range(change.figure.span.begin);
    for (auto found = begin; found != end; ++found) {
      const Claim& claim = *found->second;
      if (claim.agrees != true || !claim.pattern->smaller_units.empty()) continue;
      for (const Reading& reading : claim.pattern->readings) {
        const std::optional<Sum> now = sum_of(reading.value, record_.cells, *record_.form);
        if (!now || now->cells.empty() || now->value != claim.value) continue;
        const std::optional<Decimal> then = value_last_year(reading);
        // A reading that cannot be compared may be the one that is meant.
        if (!then) return {};
        figures.push_back(*then);
      }
    }
    return figures;
  }

  std::optional<Decimal> value_last_year(const Reading& reading) const {
    std::vector<Term> terms;
    for (const Term& term : reading.value) {
      const CellIndex cell = last_year_->form->find_cell(record_.form->cells[term.cell].id);
      if (cell < 0) return std::nullopt;
      terms.push_back({cell, term.coefficient});
    }
    const std::optional<Sum> sum = sum_of(terms, last_year_->cells, *last_year_->form);
    if (!sum || sum->cells.empty()) return std::nullopt;
    return sum->value;
  }

  void add(RuleKind kind, Span span, const Decimal& actual, const Decimal& expected, MessageArguments arguments) {
    arguments.emplace_back("actual", actual.str());
    arguments.emplace_back("expected", expected.str());
    const std::size_t before = findings_.size();
    add_finding(kind, {}, span, arguments, wording_, findings_);
    if (findings_.size() == before) return;
    findings_.back().actual = actual;
    findings_.back().expected = expected;
  }

  const Record& record_;
  const Record* last_year_;
  const Wording& wording_;
  std::multimap<ByteOffset, const Claim*> claims_;  // by where their figures begin, in their order
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> find_in_statements(const Record& record, const Record* last_year, const Wording& wording) {
  return StatementJudge(record, last_year, wording).judge();
}

}  // namespace gouji
