// A report as a row of the series: which of the figures that several forms have in common it has, and what of it they
// were taken from.
#include "series/series_row.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "form/hybrid.h"
#include "generator/case.h"
#include "record/lines.h"
#include "reports.h"

namespace gouji {
namespace {

// A shop's form: apples, pears, and other fruit that some print as one row in the place of plums and cherries.
constexpr const char* shop = R"(schema = "gouji/form/1"
id = "shop"
name = { zh = "表", en = "form" }
source = { zh = "无", en = "none" }
[[table]]
id = "sales"
name = { zh = "销售", en = "sales" }
headings = ["销售情况"]
[[table.block]]
columns = [
  { id = "sold", labels = ["售出"], en = "sold", unit = "件" },
  { id = "paid", labels = ["收入"], en = "paid", unit = "元" },
]
row_groups = [{ id = "other", labels = ["其他"], en = "other" }]
rows = [
  { id = "apples", labels = ["苹果"], en = "apples" },
  { id = "pears", labels = ["梨"], en = "pears" },
  { id = "plums", labels = ["李子"], en = "plums", in = "other" },
  { id = "cherries", labels = ["樱桃"], en = "cherries", in = "other" },
  { id = "other", labels = ["其他"], en = "other", optional = true, stands_for = "other" },
]
[[claim]]
id = "sold"
patterns = ['售出水果{figure}(?P<unit>件)']
unit = "件"
readings = [{ id = "sold", name = { zh = "售出", en = "sold" }, value = "apples.sold + pears.sold" }]
[[claim]]
id = "sold_or_ordered"
patterns = ['卖了{figure}(?P<unit>件)']
unit = "件"
readings = [
  { id = "sold", name = { zh = "售出", en = "sold" }, value = "apples.sold" },
  { id = "ordered", name = { zh = "预订", en = "ordered" }, value = "pears.sold" },
]
[[claim]]
id = "paid"
patterns = ['收入{figure}(?P<unit>元|万元|个)']
unit = "元"
readings = [{ id = "paid", name = { zh = "收入", en = "paid" }, value = "apples.paid + pears.paid" }]
)";

constexpr const char* shop_series = R"(schema = "gouji/series/1"
[[scale]]
"元" = 0
"万元" = 4
[[scale]]
"件" = 0
"万" = 4
[body]
place = '市$'
own_place = '^.+?市'
ending = []
[[figure]]
id = "fruit"
name = { zh = "水果", en = "fruit" }
unit = "件"
form.shop = { cells = "apples.sold + pears.sold", claim = "sold", near = { zh = "差", en = "differs" } }
[[figure]]
id = "income"
name = { zh = "收入", en = "income" }
unit = "万元"
form.shop = { cells = "apples.paid + pears.paid", claim = "paid" }
[[figure]]
id = "small"
name = { zh = "小水果", en = "small fruit" }
unit = "件"
form.shop = { cells = "plums.sold + cherries.sold" }
[[figure]]
id = "cakes"
name = { zh = "蛋糕", en = "cakes" }
unit = "件"
form = {}
)";

const Grammar& shop_grammar() {
  static const Grammar grammar = load_grammar({{"shop.toml", shop}, {"series.toml", shop_series}}).value();
  return grammar;
}

// "5", "5 万元" (a unit of its own), "5!" (repaired), "/" (blank), "5|6" (ambiguous).
Cell cell_of(const std::string& printed) {
  Cell cell;
  if (printed == "/") {
    cell.status = CellStatus::blank;
  } else if (printed.find('|') != std::string::npos) {
    cell.status = CellStatus::ambiguous;
  } else {
    const std::size_t end = printed.find_first_not_of("0123456789.");
    cell.value = Decimal::parse(printed.substr(0, end));
    cell.status = printed.back() == '!' ? CellStatus::repaired : CellStatus::read;
    if (end != std::string::npos && printed[end] == ' ') cell.unit = printed.substr(end + 1);
  }
  return cell;
}

