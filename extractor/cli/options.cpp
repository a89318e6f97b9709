#include "cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <cstdlib>

namespace gouji {

namespace po = boost::program_options;

const std::vector<CommandDescription>& all_commands() {
  static const std::vector<CommandDescription> commands = {
      {Command::extract, "extract", "INPUT...", {"table", "jsonl", "json", "csv"}, "jsonl"},
      {Command::audit, "audit", "INPUT...", {"text", "jsonl", "csv", "sarif"}, "jsonl"},
      {Command::ingest, "ingest", "--db FILE INPUT...", {}, ""},
      {Command::export_, "export", "--db FILE", {"csv", "jsonl", "xlsx"}, "csv"},
      {Command::merge, "merge", "--db FILE DB...", {}, ""},
      {Command::forms, "forms", "[FORM]", {"text", "json"}, "text"},
      {Command::explain, "explain", "[RULE]", {"text", "json", "markdown"}, "text"},
      {Command::text, "text", "INPUT...", {"text", "jsonl"}, "text"},
      {Command::completion, "completion", "SHELL", {}, ""},
  };
  return commands;
}

const std::vector<OptionDescription>& all_options() {
  const std::vector<Command> reports = {Command::extract, Command::audit};
  const std::vector<Command> printing = {Command::extract, Command::audit,   Command::export_,
                                         Command::forms,   Command::explain, Command::text};
  std::vector<Command> writing = printing;
  writing.push_back(Command::completion);
  const std::vector<Command> working = {Command::extract, Command::audit, Command::ingest, Command::export_,
                                        Command::merge};
  const std::vector<Command> reading = {Command::extract, Command::audit, Command::ingest};
  const std::vector<Command> opening = {Command::extract, Command::audit, Command::ingest, Command::text};
  static const std::vector<OptionDescription> options = {
      {"format", 'f', "FORMAT", {}, printing},
      {"output", 'o', "FILE", {}, writing},
      {"form", '\0', "FORM", {}, {Command::extract, Command::audit, Command::explain}},
      {"explain", '\0', "CELL", {}, {Command::extract}},
      {"grammar", '\0', "DIR", {}, {}},
      {"jobs", 'j', "N", {}, working},
      {"lang", '\0', "LANG", {"zh", "en"}, {}},
      {"fail-on", '\0', "SEVERITY", {"error", "warning", "info", "never"}, reports},
      {"rule", '\0', "RULE", {}, {Command::audit}},
      {"no-rule", '\0', "RULE", {}, {Command::audit}},
      {"severity", '\0', "SEVERITY", {"error", "warning", "info"}, {Command::audit}},
      {"baseline", '\0', "FILE", {}, {Command::audit}},
      {"summary", '\0', "", {}, {Command::audit}},
      {"db", '\0', "FILE", {}, working},
      {"rehash", '\0', "", {}, {Command::ingest}},
      {"prune", '\0', "[=all]", {"some", "all"}, {Command::ingest}},
      {"follow", '\0', "", {}, opening},
      {"fail-on-skipped", '\0', "", {}, reading},
      {"stdin-format", '\0', "FORMAT", {"text", "jsonl"}, reading},
      {"strict", '\0', "", {}, {Command::extract}},
      {"series", '\0', "", {}, {Command::extract}},
      {"map", '\0', "", {}, {Command::forms}},
      {"color", '\0', "WHEN", {"auto", "always", "never"}, {}},
      {"progress", '\0', "WHEN", {"auto", "always", "never"}, working},
      {"quiet", 'q', "", {}, working},
      {"summary-json", '\0', "FILE", {}, reading},
      {"help", 'h', "", {}, {}},
      {"version", 'V', "", {}, {}},
  };
  return options;
}

const std::vector<const char*>& shells() {
  static const std::vector<const char*> names = {"bash", "zsh", "fish"};
  return names;
}

const std::vector<const char*>& series_formats() {
  static const std::vector<const char*> formats = {"csv", "jsonl"};
  return formats;
}

const std::vector<const char*>& summary_formats() {
  static const std::vector<const char*> formats = {"text", "jsonl", "csv"};
  return formats;
}

bool belongs_to(const OptionDescription& option, Command command) {
  return option.commands.empty() ||
         std::find(option.commands.begin(), option.commands.end(), command) != option.commands.end();
}

bool needs_argument(const OptionDescription& option) { return *option.argument != '\0' && *option.argument != '['; }

bool reads_inputs(Command command) {
  return command == Command::extract || command == Command::audit || command == Command::ingest ||
         command == Command::text;
}

namespace {

const CommandDescription& description_of(Command command) {
  return *std::find_if(all_commands().begin(), all_commands().end(),
                       [&](const CommandDescription& description) { return description.command == command; });
}

const OptionDescription& description_of(std::string_view option) {
  return *std::find_if(all_options().begin(), all_options().end(),
                       [&](const OptionDescription& description) { return description.name == option; });
}

po::options_description boost_options() {
  po::options_description described;
  for (const OptionDescription& option : all_options()) {
    std::string names = option.name;
    if (option.letter != '\0') names += fmt::format(",{}", option.letter);
    if (*option.argument == '\0') {
      described.add_options()(names.c_str(), "");
    } else {
      described.add_options()(names.c_str(), po::value<std::string>(), "");
    }
  }
  return described;
}

std::string dashed(std::string_view name) { return fmt::format("--{}", name); }

// A name as Boost reports it, with or without dashes, or as a short option.
std::string option_as_written(const std::string& name) { return name.rfind('-', 0) == 0 ? name : dashed(name); }

Error unknown_option(const std::string& name) {
  std::vector<std::string> known;
  for (const OptionDescription& option : all_options()) known.push_back(dashed(option.name));
  const std::string written = option_as_written(name);
  return unknown("usage.unknown_option", {{"option", written}}, written, known);
}

Error syntax_error(const po::invalid_command_line_syntax& error) {
  const std::string option = option_as_written(error.get_option_name());
  switch (error.kind()) {
    case po::invalid_syntax::missing_parameter:
    case po::invalid_syntax::empty_adjacent_parameter:
      return {"usage.missing_value", {{"option", option}}};
    case po::invalid_syntax::extra_parameter:
      return {"usage.extra_value", {{"option", option}}};
    default:
      return {"usage.unknown_option", {{"option", option}}};
  }
}

// With the value of each option whose value was left out. An implicit_value() of Boost's would take the next word.
std::vector<std::string> with_values(std::vector<std::string> arguments) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  for (const OptionDescription& option : all_options()) {
    if (*option.argument != '[') continue;
    std::replace(arguments.begin(), end, dashed(option.name), fmt::format("--{}={}", option.name, option.values[0]));
  }
  return arguments;
}

Result<po::parsed_options> parse_with_boost(const std::vector<std::string>& arguments) {
  using namespace po::command_line_style;
  // Options are spelled out: an abbreviation that works today would be ambiguous after the next new option.
  constexpr int style = unix_style & ~allow_guessing;
  try {
    const po::options_description described = boost_options();
    po::parsed_options parsed = po::command_line_parser(with_values(arguments)).options(described).style(style).run();
    parsed.description = nullptr;  // it ends with this function
    return parsed;
  } catch (const po::unknown_option& error) {
    return tl::make_unexpected(unknown_option(error.get_option_name()));
  } catch (const po::invalid_command_line_syntax& error) {
    return tl::make_unexpected(syntax_error(error));
  } catch (const po::error& error) {
    return fail("usage.syntax", {{"reason", error.what()}});
  }
}

When when_of(std::string_view value) {
  return value == "always" ? When::always : value == "never" ? When::never : When::automatic;
}

std::optional<Severity> severity_of(std::string_view value) {
  if (value == "error") return Severity::error;
  if (value == "warning") return Severity::warning;
  if (value == "info") return Severity::info;
  return std::nullopt;
}

Error bad_value(const std::string& option, const std::string& value, const std::vector<const char*>& possible) {
  return {"usage.bad_value",
          {{"option", dashed(option)}, {"value", value}, {"values", fmt::format("{}", fmt::join(possible, ", "))}}};
}

bool is_one_of(const std::string& value, const std::vector<const char*>& possible) {
  return std::find(possible.begin(), possible.end(), value) != possible.end();
}

Result<int> jobs_of(const std::string& value) {
  constexpr int most_threads = 1024;
  int jobs = -1;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), jobs);
  if (error != std::errc() || end != value.data() + value.size() || jobs < 0 || jobs > most_threads) {
    return fail("usage.bad_jobs", {{"value", value}, {"most", std::to_string(most_threads)}});
  }
  return jobs;
}

