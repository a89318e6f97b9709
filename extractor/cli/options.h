// The command line. Commands and options are described once, in the tables of options.cpp, with their help texts under
// `usage` in grammar/messages.toml; parsing, --help and what is generated from them later all read those.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "form/messages.h"
#include "value/language.h"
#include "value/result.h"

namespace gouji {

enum class Command { extract, audit, ingest, export_, merge, forms, explain, text, completion };

struct CommandDescription {
  Command command;
  const char* name;
  const char* arguments;             // "INPUT..."
  std::vector<const char*> formats;  // the first is the default on a terminal; empty: it prints nothing
  const char* format_elsewhere;      // the default where the output is no terminal
};

struct OptionDescription {
  const char* name;
  char letter;                      // '\0' where it has no short form
  const char* argument;             // "FILE"; empty for a flag; "[=all]" where it may be left out
  std::vector<const char*> values;  // where only these are possible; the first is meant where it is left out
  std::vector<Command> commands;    // that have it; empty: all
};

const std::vector<CommandDescription>& all_commands();
const std::vector<OptionDescription>& all_options();
bool belongs_to(const OptionDescription& option, Command command);
// Whether the next word is its value where none stands behind a "=".
bool needs_argument(const OptionDescription& option);
// Whether its arguments are INPUTs.
bool reads_inputs(Command command);

// For which `gouji completion` prints something.
const std::vector<const char*>& shells();
// Those of extract --series; the first is the default on a terminal.
const std::vector<const char*>& series_formats();
// Those of audit --summary.
const std::vector<const char*>& summary_formats();

enum class When { automatic, always, never };

struct Options {
  std::optional<Command> command;      // nullopt only with --help or --version
  std::vector<std::string> arguments;  // behind the command: inputs, a form, a rule
  std::string format;                  // empty: as the output's kind demands
  std::string output;                  // a file; empty: standard output
  std::string form = "auto";
  std::vector<std::string> explain;  // ids of cells, to tell of instead of printing records
  std::string grammar;               // a folder; empty: the built-in one
  int jobs = 0;                      // threads; 0: as many as there are cores
  Language language = Language::en;
  bool language_given = false;         // by --lang, and not by the locale
  std::optional<Severity> fail_on;     // nullopt: never
  std::vector<std::string> rules;      // audit: globs of the rules whose findings are shown; empty: all
  std::vector<std::string> no_rules;   // and of those whose are not
  Severity severity = Severity::info;  // audit: the least that is shown
  std::string baseline;                // audit: a file of findings that are not shown; empty: none
  bool summary = false;                // audit: counts instead of findings
  std::string database;                // a collection; empty: none
  bool rehash = false;                 // ingest: reads files that seem to be unchanged too, and checks what is stored
  bool prune = false;                  // ingest: forgets files that are gone
  bool prune_all = false;              // however many they are
  bool follow = false;                 // links in folders
  bool fail_on_skipped = false;        // an input that is skipped is an error
  bool strict = false;
  bool stdin_is_stream = false;  // --stdin-format jsonl
  std::string summary_json;      // a file for what the run did; empty: none
  bool map = false;              // forms: what they have in common
  bool series = false;           // extract: the figures that the forms have in common, a report a row
  bool quiet = false;
  When color = When::automatic;
  When progress = When::automatic;
  bool help = false;
  bool version = false;
};

// `arguments` without the program's name. An error is one line for the user; its exit status is 2.
Result<Options> parse_options(const std::vector<std::string>& arguments, Language default_language);

// The language of --lang wherever it stands, so that even a wrong command line is answered in it; otherwise of the
// first of LC_ALL, LC_MESSAGES and LANG that is set: Chinese for zh*.
Language language_of(const std::vector<std::string>& arguments);

// The key of an option's help text in grammar/messages.toml: "usage.option_fail_on".
std::string help_key_of(const OptionDescription& option);

// What --help prints, for one command or for all.
std::string help_text(std::optional<Command> command, const Messages& messages, Language language);

// The word among `known` that was probably meant: few letters differ. Nullopt when none is near.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

// An error about a word that is none of `known`. Where one is near, its code ends with "_near" and its argument `near`
// is it.
Error unknown(std::string code, MessageArguments arguments, std::string_view word,
              const std::vector<std::string>& known);

}  // namespace gouji
