// What the grammar knows, for people.
#include <fmt/format.h>

#include <algorithm>

#include "output/characters.h"
#include "output/output.h"
#include "output/terminal.h"
#include "text/fold.h"

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

// Columns of text, each as wide as its widest field.
class Listing {
 public:
  void add(std::vector<std::string> fields) { lines_.push_back(std::move(fields)); }

  void write(std::string& out) const {
    std::vector<int> widths;
    for (const std::vector<std::string>& line : lines_) {
      widths.resize(std::max(widths.size(), line.size()));
      for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
    }
    for (const std::vector<std::string>& line : lines_) {
      out += "  ";
      for (std::size_t i = 0; i + 1 < line.size(); ++i) out += pad_right(line[i], widths[i] + 2);
      out += line.back() + '\n';
    }
  }

 private:
  std::vector<std::vector<std::string>> lines_;
};

void write_cells(const Form& form, int table, Language language, std::string& out) {
  Listing listing;
  for (const FormCell& cell : form.cells) {
    if (cell.table != table || cell.optional) continue;
    listing.add({cell.id, form.row_path(cell, language), form.column_path(cell, language), cell.unit});
  }
  listing.write(out);
}

void write_paragraph(std::string_view heading, std::string_view text, const OutputStyle& style, std::string& out) {
  if (text.empty()) return;
  out += '\n' + Terminal{style.color}.bold(heading) + '\n';
  for (const std::string& line : wrap(text, std::max(style.width - 2, 20))) out += "  " + line + '\n';
}

}  // namespace

void write_forms_text(const Grammar& grammar, const OutputStyle& style, std::string& out) {
  Listing listing;
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
  Listing rules;
  for (const Rule& rule : form.rules) {
    rules.add({rule.id, say(fmt::format("audit.{}", name_of(rule.severity))), rule.title.in(style.language)});
  }
  rules.write(out);
}

void write_rule_text(const Rule& rule, const Form& form, const Grammar& grammar, const OutputStyle& style,
                     std::string& out) {
  const auto say = [&](std::string_view key, const MessageArguments& arguments = {}) {
    return grammar.messages.format(style.language, key, arguments);
  };
  const Terminal terminal{style.color};
  out += fmt::format("{}  {}\n", terminal.bold(rule.id),
                     terminal.of(rule.severity, say(fmt::format("audit.{}", name_of(rule.severity)))));
  for (const std::string& line : wrap(rule.title.in(style.language), std::max(style.width - 2, 20))) {
    out += "  " + line + '\n';
  }
  write_paragraph(say("forms.check"), rule.check, style, out);
  write_paragraph(say("forms.reason"), rule.reason.in(style.language), style, out);
  write_paragraph(say("forms.source"), rule.source.in(style.language), style, out);
  write_paragraph(say("forms.example"), rule.example.in(style.language), style, out);
  write_paragraph(say("forms.form"), fmt::format("{}  {}", form.id, form.name.in(style.language)), style, out);
}

}  // namespace gouji