// Checks one option's value and puts it in its place.
std::optional<Error> set_option(const std::string& name, const std::string& value, Options& options) {
  const std::vector<const char*>& possible = description_of(name).values;
  if (!possible.empty() && !is_one_of(value, possible)) return bad_value(name, value, possible);
  if (name == "format") options.format = value;
  if (name == "output") options.output = value;
  if (name == "form") options.form = value;
  if (name == "explain") options.explain.push_back(value);
  if (name == "grammar") options.grammar = value;
  if (name == "lang") options.language = value == "zh" ? Language::zh : Language::en;
  if (name == "lang") options.language_given = true;
  if (name == "db") options.database = value;
  if (name == "rehash") options.rehash = true;
  if (name == "prune") options.prune = true;
  if (name == "prune") options.prune_all = value == "all";
  if (name == "fail-on") options.fail_on = severity_of(value);
  if (name == "rule") options.rules.push_back(value);
  if (name == "no-rule") options.no_rules.push_back(value);
  if (name == "severity") options.severity = *severity_of(value);
  if (name == "baseline") options.baseline = value;
  if (name == "summary") options.summary = true;
  if (name == "follow") options.follow = true;
  if (name == "fail-on-skipped") options.fail_on_skipped = true;
  if (name == "stdin-format") options.stdin_is_stream = value == "jsonl";
  if (name == "summary-json") options.summary_json = value;
  if (name == "strict") options.strict = true;
  if (name == "map") options.map = true;
  if (name == "series") options.series = true;
  if (name == "color") options.color = when_of(value);
  if (name == "progress") options.progress = when_of(value);
  if (name == "quiet") options.quiet = true;
  if (name == "help") options.help = true;
  if (name == "version") options.version = true;
  if (name == "jobs") {
    const Result<int> jobs = jobs_of(value);
    if (!jobs) return jobs.error();
    options.jobs = *jobs;
  }
  return std::nullopt;
}

