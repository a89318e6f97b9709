// gouji with a stream of documents on standard input, and what it tells programs of a run.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <thread>

#include "ingest_folder.h"
#include "make_archive.h"

namespace gouji {
namespace {

using Lines = std::vector<std::string>;

std::string object(const std::string& id, const std::string& text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.StartObject();
  json.Key("id");
  json.String(id.c_str());
  json.Key("url");
  json.Int(1);
  json.Key("text");
  json.String(text.c_str());
  json.EndObject();
  return std::string(buffer.GetString()) + "\n";
}

class CommandStream : public IngestFolder {
 protected:
  CommandResult run_with(const std::string& input, std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--stdin-format", "jsonl", "-"});
    CommandSetting setting;
    setting.folder = folder.path();
    setting.standard_input = input;
    return run_gouji(arguments, setting);
  }
};

TEST_F(CommandStream, GivesARecordForEachObjectInOrder) {
  std::string input = "\xEF\xBB\xBF";
  Lines ids;
  for (int i = 0; i < 40; ++i) {
    ids.push_back("https://example.cn/" + std::to_string(i));
    input += object(ids.back(), consistent_report()) + (i % 7 == 0 ? "\r\n" : "");
  }
  input.pop_back();  // the last line needs no end
  const CommandResult result = run_with(input, {"extract"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(paths_in(result.out), ids);
  for (const char* jobs : {"1", "7"}) EXPECT_EQ(run_with(input, {"extract", "--jobs", jobs}).out, result.out);
}

TEST_F(CommandStream, GivesResultsWhileItIsOpen) {
  const std::string out = folder.path() + "/out";
  std::FILE* stream = ::popen((std::string(GOUJI_COMMAND) + " extract --stdin-format jsonl - >" + out).c_str(), "w");
  ASSERT_NE(stream, nullptr);
  for (int i = 1; i <= 3; ++i) {
    std::fputs(object("a", consistent_report()).c_str(), stream);
    std::fflush(stream);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (paths_in(folder.read("out")).size() < static_cast<std::size_t>(i)) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  EXPECT_EQ(::pclose(stream), 0);
}

// What is written behind it would never be read.
TEST_F(CommandStream, IsLeftWhenNobodyReadsTheResultsThoughItIsOpen) {
  const std::string command = std::string("(cat '") + folder.write("in", object("a", consistent_report())) +
                              "'; sleep 60) | (" GOUJI_COMMAND " extract --stdin-format jsonl -; touch '" +
                              folder.path() + "/ended') | true";
  const std::string in_background = "sh -c \"" + command + "\" >/dev/null 2>&1 &";
  ASSERT_EQ(std::system(in_background.c_str()), 0);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!folder.has("ended") && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_TRUE(folder.has("ended"));
}

TEST_F(CommandStream, TellsOfALineThatIsNoObjectAndReadsTheOthers) {
  const std::string input = object("a", consistent_report()) + "nonsense\n" + "{\"id\": 1, \"text\": \"x\"}\n" +
                            "{\"id\": \"x\"}\n" + "[1]\n" + std::string(100000, '[') + "\n" + "{\"id\":\"\xFF\"}\n" +
                            object("b", consistent_report());
  const CommandResult result = run_with(input, {"extract"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(paths_in(result.out), (Lines{"a", "b"}));
  for (int line = 2; line <= 7; ++line) {
    const std::string start =
        "gouji: -:" + std::to_string(line) + ": no JSON object with the strings \"id\" and \"text\"";
    EXPECT_NE(result.err.find(start), std::string::npos) << result.err;
  }
}

TEST_F(CommandStream, RefusesWhatIsTooLargeAndReadsTheOthers) {
  const std::string input = object("large", std::string((std::size_t{64} << 20) + 1, 'x')) +
                            std::string((std::size_t{128} << 20) + 1, 'x') + "\n" + object("b", consistent_report());
  const CommandResult result = run_with(input, {"extract"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(paths_in(result.out), Lines{"b"});
  EXPECT_NE(result.err.find("gouji: large: 67108865 bytes, more than 64 MB"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("gouji: -:2: a line of more than 128 MB"), std::string::npos) << result.err;
}

TEST_F(CommandStream, CountsDocumentsThatAreNoReportsAndFailsWithoutAny) {
  EXPECT_EQ(run_with(object("a", consistent_report()) + object("b", "hello"), {"extract"}).err,
            "gouji: skipped 1 inputs: text without a yearly report: 1\n"
            "gouji:   b: text without a yearly report\n");
  EXPECT_EQ(run_with(object("b", "hello"), {"extract", "--quiet"}).err,
            "gouji: -: no yearly report in the 1 texts on standard input\n");
  const CommandResult empty = run_with("", {"extract"});
  EXPECT_EQ(empty.status, 3);
  EXPECT_EQ(empty.err,
            "gouji: -: no texts on standard input; write a JSON object with \"id\" and \"text\" on each line\n");
}

TEST_F(CommandStream, IsAuditedWithItsYearsThoughDocumentsHaveOneName) {
  const std::string input =
      object("a", report_of("清江市人民政府", 2022)) + object("a", report_of("清江市人民政府", 2023));
  const CommandResult result = run_with(input, {"audit"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err, "");
  EXPECT_NE(result.out.find("requests.carried"), std::string::npos);
  EXPECT_EQ(run_with(input, {"audit", "--jobs", "1"}).out, result.out);
  const std::string other_name =
      object("a", report_of("清江市政府", 2022)) + object("a", report_of("清江市人民政府", 2023));
  EXPECT_NE(run_with(other_name, {"audit"}).out.find("requests.carried"), std::string::npos);
}

// The report of 2023 is not stored any more when that of the year before comes.
TEST_F(CommandStream, IngestsTheLastDocumentOfAName) {
  const std::string input = object("a", report_of("清江市人民政府", 2023)) + object("a", consistent_report()) +
                            object("b", report_of("清江市人民政府", 2022));
  const CommandResult result = run_with(input, {"ingest", "--db", "a.db"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(ask("SELECT path, year, earlier FROM reports WHERE body = '清江市人民政府'"), Lines{"b|2022|"});
  EXPECT_EQ(ask("PRAGMA foreign_key_check"), Lines{});
  const std::string expected = dumped();
  const std::string last = object("a", consistent_report()) + object("b", report_of("清江市人民政府", 2022));
  EXPECT_EQ(run_with(last, {"ingest", "--db", "b.db"}).status, 0);
  EXPECT_EQ(dumped("b.db"), expected);
}

TEST_F(CommandStream, IsIngestedAndNotPruned) {
  const std::string input = object("https://example.cn/1", consistent_report());
  EXPECT_EQ(run_with(input, {"ingest", "--db", "a.db"}).err,
            "gouji: files: 1 new, 0 changed, 0 unchanged, 0 removed; reports in the database: 1\n");
  const std::string first = dumped();
  EXPECT_EQ(run_with(input, {"ingest", "--db", "a.db"}).err,
            "gouji: files: 0 new, 0 changed, 1 unchanged, 0 removed; reports in the database: 1\n");
  EXPECT_EQ(dumped(), first);
  EXPECT_EQ(ask("SELECT path FROM source"), Lines{"https://example.cn/1"});
  folder.write("b.txt", report_of("乙县", 2022));
  EXPECT_EQ(ingest({"--prune", "."}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM source"), Lines{"2"});
}

TEST_F(CommandStream, HasToBeNamedAmongTheInputs) {
  const CommandResult result = run({"extract", "--stdin-format", "jsonl", "a.txt"});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.err, "gouji: --stdin-format: only for standard input; name - among the inputs\n");
}

class RunSummary : public IngestFolder {
 protected:
  rapidjson::Document summary() const {
    rapidjson::Document document;
    document.Parse(folder.read("run.json").c_str());
    EXPECT_FALSE(document.HasParseError());
    return document;
  }
};

TEST_F(RunSummary, TellsOfAllThatARunDid) {
  folder.write("a/good.txt", consistent_report());
  folder.write("a/bad.txt", inconsistent_report());
  folder.write("a/notes.md", "hello\n");
  const CommandResult result = run({"audit", "--summary-json", "run.json", "a", "nowhere.txt"});
  EXPECT_EQ(result.status, 3);
  const rapidjson::Document told = summary();
  EXPECT_EQ(told["exit_status"].GetInt(), 3);
  EXPECT_EQ(told["inputs"].GetInt(), 4);
  EXPECT_EQ(told["reports"].GetInt(), 2);
  EXPECT_EQ(told["bytes"].GetUint64(), consistent_report().size() + inconsistent_report().size() + 6);
  EXPECT_EQ(told["skipped"]["no_report"].GetInt(), 1);
  EXPECT_EQ(told["skipped"]["left_out"].GetInt(), 0);
  ASSERT_EQ(told["skipped_inputs"].Size(), 1u);
  EXPECT_STREQ(told["skipped_inputs"][0]["path"].GetString(), "a/notes.md");
  EXPECT_STREQ(told["skipped_inputs"][0]["reason"].GetString(), "no_reports");
  EXPECT_STREQ(told["skipped_inputs"][0]["message"].GetString(), "text without a yearly report");
  EXPECT_GE(told["findings"]["error"].GetInt(), 1);
  ASSERT_EQ(told["failed"].Size(), 1u);
  EXPECT_STREQ(told["failed"][0]["path"].GetString(), "nowhere.txt");
  EXPECT_STREQ(told["failed"][0]["code"].GetString(), "input.not_found");
}

TEST_F(RunSummary, NamesAllThatWasSkippedWithTheReason) {
  folder.write("a/good.txt", consistent_report());
  for (int i = 0; i < 30; ++i) folder.write("a/b" + std::to_string(i), i % 2 == 0 ? "hello\n" : "");
  std::filesystem::create_symlink("good.txt", folder.path() + "/a/link");
  folder.write("a/c.zip", make_archive("zip", {{"d.png", "\x89PNG\r\n\x1A\n"}}));
  folder.write("a/e.zip", make_archive("zip", {{"f.txt", "x", "", "", "secret"}}));
  for (const char* command : {"extract", "audit", "ingest", "ingest"}) {
    std::vector<std::string> arguments = {command, "--summary-json", "run.json", "a"};
    if (command == std::string("ingest")) arguments.insert(arguments.end(), {"--db", "a.db"});
    EXPECT_EQ(run(arguments).status, 3) << command;  // since a file is encrypted
    const rapidjson::Document told = summary();
    EXPECT_EQ(told["skipped"]["no_report"].GetInt(), 15) << command;
    EXPECT_EQ(told["skipped"]["empty"].GetInt(), 15) << command;
    EXPECT_EQ(told["skipped"]["not_text"].GetInt(), 1) << command;
    EXPECT_EQ(told["skipped"]["left_out"].GetInt(), 2) << command;
    std::map<std::string, std::string> reasons;
    for (const auto& input : told["skipped_inputs"].GetArray()) {
      reasons[input["path"].GetString()] = input["reason"].GetString();
    }
    EXPECT_EQ(reasons.size(), 33u) << command;
    EXPECT_EQ(reasons["a/b29"], "empty");
    EXPECT_EQ(reasons["a/link"], "link");
    EXPECT_EQ(reasons["a/c.zip/d.png"], "picture");
    EXPECT_EQ(reasons["a/e.zip/f.txt"], "encrypted");
  }
}

TEST_F(RunSummary, CountsWhatIsInTheDatabase) {
  folder.write("a.txt", inconsistent_report());
  EXPECT_EQ(ingest({"--summary-json", "run.json", "a.txt"}).status, 0);
  EXPECT_EQ(summary()["changes"]["new"].GetInt(), 1);
  EXPECT_EQ(ingest({"--summary-json", "run.json", "a.txt"}).status, 0);
  const rapidjson::Document told = summary();
  EXPECT_EQ(told["changes"]["unchanged"].GetInt(), 1);
  EXPECT_EQ(told["reports"].GetInt(), 1);
  EXPECT_GE(told["findings"]["error"].GetInt(), 1);
}

TEST_F(RunSummary, ThatCannotBeWrittenIsToldBeforeTheWork) {
  folder.write("a.txt", consistent_report());
  const CommandResult result = run({"extract", "--summary-json", "nowhere/run.json", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find("nowhere/run.json: cannot be written"), std::string::npos) << result.err;
}

}  // namespace
}  // namespace gouji
