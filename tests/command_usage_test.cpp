// What the command says to a wrong command line, and of itself. Exit status 2 is wrong usage.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cli/options.h"
#include "output_example.h"
#include "run_command.h"

namespace gouji {
namespace {

void expect_usage_error(const std::vector<std::string>& arguments, const std::string& line) {
  const CommandResult result = run_gouji(arguments);
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.err, "gouji: " + line + "\n");
  EXPECT_EQ(result.out, "");
}

TEST(CommandUsage, SuggestsTheNearestOption) {
  expect_usage_error({"audit", "--fromat", "csv", "a.txt"},
                     "--fromat: no such option; did you mean --format? See gouji --help");
  expect_usage_error({"audit", "--xyzzyxyzzy"}, "--xyzzyxyzzy: no such option; see gouji --help");
}

TEST(CommandUsage, DoesNotGuessAbbreviatedOptions) { EXPECT_EQ(run_gouji({"audit", "--outp", "a", "b"}).status, 2); }

TEST(CommandUsage, SuggestsTheNearestCommand) {
  expect_usage_error({"extrakt", "a.txt"},
                     "extrakt: no such command; did you mean extract? There are: extract, audit, ingest, export, "
                     "merge, forms, explain, text, completion");
  expect_usage_error(
      {"a.txt"},
      "a.txt: no such command; there are: extract, audit, ingest, export, merge, forms, explain, text, completion");
  expect_usage_error({}, "no command given; see gouji --help");
}

TEST(CommandUsage, SaysForWhichShellsThereIsACompletion) {
  expect_usage_error({"completion"}, "completion: name one of bash, zsh, fish");
  expect_usage_error({"completion", "csh"}, "completion: name one of bash, zsh, fish");
}

TEST(CommandUsage, SaysWhatAnOptionTakes) {
  expect_usage_error({"audit", "a.txt", "--format"}, "--format: needs a value; see gouji --help");
  expect_usage_error({"audit", "a.txt", "--quiet=yes"}, "--quiet: takes no value; see gouji --help");
  expect_usage_error({"audit", "a.txt", "--format", "table"},
                     "--format: table is not possible; one of: text, jsonl, csv, sarif");
  expect_usage_error({"audit", "a.txt", "--color", "red"}, "--color: red is not possible; one of: auto, always, never");
  expect_usage_error({"audit", "a.txt", "--fail-on", "fatal"},
                     "--fail-on: fatal is not possible; one of: error, warning, info, never");
  for (const char* jobs : {"-1", "many", "4x", "100000"}) {
    expect_usage_error(
        {"audit", "a.txt", std::string("--jobs=") + jobs},
        std::string("--jobs: ") + jobs + " is not possible; a whole number from 0 to 1024, 0 for all cores");
  }
}

TEST(CommandUsage, KnowsWhichCommandHasAnOption) {
  expect_usage_error({"audit", "--strict", "a.txt"}, "--strict: not an option of gouji audit; see gouji audit --help");
  expect_usage_error({"forms", "--jobs", "2"}, "--jobs: not an option of gouji forms; see gouji forms --help");
}

TEST(CommandUsage, ListsTheFormsThatThereAre) {
  const CommandResult result = run_gouji({"extract", "--form", "1999", "a.txt"});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.err.rfind("gouji: 1999: no such form; there are: ", 0), 0) << result.err;
  EXPECT_EQ(run_gouji({"forms", "1999"}).err, result.err);
}

TEST(CommandUsage, SaysWhichArgumentIsMissingOrTooMuch) {
  expect_usage_error({"audit"},
                     "no input given; name a file, a folder, - for standard input or @LIST, see gouji audit --help");
  expect_usage_error({"forms", "2021", "2019"}, "2019: one argument too many; see gouji forms --help");
  expect_usage_error({"explain", "requests.row_totl"},
                     "requests.row_totl: no such rule; did you mean requests.row_total? gouji forms FORM lists them");
}

TEST(CommandUsage, SaysHowADatabaseIsNamed) {
  expect_usage_error({"ingest", "a.txt"}, "no database given; name one with --db FILE, see gouji ingest --help");
  expect_usage_error({"ingest", "--db", "a.db"},
                     "no input given; name a file, a folder, - for standard input or @LIST, see gouji ingest --help");
  expect_usage_error({"audit", "--db", "a.db", "a.txt"}, "--db: not possible together with a.txt");
  expect_usage_error({"ingest", "--db", "a.db", "--format", "csv", "a.txt"},
                     "--format: not an option of gouji ingest; see gouji ingest --help");
}