// A record of the shop with these cells, the others missing, and with the claims of the prose.
Record shop_record(const std::map<std::string, std::string>& cells, const std::string& prose = "无。") {
  const Form& form = shop_grammar().forms[0];
  Tables tables;
  tables.cells.resize(form.cells.size());
  for (const auto& [id, printed] : cells) tables.cells[form.find_cell(id)] = cell_of(printed);
  const Text text(prose, "UTF-8", 0, {});
  return make_record(text, ShortLines(text), {0, text.utf8().size()}, std::move(tables), form, shop_grammar().common);
}

int index_of(const Series& series, const std::string& id) {
  for (int i = 0; i < static_cast<int>(series.figures.size()); ++i) {
    if (series.figures[i].id == id) return i;
  }
  return -1;
}

// "read 12 = a + b": the status, the value, and what a figure that is not made of all its cells was taken from.
std::string shown(const SeriesRow& row, int figure) {
  const FigureValue* value = row.find(figure);
  if (value == nullptr) return "none";
  std::string text = name_of(value->status);
  if (value->has_value()) text += " " + value->value.str();
  if (const FigureEvidence* evidence = row.evidence_of(figure)) {
    for (const std::string& cell : evidence->cells) text += " " + cell;
    for (const std::string& claim : evidence->claims) text += " “" + claim + "”";
  }
  return text;
}

std::string figure_of(const Record& record, const std::string& id, const Grammar& grammar = shop_grammar()) {
  return shown(series_row(record, "a.txt", grammar.series), index_of(grammar.series, id));
}

TEST(SeriesRow, AddsTheCellsOfAFigure) {
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5"}, {"pears.sold", "7"}}), "fruit"), "read 12");
}

TEST(SeriesRow, TellsWhetherAFigureIsTheSameOrNear) {
  const SeriesRow row = series_row(shop_record({}), "a.txt", shop_grammar().series);
  EXPECT_TRUE(row.find(index_of(shop_grammar().series, "fruit"))->source->is_near());
  EXPECT_FALSE(row.find(index_of(shop_grammar().series, "income"))->source->is_near());
}

TEST(SeriesRow, HasNoFigureThatItsFormDoesNotHave) { EXPECT_EQ(figure_of(shop_record({}), "cakes"), "none"); }

TEST(SeriesRow, GivesMoneyInTheFiguresUnitExactly) {
  EXPECT_EQ(figure_of(shop_record({{"apples.paid", "12345.6"}, {"pears.paid", "0.07"}}), "income"), "read 1.234567");
  EXPECT_EQ(figure_of(shop_record({{"apples.paid", "0"}, {"pears.paid", "0"}}), "income"), "read 0");
}

TEST(SeriesRow, GoesByTheUnitThatIsPrintedBesideACell) {
  EXPECT_EQ(figure_of(shop_record({{"apples.paid", "3.5 万元"}, {"pears.paid", "500"}}), "income"), "read 3.55");
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "1.2 万"}, {"pears.sold", "5"}}), "fruit"), "read 12005");
}

TEST(SeriesRow, HasNoValueInAUnitOfAnotherQuantity) {
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5 元"}, {"pears.sold", "7"}}), "fruit"), "other_unit");
}

TEST(SeriesRow, CountsABlankAsNothingAndAllBlanksAsNoValue) {
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5"}, {"pears.sold", "/"}}), "fruit"), "read 5");
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "/"}, {"pears.sold", "/"}}), "fruit"), "blank");
}

TEST(SeriesRow, SaysThatAValueWasDeduced) {
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5!"}, {"pears.sold", "7"}}), "fruit"), "repaired 12");
}

TEST(SeriesRow, HasNoValueWhereACellIsMissingOrAmbiguous) {
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5"}}), "fruit"), "missing");
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5"}, {"pears.sold", "7|70"}}), "fruit"), "ambiguous");
}

