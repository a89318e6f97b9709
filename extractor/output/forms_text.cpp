// What the grammar knows, for people.
#include <fmt/format.h>

#include <algorithm>

#include "output/listing.h"
#include "output/output.h"
#include "output/terminal.h"

namespace gouji {

namespace {

std::string years_of(const Form& form) {
  const auto year = [](int value) { return value == 0 ? std::string() : std::to_string(value); };
  if (form.first_year == form.last_year) return year(form.first_year);
  return fmt::format("{}-{}", year(form.first_year), year(form.last_year));
}

std::ptrdiff_t printed_cells(const Form& form) {
  return std::count_if(form.cells.begin(), form.cells.end(), [](const FormCell& cell) { return !cell.optional; });
}

MessageArguments counts_of(const Form& form) {
  return {{"years", years_of(form)},
          {"tables", std::to_string(form.tables.size())},
          {"cells", std::to_string(printed_cells(form))},
          {"rules", std::to_string(form.rules.size())}};
}

void write_cells(const Form& form, int table, Language language, std::string& out) {
  ColumnList listing;
  for (const FormCell& cell : form.cells) {
    if (cell.table != table || cell.optional) continue;
    listing.add({cell.id, form.row_path(cell, language), form.column_path(cell, language), cell.unit});
  }
  listing.write(out);
}

}  // namespace

void write_forms_text(const Grammar& grammar, const OutputStyle& style, std::string& out) {
  ColumnList listing;
  for (const Form& form : grammar.forms) {
    listing.add({form.id, form.name.in(style.language),
                 grammar.messages.format(style.language, "forms.counts", counts_of(form))});
  }
  listing.write(out);
}

void write_form_text(const Form& form, const Grammar& grammar, const OutputStyle& style, std::string& out) {
  const Terminal terminal{style.color};
  const auto say = [&](std::string_view key, const MessageArguments& arguments = {}) {
    return grammar.messages.format(style.language, key, arguments);
  };
  out += terminal.bold(fmt::format("{}  {}", form.id, form.name.in(style.language))) + '\n';
  out += fmt::format("  {}\n  {}\n", form.source.in(style.language), say("forms.counts", counts_of(form)));
  for (int table = 0; table < static_cast<int>(form.tables.size()); ++table) {
    out += '\n' +
           terminal.bold(fmt::format("{} ({})", form.tables[table].name.in(style.language), form.tables[table].id)) +
           '\n';
    write_cells(form, table, style.language, out);
  }
  out += '\n' + terminal.bold(say("forms.rules")) + '\n';
  ColumnList rules;
  for (const Rule& rule : form.rules) {
    rules.add({rule.id, say(fmt::format("audit.{}", name_of(rule.severity))), rule.title.in(style.language)});
  }
  rules.write(out);
}

}  // namespace gouji
