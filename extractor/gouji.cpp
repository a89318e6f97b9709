#include "gouji.h"

#include <algorithm>
#include <utility>

#include "token/token.h"

namespace gouji {
namespace {

// A text is a report when at least this share of a form's rows is in it. A news item names a row or two; a report cut
// off in its second table still has more.
constexpr double least_share_of_rows = 0.2;

struct Rows {
  int expected = 0;
  int found = 0;
};

Rows count_rows(const Tables& tables) {
  Rows rows;
  for (const TableRegion& region : tables.regions) {
    rows.expected += region.rows_expected;
    rows.found += region.rows_found;
  }
  return rows;
}

bool has_figures(const Tables& tables) {
  return std::any_of(tables.cells.begin(), tables.cells.end(), [](const Cell& cell) { return cell.value.has_value(); });
}

}  // namespace

std::vector<Record> extract(const Text& text, const Grammar& grammar, std::string_view form_id) {
  const std::vector<Token> tokens = tokenize(text);
  const Form* best_form = nullptr;
  Tables best;
  for (const Form& form : grammar.forms) {
    if (form_id != "auto" && form.id != form_id) continue;
    Tables tables = read_tables(text, tokens, form, grammar.common);
    const Rows rows = count_rows(tables);
    const bool enough = rows.found > 0 && rows.found >= least_share_of_rows * rows.expected && has_figures(tables);
    if (!enough || (best_form != nullptr && rows.found <= count_rows(best).found)) continue;
    best_form = &form;
    best = std::move(tables);
  }
  std::vector<Record> records;
  if (best_form != nullptr) records.push_back(make_record(text, std::move(best), *best_form, grammar.common));
  return records;
}

}  // namespace gouji