TEST(SeriesRow, TakesAGroupPrintedAsOneRowForItsRows) {
  EXPECT_EQ(figure_of(shop_record({{"other.sold", "9"}}), "small"), "read 9 other.sold");
  EXPECT_EQ(figure_of(shop_record({{"other.sold", "9|90"}}), "small"), "ambiguous");
}

TEST(SeriesRow, TakesTheProseWhereTheCellsAreMissing) {
  EXPECT_EQ(figure_of(shop_record({}, "全年售出水果12件。"), "fruit"), "claimed 12 “售出水果12件”");
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5"}, {"pears.sold", "6"}}, "全年售出水果12件。"), "fruit"),
            "read 11");
}

TEST(SeriesRow, TakesNoProseForCellsThatAreBlankOrAmbiguous) {
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "/"}, {"pears.sold", "/"}}, "全年售出水果12件。"), "fruit"),
            "blank");
  EXPECT_EQ(figure_of(shop_record({{"apples.sold", "5|50"}, {"pears.sold", "7"}}, "全年售出水果12件。"), "fruit"),
            "ambiguous");
}

TEST(SeriesRow, GivesAClaimInTheFiguresUnit) {
  EXPECT_EQ(figure_of(shop_record({}, "收入865元。"), "income"), "claimed 0.0865 “收入865元”");
  EXPECT_EQ(figure_of(shop_record({}, "收入865万元。"), "income"), "claimed 865 “收入865万元”");
  EXPECT_EQ(figure_of(shop_record({}, "收入865个。"), "income"), "other_unit “收入865个”");
}

TEST(SeriesRow, HasNoValueWhereTheProseContradictsItself) {
  EXPECT_EQ(figure_of(shop_record({}, "全年售出水果12件。共售出水果12件。"), "fruit"),
            "claimed 12 “售出水果12件” “售出水果12件”");
  EXPECT_EQ(figure_of(shop_record({}, "全年售出水果12件。共售出水果21件。"), "fruit"),
            "contradictory “售出水果12件” “售出水果21件”");
  EXPECT_EQ(figure_of(shop_record({}, "收入20000元。收入2万元。"), "income"), "claimed 2 “收入20000元” “收入2万元”");
}

TEST(SeriesRow, HasNoValueWhereASentenceMayMeanSomethingElse) {
  EXPECT_EQ(figure_of(shop_record({}, "卖了12件。"), "fruit"), "ambiguous “卖了12件”");
  // The tables say that it is the orders.
  EXPECT_EQ(figure_of(shop_record({{"pears.sold", "12"}}, "卖了12件。"), "fruit"), "missing");
}

TEST(SeriesRow, TakesTheFiguresOfAReportInProse) {
  const Grammar& grammar = builtin_grammar();
  const Text text(
      "清江市人民政府2011年政府信息公开工作年度报告\n一、概述\n全年共主动公开政府信息1,250条。"
      "全年共受理政府信息公开申请9件，已答复9件，其中“同意公开”6件，“信息不存在”3件。共收取检索、复制费用86.5元。\n",
      "UTF-8", 0, {});
  const Record record = make_record(text, ShortLines(text), {0, text.utf8().size()}, Tables{},
                                    *grammar.find_form("2008"), grammar.common);
  EXPECT_EQ(figure_of(record, "proactive.items", grammar), "claimed 1250 “主动公开政府信息1,250条”");
  EXPECT_EQ(figure_of(record, "requests.new.total", grammar), "claimed 9 “受理政府信息公开申请9件”");
  EXPECT_EQ(figure_of(record, "replied.not_exist", grammar).substr(0, 9), "claimed 3");
  EXPECT_EQ(figure_of(record, "fees_charged", grammar).substr(0, 15), "claimed 0.00865");
  EXPECT_EQ(figure_of(record, "requests.refused.total", grammar), "missing");
  EXPECT_EQ(figure_of(record, "requests.new.natural_person", grammar), "none");
}

