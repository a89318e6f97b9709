// gouji completion: what a shell needs to know to complete the command line, made of the tables in options.cpp.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/run.h"

namespace gouji {

namespace {

// What an argument can be.
struct Possible {
  enum class Kind { anything, file, folder, words };

  Kind kind = Kind::anything;
  std::vector<std::string> words;
};

template <typename Things>
std::vector<std::string> sorted_ids(const Grammar& grammar, const Things& things_of) {
  std::vector<std::string> ids;
  for (const Form& form : grammar.forms) {
    for (const auto& thing : things_of(form)) ids.push_back(thing.id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<std::string> words_of(const std::vector<const char*>& words) { return {words.begin(), words.end()}; }

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(what, begin), text.size());
    result += text.substr(begin, end - begin);
    if (end < text.size()) result += by;
    begin = end + what.size();
  }
  return result;
}

// In single quotes, as all these shells read it.
std::string in_quotes(std::string_view text) { return fmt::format("'{}'", replaced(text, "'", R"('\'')")); }

class Completion {
 public:
  explicit Completion(const Session& session)
      : grammar_(session.grammar), language_(session.options.language), commands_(all_commands()) {}

  std::string bash() const {
    std::string out = R"(# bash completion for gouji; made by: gouji completion bash
_gouji_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }
_gouji_paths() {
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}
_gouji() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= i
  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
)";
    out += fmt::format("    case ${{COMP_WORDS[i]}} in {}) command=${{COMP_WORDS[i]}}; break ;; esac\n",
                       fmt::join(command_names(), " | "));
    out += "  done\n  case $command:$before in\n";
    for (const CommandDescription& command : commands_) {
      for (const OptionDescription* option : options_of(command)) {
        if (!needs_argument(*option)) continue;
        std::string patterns = fmt::format("{}:--{}", command.name, option->name);
        if (option->letter != '\0') patterns += fmt::format(" | {}:-{}", command.name, option->letter);
        out += fmt::format("    {}) {}; return ;;\n", patterns, bash_action(possible_values(*option, command)));
      }
    }
    out += "  esac\n  case $command:$word in\n";
    for (const CommandDescription& command : commands_) {
      out += fmt::format("    {}:-*) _gouji_words {} ;;\n", command.name, in_quotes(option_words(command)));
      out += fmt::format("    {}:*) {} ;;\n", command.name, bash_action(possible_arguments(command)));
    }
    out += fmt::format("    :-*) _gouji_words '--help --version' ;;\n    *) _gouji_words {} ;;\n",
                       in_quotes(fmt::format("{}", fmt::join(command_names(), " "))));
    return out + "  esac\n}\ncomplete -F _gouji gouji\n";
  }

