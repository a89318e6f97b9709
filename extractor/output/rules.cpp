// All the rules of a grammar: as a listing for people, as JSON, and as the page docs/rules.md.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "output/characters.h"
#include "output/json.h"
#include "output/listing.h"
#include "output/output.h"
#include "output/rule_parts.h"
#include "output/terminal.h"

namespace gouji {
namespace {

// A rule as one or more forms have it. Forms may have rules of one id that differ, in their source or their cells.
struct RuleVersion {
  const Rule* rule = nullptr;
  std::vector<std::string> forms;
};

struct NamedRule {
  std::string id;
  std::vector<RuleVersion> versions;
};

bool same(const Bilingual& a, const Bilingual& b) { return a.zh == b.zh && a.en == b.en; }

bool same(const Rule& a, const Rule& b) {
  return a.severity == b.severity && a.check == b.check && a.when == b.when && a.tolerance == b.tolerance &&
         same(a.message, b.message) && same(a.title, b.title) && same(a.reason, b.reason) && same(a.source, b.source) &&
         same(a.example, b.example);
}

void add(const Rule& rule, const Form& form, std::vector<NamedRule>& rules) {
  auto named = std::find_if(rules.begin(), rules.end(), [&](const NamedRule& other) { return other.id == rule.id; });
  if (named == rules.end()) named = rules.insert(rules.end(), {rule.id, {}});
  auto version = std::find_if(named->versions.begin(), named->versions.end(),
                              [&](const RuleVersion& other) { return same(*other.rule, rule); });
  if (version == named->versions.end()) version = named->versions.insert(named->versions.end(), {&rule, {}});
  version->forms.push_back(form.id);
}

// The newest form's first, then what only older ones have. `form` is an id, or "auto" for all.
std::vector<NamedRule> rules_of(const Grammar& grammar, const std::string& form_id) {
  std::vector<NamedRule> rules;
  for (auto form = grammar.forms.rbegin(); form != grammar.forms.rend(); ++form) {
    if (form_id != "auto" && form->id != form_id) continue;
    for (const Rule& rule : form->rules) add(rule, *form, rules);
  }
  return rules;
}

std::string forms_of(const NamedRule& rule) {
  std::vector<std::string> forms;
  for (const RuleVersion& version : rule.versions)
    forms.insert(forms.end(), version.forms.begin(), version.forms.end());
  std::sort(forms.begin(), forms.end());
  return fmt::format("{}", fmt::join(forms, ", "));
}

// Text that is no mark-up; the braces and bars of expressions stand in code.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '_' || c == '[') out += '\\';
    out += c;
  }
  return out;
}

class RulesPage {
 public:
  RulesPage(const Grammar& grammar, std::string& out) : messages_(grammar.messages), out_(out) {}

  void write(const std::vector<NamedRule>& rules) {
    out_ += fmt::format("# {}\n\n{}\n\n{}\n\n", both("forms.rules"), say("forms.rules_page", Language::zh),
                        say("forms.rules_page", Language::en));
    out_ += fmt::format("| {} | | {} |\n|---|---|---|\n", both("forms.rules"), both("forms.title"));
    for (const NamedRule& rule : rules) {
      const Rule& first = *rule.versions.front().rule;
      out_ += fmt::format("| [`{0}`](#{1}) | {2} | {3}<br>{4} |\n", rule.id, anchor_of(rule.id),
                          name_of(first.severity), escaped(first.title.zh), escaped(first.title.en));
    }
    for (const NamedRule& rule : rules) {
      out_ += '\n';
      write_rule(rule);
    }
  }

  void write_rule(const NamedRule& rule) {
    out_ += fmt::format("## {}\n", rule.id);
    for (const RuleVersion& version : rule.versions) {
      const Rule& shown = *version.rule;
      out_ += fmt::format("\n{} · {} {}\n\n", both(severity_key(shown)), both("forms.form"),
                          fmt::join(version.forms, ", "));
      if (!shown.check.empty()) out_ += fmt::format("```\n{}\n```\n\n", relation_text(shown));
      for (const Language language : {Language::zh, Language::en}) write_in(language, shown);
    }
  }

 private:
  std::string say(std::string_view key, Language language) const { return messages_.format(language, key); }

  std::string both(std::string_view key) const {
    return fmt::format("{} / {}", say(key, Language::zh), say(key, Language::en));
  }