Result<Command> command_of(const std::string& name) {
  std::vector<std::string> known;
  for (const CommandDescription& description : all_commands()) {
    if (description.name == name) return description.command;
    known.emplace_back(description.name);
  }
  return tl::make_unexpected(unknown("usage.unknown_command",
                                     {{"command", name}, {"commands", fmt::format("{}", fmt::join(known, ", "))}}, name,
                                     known));
}

std::optional<Error> check_arguments(const Options& options) {
  const std::string name = description_of(*options.command).name;
  const std::size_t count = options.arguments.size();
  switch (*options.command) {
    case Command::extract:
    case Command::audit:
      if (!options.database.empty() && count > 0) {
        return Error{"usage.not_together", {{"option", "--db"}, {"other", options.arguments.front()}}};
      }
      if (options.database.empty() && count == 0) return Error{"usage.no_input", {{"command", name}}};
      break;
    case Command::ingest:
      if (options.database.empty()) return Error{"usage.no_database", {{"command", name}}};
      if (count == 0) return Error{"usage.no_input", {{"command", name}}};
      break;
    case Command::export_:
      if (options.database.empty()) return Error{"usage.no_database", {{"command", name}}};
      if (count > 0) return Error{"usage.too_many_arguments", {{"command", name}, {"argument", options.arguments[0]}}};
      break;
    case Command::merge:
      if (options.database.empty()) return Error{"usage.no_database", {{"command", name}}};
      if (count == 0) return Error{"usage.no_databases", {{"command", name}}};
      break;
    case Command::forms:
    case Command::explain:
      if (count > 1) return Error{"usage.too_many_arguments", {{"command", name}, {"argument", options.arguments[1]}}};
      break;
    case Command::text:
      if (count == 0) return Error{"usage.no_input", {{"command", name}}};
      break;
    case Command::completion:
      if (count == 1 && is_one_of(options.arguments[0], shells())) break;
      return Error{"usage.bad_shell",
                   {{"value", count == 0 ? "" : options.arguments[0]},
                    {"shells", fmt::format("{}", fmt::join(shells(), ", "))}}};
  }
  return std::nullopt;
}