TEST(CommandUsage, TakesItsLanguageFromTheOptionOrTheLocale) {
  const std::string chinese = "gouji: 没有给出命令；用法见 gouji --help\n";
  const std::string english = "gouji: no command given; see gouji --help\n";
  const auto said = [](const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& environment) {
    return run_gouji(arguments, {.environment = environment}).err;
  };
  EXPECT_EQ(said({"--lang", "zh"}, {}), chinese);
  EXPECT_EQ(said({"--lang=en"}, {{"LANG", "zh_CN.UTF-8"}}), english);
  EXPECT_EQ(said({}, {{"LANG", "zh_CN.UTF-8"}}), chinese);
  EXPECT_EQ(said({}, {{"LANG", "zh_CN.UTF-8"}, {"LC_MESSAGES", "de_DE.UTF-8"}}), english);
  EXPECT_EQ(said({}, {{"LANG", "C"}, {"LC_MESSAGES", "C"}, {"LC_ALL", "zh_TW.UTF-8"}}), chinese);
  EXPECT_EQ(said({}, {{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", ""}}), chinese);
}

TEST(CommandUsage, ReportsAnUnusableGrammar) {
  const TestFolder folder;
  const std::string file = folder.write("grammar/broken.toml", "schema = \"gouji/form/1\"\nid = 2021\n");
  const CommandResult broken = run_gouji({"forms", "--grammar", folder.path() + "/grammar"});
  EXPECT_EQ(broken.status, 2);
  EXPECT_NE(broken.err.find("broken.toml:2:"), std::string::npos) << broken.err;
  const CommandResult missing = run_gouji({"forms", "--grammar", folder.path() + "/nowhere"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_NE(missing.err.find("nowhere"), std::string::npos) << missing.err;
}

TEST(CommandHelp, HasEveryOptionInBothLanguages) {
  for (const std::string language : {"zh", "en"}) {
    const CommandResult result = run_gouji({"--help", "--lang", language});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
    for (const OptionDescription& option : all_options()) {
      EXPECT_NE(result.out.find(std::string("--") + option.name), std::string::npos) << option.name;
    }
    // A key that has no text is printed as it is.
    EXPECT_EQ(result.out.find("usage."), std::string::npos) << result.out;
    EXPECT_EQ(result.out.find('{'), std::string::npos) << result.out;
  }
}

// Names stand below each other, whether they have a letter or not, and nothing sticks to their arguments.
TEST(CommandHelp, PrintsAnOptionsLetterNameAndArgument) {
  const std::string help = run_gouji({"--help"}).out;
  for (const OptionDescription& option : all_options()) {
    std::string line = option.letter == '\0' ? "\n      --" : std::string("\n  -") + option.letter + ", --";
    line += option.name;
    if (*option.argument != '\0') line += (*option.argument == '[' ? "" : " ") + std::string(option.argument);
    const bool is_there = help.find(line + " ") != std::string::npos || help.find(line + "\n") != std::string::npos;
    EXPECT_TRUE(is_there) << line;
  }
}

TEST(CommandHelp, OfACommandHasItsOptionsOnly) {
  const std::string help = run_gouji({"forms", "--help"}).out;
  EXPECT_NE(help.find("gouji forms [options] [FORM]"), std::string::npos);
  EXPECT_NE(help.find("--format"), std::string::npos);
  EXPECT_EQ(help.find("--jobs"), std::string::npos);
}

TEST(CommandHelp, ManualHasEveryOptionAndCommand) {
  std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/man/gouji.1.scd");
  std::stringstream manual;
  manual << file.rdbuf();
  for (const OptionDescription& option : all_options()) {
    EXPECT_NE(manual.str().find(std::string("*--") + option.name + "*"), std::string::npos) << option.name;
  }
  for (const CommandDescription& command : all_commands()) {
    EXPECT_NE(manual.str().find(std::string("*gouji ") + command.name + "*"), std::string::npos) << command.name;
  }
}

TEST(CommandVersion, IsOneLine) { EXPECT_EQ(run_gouji({"--version"}).out.rfind("gouji 0.", 0), 0); }

TEST(CommandForms, ListsAndDescribesForms) {
  EXPECT_NE(run_gouji({"forms"}).out.find("2021"), std::string::npos);
  const CommandResult form = run_gouji({"forms", "2021"});
  EXPECT_EQ(form.status, 0);
  EXPECT_NE(form.out.find("requests.granted.total"), std::string::npos);
  EXPECT_NE(form.out.find("requests.row_total"), std::string::npos);
  EXPECT_EQ(run_gouji({"forms", "2021", "--format", "json"}).out.front(), '{');
}

TEST(CommandExplain, TellsOfARule) {
  const CommandResult english = run_gouji({"explain", "requests.row_total"});
  EXPECT_EQ(english.status, 0);
  EXPECT_NE(english.out.find("\nWhy\n"), std::string::npos);
  EXPECT_NE(run_gouji({"--lang", "zh", "explain", "requests.row_total"}).out.find("\n为什么\n"), std::string::npos);
}

TEST(CommandUsage, ExplainWithoutARuleListsThemAll) {
  const CommandResult all = run_gouji({"explain"});
  EXPECT_EQ(all.status, 0);
  EXPECT_NE(all.out.find("  requests.row_total "), std::string::npos);
  EXPECT_NE(all.out.find("  staffing.total "), std::string::npos);
  const CommandResult of_one_form = run_gouji({"explain", "--form", "2014"});
  EXPECT_EQ(of_one_form.out.find("  requests.row_total "), std::string::npos);
  const CommandResult page = run_gouji({"explain", "--format", "markdown", "requests.row_total"});
  EXPECT_EQ(page.out.rfind("## requests.row_total\n", 0), 0u);
  EXPECT_EQ(page.out.find("\n## "), std::string::npos);
}

// A message without a text would be printed as its key.
TEST(Messages, HasATextForEverythingThatTheCommandSays) {
  for (const char* key : {"input.not_found",
                          "input.not_readable",
                          "input.no_reports",
                          "input.too_large",
                          "input.damaged",
                          "input.no_memory",
                          "input.internal",
                          "input.empty_list",
                          "input.no_texts_in_folder",
                          "input.no_reports_in_folder",
                          "input.skipped",
                          "text.empty",
                          "text.binary",
                          "text.encoding",
                          "output.not_writable",
                          "output.standard_not_writable",
                          "usage.syntax",
                          "extract.table_cut",
                          "extract.tables_missing",
                          "extract.table_missing",
                          "audit.summary",
                          "audit.summary_with_baseline",
                          "baseline.not_found",
                          "baseline.invalid",
                          "audit.error",
                          "audit.warning",
                          "audit.info"}) {
    EXPECT_EQ(builtin_grammar().messages.texts().count(key), 1U) << key;
  }
}

}  // namespace
}  // namespace gouji
