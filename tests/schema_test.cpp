// What the built command prints for the reports of corpus/ is what docs/schema/ says. The schemas are of draft 4, which
// is what RapidJSON's validator knows.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "run_command.h"

namespace gouji {
namespace {

class Schema {
 public:
  explicit Schema(const std::string& name, const std::string& folder = "docs/schema") {
    std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/" + folder + "/" + name);
    std::stringstream text;
    text << file.rdbuf();
    rapidjson::Document document;
    document.Parse(text.str().c_str());
    EXPECT_FALSE(document.HasParseError()) << name;
    schema_ = std::make_unique<rapidjson::SchemaDocument>(document);
  }

  // The place and the keyword that a value offends against; empty for a valid one.
  std::string offence(const rapidjson::Document& value) const {
    rapidjson::SchemaValidator validator(*schema_);
    if (value.Accept(validator)) return "";
    rapidjson::StringBuffer place;
    validator.GetInvalidDocumentPointer().StringifyUriFragment(place);
    return std::string(place.GetString()) + " " + validator.GetInvalidSchemaKeyword();
  }

 private:
  std::unique_ptr<rapidjson::SchemaDocument> schema_;
};

rapidjson::Document parsed(const std::string& json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseFullPrecisionFlag>(json.c_str());
  EXPECT_FALSE(document.HasParseError()) << json;
  return document;
}

rapidjson::Document record() {
  return parsed(run_gouji({"extract", "--format", "jsonl", GOUJI_SOURCE_DIR "/corpus/licheng-2023/report.txt"}).out);
}

// Each line of what the command prints for the corpus; returns their number.
int expect_valid_lines(const Schema& schema, std::vector<std::string> command) {
  command.insert(command.end(), {"--format", "jsonl", GOUJI_SOURCE_DIR "/corpus"});
  std::istringstream lines(run_gouji(command).out);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    EXPECT_EQ(schema.offence(parsed(line)), "") << line;
  }
  return count;
}

TEST(RecordSchema, HoldsForTheCorpus) { EXPECT_GE(expect_valid_lines(Schema("record-1.json"), {"extract"}), 5); }

TEST(FindingSchema, HoldsForTheCorpus) { EXPECT_GE(expect_valid_lines(Schema("finding-1.json"), {"audit"}), 2); }

TEST(SummarySchema, HoldsForTheCorpus) {
  EXPECT_GE(expect_valid_lines(Schema("summary-1.json"), {"audit", "--summary"}), 5);
}

TEST(TextSchema, HoldsForTheCorpus) {
  const Schema schema("text-1.json");
  const std::string corpus = GOUJI_SOURCE_DIR "/corpus/";
  const CommandResult result =
      run_gouji({"text", "--format", "jsonl", corpus + "licheng-2023/report.txt", corpus + "page-gbk-2023/report.html",
                 corpus + "word-2023/report.docx", corpus + "workbook-2015/report.xlsx"});
  EXPECT_EQ(result.status, 0) << result.err;
  std::istringstream lines(result.out);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_EQ(schema.offence(parsed(line)), "") << line;
  EXPECT_GE(count, 300);
}

TEST(RunSchema, HoldsForEveryCommand) {
  const Schema schema("run-1.json");
  const TestFolder folder;
  const std::vector<std::vector<std::string>> commands = {
      {"extract"}, {"extract", "--fail-on", "error"}, {"audit"}, {"ingest", "--db", "a.db"}};
  for (std::vector<std::string> command : commands) {
    command.insert(command.end(), {"--summary-json", "run.json", GOUJI_SOURCE_DIR "/corpus/licheng-2023", "nowhere"});
    EXPECT_EQ(run_gouji_in(folder.path(), command).status, 3);
    EXPECT_EQ(schema.offence(parsed(folder.read("run.json"))), "") << folder.read("run.json");
  }
}

// The standard's own schema: tests/data/README.md says where it is from.
TEST(SarifSchema, HoldsForTheCorpus) {
  const Schema schema("sarif-schema-2.1.0.json", "tests/data");
  for (const char* language : {"zh", "en"}) {
    const CommandResult result =
        run_gouji({"audit", "--quiet", "--format", "sarif", "--lang", language, GOUJI_SOURCE_DIR "/corpus"});
    const rapidjson::Document log = parsed(result.out);
    EXPECT_EQ(schema.offence(log), "");
    EXPECT_GE(log["runs"][0]["results"].Size(), 2U);
  }
}

TEST(SarifSchema, HoldsWhereNothingWasFoundAndWhereAnInputIsMissing) {
  const Schema schema("sarif-schema-2.1.0.json", "tests/data");
  const TestFolder folder;
  const rapidjson::Document clean =
      parsed(run_gouji({"audit", "-f", "sarif", folder.write("a.txt", consistent_report())}).out);
  EXPECT_EQ(schema.offence(clean), "");
  EXPECT_TRUE(clean["runs"][0]["results"].Empty());
  EXPECT_TRUE(clean["runs"][0]["invocations"][0]["executionSuccessful"].GetBool());
  const rapidjson::Document missing = parsed(run_gouji({"audit", "-f", "sarif", folder.path() + "/nowhere.txt"}).out);
  EXPECT_EQ(schema.offence(missing), "");
  EXPECT_FALSE(missing["runs"][0]["invocations"][0]["executionSuccessful"].GetBool());
}

TEST(SarifSchema, RejectsAnUnknownLevel) {
  const Schema schema("sarif-schema-2.1.0.json", "tests/data");
  const TestFolder folder;
  rapidjson::Document log =
      parsed(run_gouji({"audit", "-f", "sarif", folder.write("a.txt", inconsistent_report())}).out);
  EXPECT_EQ(schema.offence(log), "");
  log["runs"][0]["results"][0]["level"].SetString("info");
  EXPECT_NE(schema.offence(log), "");
}

TEST(SeriesSchema, HoldsForTheCorpus) {
  EXPECT_GE(expect_valid_lines(Schema("series-1.json"), {"extract", "--series"}), 5);
}

TEST(SeriesSchema, RejectsAFigureWhoseStatusIsNotThatOfItsValue) {
  const Schema schema("series-1.json");
  const std::string path = GOUJI_SOURCE_DIR "/corpus/licheng-2023/report.txt";
  rapidjson::Document row = parsed(run_gouji({"extract", "--series", path}).out);
  EXPECT_EQ(schema.offence(row), "");
  row["figures"]["requests.new.total"]["value"].SetNull();
  EXPECT_NE(schema.offence(row), "");
  row["figures"]["requests.new.total"]["status"].SetString("missing");
  EXPECT_EQ(schema.offence(row), "");
  row["figures"]["requests.new.total"].RemoveMember("cells");
  EXPECT_NE(schema.offence(row), "");
}

TEST(RecordSchema, HoldsForARecordOfATextThatIsCut) {
  const TestFolder folder;
  const std::string report = consistent_report();
  const std::string path = folder.write("a.txt", report.substr(0, report.find("四、结转下年度")) + "\xFF");
  EXPECT_EQ(Schema("record-1.json").offence(parsed(run_gouji({"extract", "--quiet", path}).out)), "");
}

TEST(RecordSchema, RejectsARecordWithoutAKey) {
  const Schema schema("record-1.json");
  for (const char* key : {"schema", "sha256", "period", "sources", "cells", "unread"}) {
    rapidjson::Document value = record();
    ASSERT_TRUE(value.RemoveMember(key));
    EXPECT_EQ(schema.offence(value), "# required") << key;
  }
}

TEST(RecordSchema, RejectsACellThatIsReadAndHasNoValue) {
  rapidjson::Document value = record();
  value["cells"]["requests.new.total"]["value"].SetNull();
  EXPECT_NE(Schema("record-1.json").offence(value), "");
  value = record();
  value["cells"]["requests.new.total"]["status"].SetString("guessed");
  EXPECT_NE(Schema("record-1.json").offence(value), "");
}

TEST(FindingSchema, RejectsAnUnknownSeverity) {
  const TestFolder folder;
  const std::string path = folder.write("a.txt", inconsistent_report());
  const std::string findings = run_gouji({"audit", "--format", "jsonl", path}).out;
  rapidjson::Document finding = parsed(findings.substr(0, findings.find('\n')));
  const Schema schema("finding-1.json");
  EXPECT_EQ(schema.offence(finding), "");
  finding["severity"].SetString("fatal");
  EXPECT_NE(schema.offence(finding), "");
}

}  // namespace
}  // namespace gouji
