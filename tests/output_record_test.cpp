#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "output_example.h"

namespace gouji {
namespace {

std::string jsonl(const Example& example) {
  std::string out;
  write_record_jsonl(example.record, example.source, out);
  return out;
}

// What the record prints for one cell.
std::string cell_json(const Example& example, const std::string& id) {
  const std::string line = jsonl(example);
  const std::size_t begin = line.find("\"" + id + "\":{") + id.size() + 3;
  return line.substr(begin, line.find('}', begin) + 1 - begin);
}

TEST(RecordJson, IsOneLineWithTheKeysInTheirOrder) {
  const Example example;
  EXPECT_EQ(jsonl(example),
            R"({"schema":"gouji/record/1","path":"reports/licheng.txt","sha256":"abc123","encoding":"UTF-8",)"
            R"("form":"example","form_choice":{"by":"labels","rows_found":0,"rival":null,"margin":null},)"
            R"("year":2023,"publisher":null,"title":"鲤城区2023年报告","document_number":null,)"
            R"("published":null,"period":null,"sources":{},"cells":{)"
            R"("new.person":{"value":90,"raw":"90","status":"read","line":2,"bytes":[31,33]},)"
            R"("new.total":{"value":112.50,"raw":"112.50","status":"read","line":2,"bytes":[34,40]},)"
            R"("granted.person":{"value":null,"raw":"/","status":"blank","line":3,"bytes":[54,55]},)"
            R"("granted.total":{"value":null,"raw":"","status":"missing","line":null,"bytes":null}},)"
            R"("claims":[],"extra":[],"unread":[]})"
            "\n");
}

TEST(RecordJson, PrintsDecimalsExactlyWhateverTheirSize) {
  Example example;
  Cell& cell = example.record.cells[0];
  cell.value = Decimal::parse("123456789012345678");
  EXPECT_NE(cell_json(example, "new.person").find("\"value\":123456789012345678,"), std::string::npos);
  cell.value = Decimal::parse("-0.10");
  EXPECT_NE(cell_json(example, "new.person").find("\"value\":-0.10,"), std::string::npos);
}

TEST(RecordJson, SaysWhyACellWasRepairedAndWhatAnAmbiguousOneMayBe) {
  Example example;
  Cell& repaired = example.record.cells[0];
  repaired.status = CellStatus::repaired;
  repaired.reason = "cell.broken_figure";
  Cell& ambiguous = example.record.cells[1];
  ambiguous.status = CellStatus::ambiguous;
  ambiguous.value.reset();
  ambiguous.candidates = {Decimal(12), Decimal(102)};
  EXPECT_EQ(cell_json(example, "new.person"),
            R"({"value":90,"raw":"90","status":"repaired","line":2,"bytes":[31,33],"reason":"broken_figure"})");
  EXPECT_EQ(cell_json(example, "new.total"), R"({"value":null,"raw":"112.50","status":"ambiguous","line":2,)"
                                             R"("bytes":[34,40],"candidates":[12,102]})");
}

TEST(RecordJson, HasACellThatTheFormDoesNotPrintOnlyWhereTheReportDoes) {
  Example example;
  EXPECT_EQ(jsonl(example).find("other.person"), std::string::npos);
  example.record.cells[4].status = CellStatus::blank;
  EXPECT_EQ(cell_json(example, "other.person"), R"({"value":null,"raw":"","status":"blank","line":null,"bytes":null})");
}

TEST(RecordJson, SaysTheUnitThatIsPrintedBesideAFigure) {
  Example example;
  example.record.cells[1].unit = "元";
  EXPECT_NE(cell_json(example, "new.total").find(R"("unit":"元")"), std::string::npos);
}

TEST(RecordJson, GivesThePlaceOfWhatTheDocumentSaysOfItself) {
  Example example;
  example.record.publisher = {"申请", example.span_of("申请")};
  example.record.period_begin = {"2023-01-01", {}};
  example.record.period_end = {"2023-12-31", {}};
  const std::string line = jsonl(example);
  EXPECT_NE(line.find(R"("publisher":"申请")"), std::string::npos);
  EXPECT_NE(line.find(R"("period":["2023-01-01","2023-12-31"])"), std::string::npos);
  EXPECT_NE(line.find(R"("sources":{"publisher":{"line":1,"bytes":[0,6]}})"), std::string::npos);
}

TEST(RecordJson, CountsBytesInTheFileAsItWasGiven) {
  // The same text in GB18030, where each of its Chinese characters has two bytes.
  const Result<Text> text =
      decode("\xC9\xEA\xC7\xEB\t\xD7\xD4\xC8\xBB\xC8\xCB\t\xD7\xDC\xBC\xC6\n\xD0\xC2\xCA\xD5\t90\t112.50\n");
  ASSERT_TRUE(text);
  ASSERT_EQ(text->encoding(), "GB18030");
  Example example;
  example.source.text = &*text;
  EXPECT_NE(cell_json(example, "new.person").find(R"("line":2,"bytes":[22,24])"), std::string::npos);
}

TEST(RecordJson, TellsOfDamagedPlaces) {
  Example example("申请\xEF\xBF\xBD\t90\t112.50\t/");
  EXPECT_EQ(jsonl(example).find("damaged"), std::string::npos);
  example.text.damaged_places = 1;
  example.text.first_damage = 6;
  EXPECT_NE(jsonl(example).find(R"("damaged":{"places":1,"line":1,"bytes":[6,9]})"), std::string::npos);
}

TEST(RecordJson, HasThePathAsTextEvenIfItIsNone) {
  Example example;
  example.source.path = "reports/\xB1\xA8.txt";
  EXPECT_NE(jsonl(example).find(R"("path":"reports/\\xb1\\xa8.txt")"), std::string::npos);
}

TEST(RecordJson, HasClaimsWithTheFigureAsPrinted) {
  Example example("办结９０件\t90\t112.50\t/");
  ClaimPattern pattern;
  pattern.unit = "件";
  pattern.readings = {{"requests.new", {"新收", "new"}, {{0, 1}}}};
  example.record.claims = {{&pattern, "办结９０件", {0, 15}, Decimal(90), {6, 12}, "件", 0, true}};
  EXPECT_NE(jsonl(example).find(R"("claims":[{"text":"办结９０件","value":90,"unit":"件","reading":"requests.new",)"
                                R"("cells":["new.person"],"agrees":true,"line":1,"bytes":[0,15],)"
                                R"("raw":"９０","raw_bytes":[6,12]}])"),
            std::string::npos)
      << jsonl(example);
  example.record.claims[0].agrees.reset();
  EXPECT_NE(jsonl(example).find(R"("agrees":null)"), std::string::npos);
}

TEST(RecordJson, LosesNoFigureOfATable) {
  Example example;
  example.record.extra = {{"（三） / 小计", "总计", Decimal(90), "90", example.span_of("90")}};
  example.record.unread = {{"112.50", example.span_of("112.50"), "unread.too_many"}};
  const std::string line = jsonl(example);
  EXPECT_NE(
      line.find(R"("extra":[{"row":"（三） / 小计","column":"总计","value":90,"raw":"90","line":2,"bytes":[31,33]}])"),
      std::string::npos);
  EXPECT_NE(line.find(R"("unread":[{"raw":"112.50","reason":"too_many","line":2,"bytes":[34,40]}])"),
            std::string::npos);
}

TEST(RecordJson, MeansTheSameIndented) {
  const Example example;
  std::string indented;
  write_record_json(example.record, example.source, indented);
  EXPECT_GT(std::count(indented.begin(), indented.end(), '\n'), 20);
  rapidjson::Document line;
  rapidjson::Document lines;
  line.Parse(jsonl(example).c_str());
  lines.Parse(indented.c_str());
  ASSERT_FALSE(lines.HasParseError());
  EXPECT_TRUE(line == lines);
}

TEST(RecordCsv, HasOneLineACell) {
  Example example;
  example.record.cells[1].unit = "元";
  std::string out = record_csv_header();
  write_record_csv(example.record, example.source, out);
  EXPECT_EQ(out,
            "path,form,year,publisher,cell,value,raw,status,line,begin,end,unit,place\n"
            "reports/licheng.txt,example,2023,,new.person,90,90,read,2,31,33,件,\n"
            "reports/licheng.txt,example,2023,,new.total,112.50,112.50,read,2,34,40,元,\n"
            "reports/licheng.txt,example,2023,,granted.person,,/,blank,3,54,55,件,\n"
            "reports/licheng.txt,example,2023,,granted.total,,,missing,,,,件,\n");
}

TEST(RecordCsv, QuotesWhatNeedsIt) {
  Example example;
  example.source.path = "a \"b\", c.txt";
  std::string out;
  write_record_csv(example.record, example.source, out);
  EXPECT_EQ(out.substr(0, out.find(",example")), R"("a ""b"", c.txt")");
}

}  // namespace
}  // namespace gouji