  // As the headings of pages are linked to: without points.
  static std::string anchor_of(std::string id) {
    std::erase(id, '.');
    return id;
  }

  static std::string severity_key(const Rule& rule) { return fmt::format("audit.{}", name_of(rule.severity)); }

  void write_in(Language language, const Rule& rule) {
    out_ += fmt::format("**{}**\n", escaped(rule.title.in(language)));
    for (const auto& [key, text] :
         {std::pair("forms.reason", &rule.reason), std::pair("forms.message", &rule.message),
          std::pair("forms.example", &rule.example), std::pair("forms.source", &rule.source)}) {
      out_ += fmt::format("- {}: {}\n", say(key, language), escaped(text->in(language)));
    }
    out_ += '\n';
  }

  const Messages& messages_;
  std::string& out_;
};

void write_paragraph(std::string_view heading, std::string_view text, const OutputStyle& style, std::string& out) {
  if (text.empty()) return;
  out += '\n' + Terminal{style.color}.bold(heading) + '\n';
  for (const std::string& line : wrap(text, std::max(style.width - 2, 20))) out += "  " + line + '\n';
}

}  // namespace

std::string relation_text(const Rule& rule) {
  std::string text = rule.check;
  if (!rule.when.empty()) text += fmt::format("\nwhen {}", fmt::join(rule.when, " and "));
  if (!rule.tolerance.empty()) text += fmt::format("\ntolerance {}", rule.tolerance);
  return text;
}

void write_rule(const Rule& rule, IndentedJsonWriter& json) {
  write_member(json, "id", std::string_view(rule.id));
  write_member(json, "severity", std::string_view(name_of(rule.severity)));
  write_member_or_null(json, "check", rule.check);
  write_key(json, "when");
  json.StartArray();
  for (const std::string& condition : rule.when) write_string(json, condition);
  json.EndArray();
  write_member_or_null(json, "tolerance", rule.tolerance);
  write_member(json, "message", rule.message);
  write_member(json, "title", rule.title);
  write_member(json, "reason", rule.reason);
  write_member(json, "source", rule.source);
  write_member(json, "example", rule.example);
}

void write_rule_json(const Rule& rule, const Form& form, std::string& out) {
  append_object(out, [&](IndentedJsonWriter& json) {
    write_member(json, "form", std::string_view(form.id));
    write_rule(rule, json);
  });
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
  write_paragraph(say("forms.check"), relation_text(rule), style, out);
  write_paragraph(say("forms.reason"), rule.reason.in(style.language), style, out);
  write_paragraph(say("forms.source"), rule.source.in(style.language), style, out);
  write_paragraph(say("forms.example"), rule.example.in(style.language), style, out);
  write_paragraph(say("forms.form"), fmt::format("{}  {}", form.id, form.name.in(style.language)), style, out);
}

void write_rules_text(const Grammar& grammar, const std::string& form, const OutputStyle& style, std::string& out) {
  ColumnList listing;
  for (const NamedRule& rule : rules_of(grammar, form)) {
    const Rule& first = *rule.versions.front().rule;
    listing.add({rule.id, grammar.messages.format(style.language, fmt::format("audit.{}", name_of(first.severity))),
                 forms_of(rule), first.title.in(style.language)});
  }
  listing.write(out);
}

void write_rules_json(const Grammar& grammar, const std::string& form, std::string& out) {
  append_object(out, [&](IndentedJsonWriter& json) {
    write_key(json, "rules");
    json.StartArray();
    for (const NamedRule& rule : rules_of(grammar, form)) {
      for (const RuleVersion& version : rule.versions) {
        json.StartObject();
        write_key(json, "forms");
        json.StartArray();
        for (const std::string& id : version.forms) write_string(json, id);
        json.EndArray();
        write_rule(*version.rule, json);
        json.EndObject();
      }
    }
    json.EndArray();
  });
}

void write_rules_markdown(const Grammar& grammar, const std::string& form, std::string& out) {
  RulesPage(grammar, out).write(rules_of(grammar, form));
}

void write_rule_markdown(const std::string& rule, const Grammar& grammar, const std::string& form, std::string& out) {
  for (const NamedRule& named : rules_of(grammar, form)) {
    if (named.id == rule) RulesPage(grammar, out).write_rule(named);
  }
}

}  // namespace gouji