  std::string zsh() const {
    std::string out = "#compdef gouji\n# zsh completion for gouji; made by: gouji completion zsh\n";
    out += "_gouji() {\n  local -a commands=(\n";
    for (const CommandDescription& command : commands_) {
      out += fmt::format("    {}\n", in_quotes(fmt::format("{}:{}", command.name, zsh_text(help_of(command)))));
    }
    out += R"(  )
  if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  local command=$words[2]
  ((CURRENT--))
  shift words
  case $command in
)";
    for (const CommandDescription& command : commands_) {
      out += fmt::format("    {})\n      _arguments -s", command.name);
      for (const OptionDescription* option : options_of(command)) {
        out += " \\\n        " + zsh_option(*option, command);
      }
      out += fmt::format(" \\\n        {}\n      ;;\n", zsh_arguments(command));
    }
    return out + "    *) _arguments '--help' '--version' ;;\n  esac\n}\n_gouji \"$@\"\n";
  }

  std::string fish() const {
    std::string out = "# fish completion for gouji; made by: gouji completion fish\ncomplete -c gouji -f\n";
    for (const CommandDescription& command : commands_) {
      out += fmt::format("complete -c gouji -n __fish_use_subcommand -a {} -d {}\n", command.name,
                         in_quotes(help_of(command)));
    }
    for (const CommandDescription& command : commands_) {
      const std::string where = fmt::format("complete -c gouji -n '__fish_seen_subcommand_from {}'", command.name);
      for (const OptionDescription* option : options_of(command)) {
        out += fmt::format("{} -l {}", where, option->name);
        if (option->letter != '\0') out += fmt::format(" -s {}", option->letter);
        if (needs_argument(*option)) out += fish_action(possible_values(*option, command), " -r -F", " -x");
        out += fmt::format(" -d {}\n", in_quotes(help_of(*option, command)));
      }
      out += where + fish_action(possible_arguments(command), " -F", "") + '\n';
    }
    return out;
  }

 private:
  std::vector<std::string> command_names() const {
    std::vector<std::string> names;
    for (const CommandDescription& command : commands_) names.emplace_back(command.name);
    return names;
  }

  static std::vector<const OptionDescription*> options_of(const CommandDescription& command) {
    std::vector<const OptionDescription*> options;
    for (const OptionDescription& option : all_options()) {
      if (belongs_to(option, command.command)) options.push_back(&option);
    }
    return options;
  }

  // The placeholder says what belongs there: FILE, RULE.
  Possible possible(std::string_view placeholder) const {
    using Kind = Possible::Kind;
    if (placeholder == "FILE" || placeholder.ends_with("INPUT...") || placeholder.ends_with("DB...")) {
      return {Kind::file, {}};
    }
    if (placeholder == "DIR") return {Kind::folder, {}};
    if (placeholder == "SHELL") return {Kind::words, words_of(shells())};
    if (placeholder == "FORM" || placeholder == "[FORM]") {
      std::vector<std::string> forms = {"auto"};
      for (const Form& form : grammar_.forms) forms.push_back(form.id);
      return {Kind::words, forms};
    }
    if (placeholder == "RULE" || placeholder == "[RULE]") {
      return {Kind::words, sorted_ids(
                               grammar_, [](const Form& form) -> const auto& { return form.rules; })};
    }
    if (placeholder == "CELL") {
      return {Kind::words, sorted_ids(
                               grammar_, [](const Form& form) -> const auto& { return form.cells; })};
    }
    return {};
  }

  Possible possible_values(const OptionDescription& option, const CommandDescription& command) const {
    if (option.name == std::string_view("format")) return {Possible::Kind::words, words_of(command.formats)};
    if (!option.values.empty()) return {Possible::Kind::words, words_of(option.values)};
    return possible(option.argument);
  }

  Possible possible_arguments(const CommandDescription& command) const { return possible(command.arguments); }

  std::string help_of(const CommandDescription& command) const {
    return first_sentence(grammar_.messages.format(language_, fmt::format("usage.command_{}", command.name)));
  }

  std::string help_of(const OptionDescription& option, const CommandDescription& command) const {
    const MessageArguments arguments = {{"values", fmt::format("{}", fmt::join(option.values, ", "))},
                                        {"formats", fmt::format("{}", fmt::join(command.formats, ", "))}};
    return first_sentence(grammar_.messages.format(language_, help_key_of(option), arguments));
  }

  // A shell has one line for it.
  static std::string first_sentence(std::string text) {
    for (const std::string_view end : {". ", "; ", "\xE3\x80\x82", "\xEF\xBC\x9B"}) {
      if (const std::size_t at = text.find(end); at != std::string::npos) text.resize(at);
    }
    return text;
  }

  static std::string option_words(const CommandDescription& command) {
    std::string words;
    for (const OptionDescription* option : options_of(command)) {
      words += fmt::format("--{} ", option->name);
      if (needs_argument(*option)) continue;
      for (const char* value : option->values) words += fmt::format("--{}={} ", option->name, value);
    }
    words.pop_back();
    return words;
  }

  static std::string bash_action(const Possible& possible) {
    switch (possible.kind) {
      case Possible::Kind::file:
        return "_gouji_paths -f";
      case Possible::Kind::folder:
        return "_gouji_paths -d";
      case Possible::Kind::words:
        return fmt::format("_gouji_words {}", in_quotes(fmt::format("{}", fmt::join(possible.words, " "))));
      case Possible::Kind::anything:
        break;
    }
    return ":";
  }

  static std::string zsh_action(const Possible& possible) {
    switch (possible.kind) {
      case Possible::Kind::file:
        return "_files";
      case Possible::Kind::folder:
        return "_files -/";
      case Possible::Kind::words:
        return fmt::format("({})", fmt::join(possible.words, " "));
      case Possible::Kind::anything:
        break;
    }
    return "";
  }

  static std::string zsh_text(std::string_view text) {
    return replaced(replaced(replaced(text, ":", "\\:"), "[", "\\["), "]", "\\]");
  }

  std::string zsh_option(const OptionDescription& option, const CommandDescription& command) const {
    std::string help = fmt::format("[{}]", zsh_text(help_of(option, command)));
    if (needs_argument(option)) {
      help += fmt::format(":{}:{}", option.argument, zsh_action(possible_values(option, command)));
    }
    const std::string value_sign = needs_argument(option) ? "=" : "";
    if (option.letter == '\0') return in_quotes(fmt::format("*--{}{}{}", option.name, value_sign, help));
    return fmt::format("'*'{{-{},--{}{}}}{}", option.letter, option.name, value_sign, in_quotes(help));
  }

  std::string zsh_arguments(const CommandDescription& command) const {
    return in_quotes(fmt::format("*:{}:{}", zsh_text(command.arguments), zsh_action(possible_arguments(command))));
  }

  static std::string fish_action(const Possible& possible, std::string_view files, std::string_view words) {
    switch (possible.kind) {
      case Possible::Kind::file:
        return std::string(files);
      case Possible::Kind::folder:
        return fmt::format("{} -a '(__fish_complete_directories)'", words);
      case Possible::Kind::words:
        return fmt::format("{} -a {}", words, in_quotes(fmt::format("{}", fmt::join(possible.words, " "))));
      case Possible::Kind::anything:
        break;
    }
    return std::string(words);
  }

  const Grammar& grammar_;
  Language language_;
  const std::vector<CommandDescription>& commands_;
};

}  // namespace

int completion_command(const Session& session) {
  const Completion completion(session);
  const std::string& shell = session.options.arguments.front();
  Result<OutputFile> output = OutputFile::open(session.options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const std::string script = shell == "zsh"    ? completion.zsh()
                             : shell == "fish" ? completion.fish()
                                               : completion.bash();
  return print(script, session.diagnostics, *output);
}

}  // namespace gouji
