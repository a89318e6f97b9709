// What a report or the name of a file may do to a terminal, a spreadsheet or a reader of JSON: nothing.
#include "output/characters.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <set>

#include "output/csv.h"
#include "output/json.h"
#include "output_example.h"
#include "text/fold.h"

namespace gouji {
namespace {

// Cursor, color and title of a terminal; C1; DEL; directions; zero width; tags; separators; a soft hyphen; a cursor
// that goes back.
constexpr const char* attacks[] = {
    "\x1B[31m",   "\x1B]0;title\x07", "\u009B31m", "\u0085", "\x7F",   "\u200E", "\u200F", "\u061C",     "\u202A",
    "\u202E",     "\u2066",           "\u2069",    "\u200B", "\u200D", "\u2060", "\uFEFF", "\U000E0001", "\U000E0041",
    "\U000E007F", "\u2028",           "\u2029",    "\u00AD", "\u180E", "\u3164", "\b\b\b"};

bool is_harmless(std::string_view text) {
  while (!text.empty()) {
    if (is_hidden(next_character(text))) return false;
  }
  return true;
}

TEST(Characters, ThatAreHiddenDoNotReachATerminal) {
  for (const std::string attack : attacks) {
    EXPECT_TRUE(is_harmless(printable("a" + attack + "b"))) << printable(attack);
    EXPECT_NE(printable(attack).find("\uFFFD"), std::string::npos) << printable(attack);
  }
  EXPECT_EQ(printable("a\r\nb\tc"), "a  b c");
  EXPECT_EQ(printable("\xFF\xC2"), "\uFFFD\uFFFD");
  EXPECT_EQ(visible("a\r\nb\tc\x1B"), "a \nb\tc\uFFFD");
}

TEST(Characters, ThatAreSeenStayAsTheyAre) {
  // A place's name with a variant of a character chosen; marks that stand on others; characters for private use.
  for (const std::string text :
       {"鲤城区2023年—“报告”", "葛\U000E0100城", "é e\u0301", "\uE000", "①％＝", "☎\uFE0F", "\uFFFD"}) {
    EXPECT_EQ(printable(text), text);
    EXPECT_EQ(visible(text), text);
  }
}

TEST(PathText, IsThePathWhereThatIsText) {
  for (const std::string path : {"", "in/鲤城.txt", "a\\b", "\\x", "a\\xFG", "a\\xFF", "\uFFFD", "a\x1B"}) {
    EXPECT_EQ(path_text(path), path);
    EXPECT_EQ(path_of(path), path);
  }
}

TEST(PathText, LeadsBackToThePathAndIsNoOthers) {
  EXPECT_EQ(path_text("a\xFF.txt"), "a\\xff.txt");
  EXPECT_EQ(path_text("a\\xff.txt"), "a\\x5cxff.txt");
  // All paths of up to six bytes that are made of what an escape is made of.
  const std::string letters = "\\x5cf\xFF";
  std::set<std::string> texts;
  std::size_t count = 0;
  std::vector<std::string> paths = {""};
  for (int length = 1; length <= 6; ++length) {
    std::vector<std::string> longer;
    for (const std::string& path : paths) {
      for (const char letter : letters) longer.push_back(path + letter);
    }
    for (const std::string& path : longer) {
      const std::string text = path_text(path);
      ASSERT_EQ(path_of(text), path);
      ASSERT_EQ(valid_utf8(text), text);
      texts.insert(text);
    }
    count += longer.size();
    paths = std::move(longer);
  }
  EXPECT_EQ(texts.size(), count);
}

TEST(Json, EscapesWhatIsHiddenAndKeepsItsValue) {
  for (const std::string attack : attacks) {
    const std::string value = "鲤“" + attack + "”é";
    rapidjson::StringBuffer buffer;
    JsonLineWriter json(buffer);
    json.StartObject();
    write_member(json, value, std::string_view(value));
    json.EndObject();
    std::string text;
    append_json(buffer, text);
    EXPECT_TRUE(is_harmless(text)) << text;
    EXPECT_NE(text.find("鲤“"), std::string::npos);
    rapidjson::Document document;
    document.Parse(text.c_str());
    ASSERT_FALSE(document.HasParseError()) << text;
    EXPECT_STREQ(document[value.c_str()].GetString(), value.c_str());
  }
  rapidjson::StringBuffer buffer;
  JsonLineWriter json(buffer);
  write_string(json, "\u202E\U000E0041");
  std::string text;
  append_json(buffer, text);
  EXPECT_EQ(text, "\"\\u202e\\udb40\\udc41\"");
}

// A report in which everything that a stranger wrote attacks.
class Hostile {
 public:
  Hostile() {
    std::string all;
    for (const char* attack : attacks) all += attack;
    words_ = "=cmd" + all;
    example.source.path = "=\xFF" + all;
    Record& record = example.record;
    for (DocumentField* field : {&record.title, &record.publisher, &record.document_number, &record.published,
                                 &record.period_begin, &record.period_end}) {
      field->value = words_;
    }
    for (Cell& cell : record.cells) {
      cell.raw = words_;
      cell.unit = words_;
    }
    record.extra.push_back({words_, words_, Decimal(1), words_, example.span_of("90")});
    record.extra.push_back({words_, words_, std::nullopt, words_, example.span_of("90")});
    record.unread.push_back({words_, example.span_of("90"), "unread.no_row"});
    finding.rule = &example.form.rules[0];
    finding.message = words_;
    finding.span = example.span_of("90");
    finding.cells = {0};
  }

