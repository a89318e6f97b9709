// gouji forms and gouji explain: what the grammar knows.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/output_file.h"
#include "cli/run.h"
#include "cli/selection.h"

namespace gouji {

namespace {

// Opens the output and prints what `write` makes for its format and style.
template <typename Write>
int print_made(const Session& session, const Write& write) {
  Result<OutputFile> output = OutputFile::open(session.options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  std::string text;
  write(format_of(session, output->is_terminal()), style_of(session, output->is_terminal()), text);
  return print(text, session.diagnostics, *output);
}

// The rule, in the form that --form names or in the first one that has it.
std::pair<const Form*, const Rule*> find_rule(const Session& session, const std::string& id) {
  for (const Form& form : session.grammar.forms) {
    if (session.options.form != "auto" && session.options.form != form.id) continue;
    if (const Rule* rule = form.find_rule(id)) return {&form, rule};
  }
  return {nullptr, nullptr};
}

int print_map(const Session& session, const std::vector<const Form*>& forms) {
  return print_made(session, [&](const std::string& format, const OutputStyle& style, std::string& text) {
    format == "json" ? write_map_json(session.grammar, forms, text)
                     : write_map_text(session.grammar, forms, style, text);
  });
}

std::vector<const Form*> all_forms(const Grammar& grammar) {
  std::vector<const Form*> forms;
  for (const Form& form : grammar.forms) forms.push_back(&form);
  return forms;
}

}  // namespace

int forms_command(const Session& session) {
  const Grammar& grammar = session.grammar;
  if (session.options.arguments.empty()) {
    if (session.options.map) return print_map(session, all_forms(grammar));
    return print_made(session, [&](const std::string& format, const OutputStyle& style, std::string& text) {
      format == "json" ? write_forms_json(grammar, text) : write_forms_text(grammar, style, text);
    });
  }
  const std::string& id = session.options.arguments.front();
  const Form* form = grammar.find_form(id);
  if (form == nullptr) {
    session.diagnostics.error(unknown_form(id, grammar));
    return ExitStatus::usage;
  }
  if (session.options.map) return print_map(session, {form});
  return print_made(session, [&](const std::string& format, const OutputStyle& style, std::string& text) {
    format == "json" ? write_form_json(*form, text) : write_form_text(*form, grammar, style, text);
  });
}

namespace {

int explain_all(const Session& session) {
  const Grammar& grammar = session.grammar;
  const std::string& form = session.options.form;
  return print_made(session, [&](const std::string& format, const OutputStyle& style, std::string& text) {
    if (format == "json") return write_rules_json(grammar, form, text);
    if (format == "markdown") return write_rules_markdown(grammar, form, text);
    write_rules_text(grammar, form, style, text);
  });
}

}  // namespace

int explain_command(const Session& session) {
  if (session.options.arguments.empty()) return explain_all(session);
  const std::string& id = session.options.arguments.front();
  const auto [form, rule] = find_rule(session, id);
  if (rule == nullptr) {
    session.diagnostics.error(unknown_rule(id, session.grammar));
    return ExitStatus::usage;
  }
  return print_made(
      session, [&, rule = rule, form = form](const std::string& format, const OutputStyle& style, std::string& text) {
        if (format == "json") return write_rule_json(*rule, *form, text);
        if (format == "markdown") return write_rule_markdown(id, session.grammar, session.options.form, text);
        write_rule_text(*rule, *form, session.grammar, style, text);
      });
}

Error unknown_form(const std::string& id, const Grammar& grammar) {
  std::vector<std::string> known;
  for (const Form& form : grammar.forms) known.push_back(form.id);
  return {"usage.unknown_form", {{"form", id}, {"forms", fmt::format("{}", fmt::join(known, ", "))}}};
}

}  // namespace gouji