// An office that fills in the table of the form before: what that form says of its figures holds.
TEST(SeriesRow, GoesByTheFormOfTheTableThatIsPrinted) {
  const Grammar& grammar = builtin_grammar();
  const Form& older = *grammar.find_form("2019");
  Record record;
  record.hybrid =
      std::make_shared<const Form>(with_foreign_tables(*grammar.find_form("2021"), {ForeignTable{&older, 0, false}}));
  record.form = record.hybrid.get();
  record.cells.resize(record.form->cells.size());
  record.cells[record.form->find_cell("disclosure.normative_documents.created")] = cell_of("12");
  record.cells[record.form->find_cell("requests.new.total")] = cell_of("7");
  const SeriesRow row = series_row(record, "a.txt", grammar.series);
  EXPECT_EQ(row.form, "2021");
  const int issued = index_of(grammar.series, "disclosure.normative_documents.issued");
  EXPECT_EQ(shown(row, issued), "read 12");
  EXPECT_TRUE(row.find(issued)->source->is_near());
  EXPECT_EQ(shown(row, index_of(grammar.series, "disclosure.normative_documents.published")), "missing");
  const int received = index_of(grammar.series, "requests.new.total");
  EXPECT_EQ(shown(row, received), "read 7");
  EXPECT_FALSE(row.find(received)->source->is_near());
}

// The statistics of 2014, printed before the tables of 2021: both have a cell review.total, and the own one counts.
// What only the statistics have is theirs.
TEST(SeriesRow, TellsCellsOfOneNameInTablesOfTwoFormsApart) {
  const Grammar& grammar = builtin_grammar();
  const ForeignTable statistics{grammar.find_form("2014"), 0, true};
  Record record;
  record.hybrid = std::make_shared<const Form>(with_foreign_tables(*grammar.find_form("2021"), {statistics}));
  record.form = record.hybrid.get();
  record.cells.resize(record.form->cells.size());
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const FormCell& cell = record.form->cells[i];
    const bool own = record.form->table_of(cell).of_form.empty();
    if (cell.id == "review.total") record.cells[i] = cell_of(own ? "5" : "4");
    if (cell.id == "proactive.items") record.cells[i] = cell_of("99");
  }
  const SeriesRow row = series_row(record, "a.txt", grammar.series);
  const int reviews = index_of(grammar.series, "review.total");
  EXPECT_EQ(shown(row, reviews), "read 5");
  EXPECT_FALSE(row.find(reviews)->source->is_near());
  EXPECT_EQ(shown(row, index_of(grammar.series, "proactive.items")), "read 99");
}

// What the sheet prints, added up here once more; counts only, which all have one unit.
std::optional<Decimal> printed_sum(const FigureSource& source, const generator::Case& report) {
  Decimal sum;
  for (const SeriesTerm& term : source.terms) {
    const generator::ExpectedCell& cell = report.cells[report.form->find_cell(term.cell)];
    if (!cell.unit.empty()) return std::nullopt;
    if (cell.value) sum = sum + *cell.value * term.coefficient;
  }
  return sum;
}

TEST(SeriesRow, OfAReportOfAnyFormHasWhatItsTablesPrint) {
  const Grammar& grammar = builtin_grammar();
  for (const Form* form : generator::printable_forms(grammar)) {
    int values = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      const generator::Case report = generator::make_case(*form, seed, {"tabs", false});
      const Text text = decode(report.text).value();
      const std::vector<Record> records = extract(text, grammar, form->id);
      if (records.size() != 1) continue;
      const SeriesRow row = series_row(records[0], "a.txt", grammar.series);
      for (const FigureValue& value : row.figures) {
        const SeriesFigure& figure = grammar.series.figures[value.figure];
        if (!value.has_value() || value.source->terms.empty() || figure.unit == "万元") continue;
        const std::optional<Decimal> expected = printed_sum(*value.source, report);
        if (!expected) continue;
        EXPECT_EQ(value.value.str(), expected->str()) << report.name() << ": " << figure.id;
        ++values;
      }
    }
    EXPECT_GT(values, 60) << form->id;
  }
}

}  // namespace
}  // namespace gouji
