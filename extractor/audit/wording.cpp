#include "audit/wording.h"

#include <algorithm>

namespace gouji {
namespace {

bool same_block(const FormCell& a, const FormCell& b) { return a.table == b.table && a.block == b.block; }

bool all_in_row_of(CellIndex cell, const std::vector<Term>& terms, const Form& form) {
  if (cell < 0) return false;
  const FormCell& place = form.cells[cell];
  return std::all_of(terms.begin(), terms.end(), [&](const Term& term) {
    return same_block(form.cells[term.cell], place) && form.cells[term.cell].row == place.row;
  });
}

bool all_in_column_of(CellIndex cell, const std::vector<Term>& terms, const Form& form) {
  if (cell < 0) return false;
  const FormCell& place = form.cells[cell];
  return std::all_of(terms.begin(), terms.end(), [&](const Term& term) {
    return same_block(form.cells[term.cell], place) && form.cells[term.cell].column == place.column;
  });
}

}  // namespace

std::string Wording::text(const Bilingual& message_template, const MessageArguments& arguments) const {
  return fill(message_template.in(language), arguments);
}

std::string Wording::figure(const std::optional<Decimal>& value) const {
  return value ? value->str() : messages.format(language, "audit.blank");
}

std::string Wording::labelled(const std::string& label, const Decimal& value) const {
  return messages.format(language, "audit.labelled", {{"label", label}, {"value", value.str()}});
}

std::string Wording::list(const std::vector<std::string>& items) const {
  const std::string separator = messages.format(language, "audit.separator");
  std::string joined;
  for (const std::string& item : items) {
    if (!joined.empty()) joined += separator;
    joined += item;
  }
  return joined;
}

std::string Wording::parts(const std::vector<Term>& terms, CellIndex beside, const std::vector<Cell>& cells) const {
  const bool in_one_column = all_in_column_of(beside, terms, form);
  const bool in_one_row = !in_one_column && all_in_row_of(beside, terms, form);
  std::vector<std::string> items;
  for (const Term& term : terms) {
    const std::optional<Decimal>& value = cells[term.cell].value;
    if (!value || value->is_zero()) continue;
    const FormCell& cell = form.cells[term.cell];
    const std::string row_label = in_one_row ? std::string() : form.row_label(cell, language);
    const std::string column_label = in_one_column ? std::string() : form.column_label(cell, language);
    items.push_back(labelled(join_labels(row_label, column_label), *value));
  }
  return items.empty() ? messages.format(language, "audit.nothing") : list(items);
}

std::string Wording::join_labels(const std::string& row_label, const std::string& column_label) const {
  if (row_label.empty()) return column_label;
  if (column_label.empty()) return row_label;
  return messages.format(language, "audit.cell", {{"row", row_label}, {"column", column_label}});
}

}  // namespace gouji