std::optional<Error> check_format(const CommandDescription& command, const Options& options) {
  if (options.series && !options.explain.empty()) {
    return Error{"usage.not_together", {{"option", "--series"}, {"other", "--explain"}}};
  }
  if (options.format.empty()) return std::nullopt;
  if (options.series && !is_one_of(options.format, series_formats())) {
    return bad_value("format", options.format, series_formats());
  }
  if (options.summary && !is_one_of(options.format, summary_formats())) {
    return bad_value("format", options.format, summary_formats());
  }
  if (!options.explain.empty()) {
    if (options.format == "text") return std::nullopt;
    return Error{"usage.explain_format", {{"value", options.format}}};
  }
  if (is_one_of(options.format, command.formats)) return std::nullopt;
  return bad_value("format", options.format, command.formats);
}

std::optional<Error> check_command(const std::vector<std::string>& given, const Options& options) {
  const CommandDescription& command = description_of(*options.command);
  for (const std::string& name : given) {
    if (!belongs_to(description_of(name), command.command)) {
      return Error{"usage.not_for_command", {{"option", dashed(name)}, {"command", command.name}}};
    }
  }
  const bool has_stdin = std::find(options.arguments.begin(), options.arguments.end(), "-") != options.arguments.end();
  if (options.stdin_is_stream && !has_stdin) return Error{"usage.no_stdin", {{"option", "--stdin-format"}}};
  if (const auto error = check_format(command, options)) return error;
  return check_arguments(options);
}

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

Result<Options> parse_options(const std::vector<std::string>& arguments, Language default_language) {
  const Result<po::parsed_options> parsed = parse_with_boost(arguments);
  if (!parsed) return tl::make_unexpected(parsed.error());

  Options options;
  options.language = default_language;
  std::vector<std::string> words;  // the command and its arguments
  std::vector<std::string> given;
  for (const po::option& option : parsed->options) {
    if (option.position_key >= 0) {
      words.insert(words.end(), option.value.begin(), option.value.end());
      continue;
    }
    given.push_back(option.string_key);
    if (const auto error = set_option(option.string_key, option.value.empty() ? "" : option.value.front(), options)) {
      return tl::make_unexpected(*error);
    }
  }

  if (words.empty()) {
    if (options.help || options.version) return options;
    return fail("usage.no_command");
  }
  const Result<Command> command = command_of(words.front());
  if (!command) return tl::make_unexpected(command.error());
  options.command = *command;
  options.arguments.assign(words.begin() + 1, words.end());
  if (options.help || options.version) return options;
  const bool fail_on_given = std::find(given.begin(), given.end(), "fail-on") != given.end();
  if (options.command == Command::audit && !fail_on_given) options.fail_on = Severity::error;
  if (const auto error = check_command(given, options)) return tl::make_unexpected(*error);
  return options;
}

Language language_of(const std::vector<std::string>& arguments) {
  constexpr std::string_view option = "--lang";
  std::string_view named;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == option && i + 1 < arguments.size()) named = arguments[i + 1];
    if (argument.rfind("--lang=", 0) == 0) named = argument.substr(option.size() + 1);
  }
  if (named == "zh" || named == "en") return named == "zh" ? Language::zh : Language::en;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') {
      return std::string_view(value).rfind("zh", 0) == 0 ? Language::zh : Language::en;
    }
  }
  return Language::en;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known) {
  std::optional<std::string> found;
  int least = std::max(2, static_cast<int>(word.size()) / 3) + 1;
  for (const std::string& candidate : known) {
    const int distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      found = candidate;
    }
  }
  return found;
}

Error unknown(std::string code, MessageArguments arguments, std::string_view word,
              const std::vector<std::string>& known) {
  const std::optional<std::string> near = nearest(word, known);
  if (!near) return {std::move(code), std::move(arguments)};
  arguments.emplace_back("near", *near);
  return {code + "_near", std::move(arguments)};
}

}  // namespace gouji