  Example example{"申请\t自然人\t总计\n新收\t90\t112.50 \x1B[31m \u202E \u200B\n予以公开\t/\t\n"};
  Finding finding;

 private:
  std::string words_;
};

// But for line ends, which are the writer's own.
TEST(Writers, LetNothingHiddenThrough) {
  const Hostile hostile;
  const Grammar& grammar = builtin_grammar();
  const Record& record = hostile.example.record;
  const Source& source = hostile.example.source;
  std::vector<std::string> outputs(10);
  const OutputStyle style;
  write_record_jsonl(record, source, outputs[0]);
  write_record_json(record, source, outputs[1]);
  write_record_csv(record, source, outputs[2]);
  write_record_table(record, source, grammar, style, outputs[3]);
  write_explanation_text({"new.person", "granted.person"}, record, source, grammar, style, outputs[4]);
  write_findings_text({hostile.finding}, record, source, grammar, style, outputs[5]);
  write_findings_jsonl({hostile.finding}, record, source, grammar, style, outputs[6]);
  write_findings_csv({hostile.finding}, record, source, grammar, style, outputs[7]);
  write_findings_sarif({hostile.finding}, record, source, grammar, style, outputs[8]);
  Tally tally;
  tally.add(record, {hostile.finding});
  write_summary_text(summarize(tally, grammar.series.body), grammar, style, outputs[9]);
  for (const std::string& output : outputs) {
    EXPECT_NE(output, "");
    EXPECT_TRUE(is_harmless(output)) << output;
    EXPECT_EQ(valid_utf8(output), output);
  }
  for (const std::size_t csv : {2, 7}) {
    EXPECT_EQ(outputs[csv].rfind("'=\\xff", 0), 0U);
    EXPECT_EQ(outputs[csv].find(",=cmd"), std::string::npos);
    EXPECT_EQ(outputs[csv].find("\"=cmd"), std::string::npos);
  }
  std::string summary;
  write_summary_csv(summarize(tally, grammar.series.body), grammar, Language::en, summary);
  EXPECT_TRUE(is_harmless(std::string_view(summary).substr(3)));
  EXPECT_EQ(summary.find(",=cmd"), std::string::npos);
}

TEST(Writers, LetNothingHiddenThroughInTheSeries) {
  SeriesTable table;
  SeriesRow row;
  row.path = "@\x1B]0;x\x07\xFF";
  row.publisher = "=\u202E";
  row.form = "2021";
  row.year = 2023;
  table.rows.push_back(row);
  Body body;
  body.name = "=cmd\u200B\x1B";
  body.names = {body.name};
  const YearRows year{2023, 0, 1};
  const Series& series = builtin_grammar().series;
  std::string csv;
  write_series_csv(body, year, table, series, csv);
  EXPECT_TRUE(is_harmless(csv)) << csv;
  EXPECT_EQ(csv.rfind("'=cmd\uFFFD\uFFFD,2023,2021,'@\uFFFD]0;x\uFFFD\\xff,", 0), 0U) << csv;
  std::string json;
  write_series_jsonl(body, year, table, series, json);
  EXPECT_TRUE(is_harmless(json)) << json;
}

}  // namespace
}  // namespace gouji
