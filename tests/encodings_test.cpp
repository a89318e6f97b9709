// One report as every encoding and every site's characters make its bytes: the
// cells are those of plain UTF-8, and each cell's span leads to its bytes in
// the file as it was given.
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gouji.h"
#include "reports.h"
#include "text/fold.h"

namespace gouji {
namespace {

struct Encoding {
  std::string name;
  std::string converter;
  std::string mark = "";
};

struct Variant {
  std::string name;
  Encoding encoding;
  std::function<std::string(const std::string&)> change;  // of the report in UTF-8; none where it stays as it is
};

using Change = decltype(Variant::change);

// For failures' messages.
void PrintTo(const Variant& variant, std::ostream* stream) { *stream << variant.name; }

std::string licheng() { return file_of_tree("corpus/licheng-2023/report.txt"); }

// ---- Encodings

std::string converted(std::string_view bytes, const std::string& to, const std::string& from) {
  std::string result(bytes.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(to.c_str(), from.c_str(), result.data(), static_cast<int32_t>(result.size()),
                                    bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status);
  result.resize(static_cast<std::size_t>(size));
  return result;
}

std::string file_of(const Variant& variant) {
  const std::string text = variant.change ? variant.change(licheng()) : licheng();
  return variant.encoding.mark + converted(text, variant.encoding.converter, "UTF-8");
}

const Encoding utf8 = {"Utf8", "UTF-8"};
const Encoding gb18030 = {"Gb18030", "gb18030"};

std::vector<Encoding> encodings() {
  return {utf8,
          {"Utf8WithMark", "UTF-8", "\xEF\xBB\xBF"},
          {"Utf16LittleEndianWithMark", "UTF-16LE", "\xFF\xFE"},
          {"Utf16BigEndianWithMark", "UTF-16BE", "\xFE\xFF"},
          {"Utf16LittleEndian", "UTF-16LE"},
          {"Utf16BigEndian", "UTF-16BE"},
          gb18030,
          {"Gb18030WithMark", "gb18030", "\x84\x31\x95\x33"},
          {"Gbk", "GBK"},
          {"Gb2312", "GB2312"}};
}

// ---- Changes of the text

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

Change replace(std::vector<std::pair<std::string, std::string>> pairs) {
  return [pairs = std::move(pairs)](std::string text) {
    for (const auto& [from, to] : pairs) text = replaced(std::move(text), from, to);
    return text;
  };
}

// A page of ten lines ends with `mark` in front of the line end.
std::string paged(const std::string& text, std::string_view mark) {
  std::string result;
  int lines = 0;
  for (const char byte : text) {
    if (byte == '\n' && ++lines % 10 == 0) result += mark;
    result += byte;
  }
  return result;
}

// `mark` stands between any two Han characters.
std::string with_marks_between_han(std::string_view text, std::string_view mark) {
  std::string result;
  bool behind_han = false;
  while (!text.empty()) {
    const char32_t character = next_character(text);
    if (behind_han && is_han(character)) result += mark;
    append_utf8(character, result);
    behind_han = is_han(character);
  }
  return result;
}

std::string with_marks_behind_han(std::string_view text, std::string_view mark) {
  std::string result;
  while (!text.empty()) {
    const char32_t character = next_character(text);
    append_utf8(character, result);
    if (is_han(character)) result += mark;
  }
  return result;
}

bool is_figure(const std::string& field) { return field.find_first_not_of("0123456789.") == std::string::npos; }

// Puts every field of a table, figure or label, between `before` and `behind`.
std::string with_fields_between(const std::string& text, bool figures, std::string_view before,
                                std::string_view behind) {
  std::string result;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t line_end = text.find('\n', line);
    const bool is_row = text.substr(line, line_end - line).find('\t') != std::string::npos;
    for (std::size_t begin = line; begin <= line_end;) {
      const std::size_t end = text.find_first_of("\t\n", begin);
      const std::string field = text.substr(begin, end - begin);
      const bool marked = is_row && !field.empty() && is_figure(field) == figures;
      if (marked) result += before;
      result += field;
      if (marked) result += behind;
      result += text[end];
      begin = end + 1;
    }
    line = line_end + 1;
  }
  return result;
}

// Spaces inside of labels, as typists spread short ones: 总　计.
std::string spread(const std::string& text, const std::string& space) {
  return replace({{"规章", "规" + space + "章"},
                  {"总计", "总" + space + "计"},
                  {"其他", "其" + space + "他"},
                  {"行政许可", "行政" + space + "许可"},
                  {"科研机构", "科研" + space + "机构"},
                  {"重复申请", "重复" + space + "申请"}})(text);
}

std::string in_full_width(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const char32_t character = next_character(text);
    append_utf8(character > ' ' && character < 0x7F ? character + 0xFEE0 : character, result);
  }
  return result;
}

struct NamedChange {
  std::string name;
  Change change;
};

std::vector<NamedChange> line_ends() {
  return {{"CarriageReturnsAndLineFeeds", replace({{"\n", "\r\n"}})},
          {"CarriageReturns", replace({{"\n", "\r"}})},
          {"VerticalTabs", replace({{"\n", "\v"}})},
          {"FormFeeds", replace({{"\n", "\f"}})},
          {"LineSeparators", replace({{"\n", "\u2028"}})},
          {"VerticalTabsInFrontOfLineEnds", [](const std::string& text) { return paged(text, "\v"); }},
          {"FormFeedsInFrontOfLineEnds", [](const std::string& text) { return paged(text, "\f"); }},
          {"PagesThatBeginWithAFormFeed", replace({{"\n\t\t3.", "\n\f\t\t3."}, {"\n四、结", "\n\f四、结"}})}};
}

// A space of each kind in labels and around figures; where it has no width,
// between all the characters of labels.
std::vector<NamedChange> spaces() {
  const std::vector<std::pair<std::string, std::string>> wide = {
      {"IdeographicSpaces", "\u3000"}, {"NonBreakingSpaces", "\u00A0"}, {"NarrowNonBreakingSpaces", "\u202F"}};
  const std::vector<std::pair<std::string, std::string>> unseen = {{"ZeroWidthSpaces", "\u200B"},
                                                                   {"ZeroWidthNonBreakingSpaces", "\uFEFF"},
                                                                   {"WordJoiners", "\u2060"},
                                                                   {"SoftHyphens", "\u00AD"}};
  std::vector<NamedChange> changes;
  for (const auto& [name, space] : wide) {
    changes.push_back({name + "InLabels", [space = space](const std::string& text) { return spread(text, space); }});
    changes.push_back({name + "ForSpaces", replace({{" ", space}})});
  }
  for (const auto& [name, mark] : unseen) {
    changes.push_back(
        {name + "InLabels", [mark = mark](const std::string& text) { return with_marks_between_han(text, mark); }});
  }
  for (const auto* const kind : {&wide, &unseen}) {
    for (const auto& [name, mark] : *kind) {
      changes.push_back({name + "AroundFigures", [mark = mark](const std::string& text) {
                           return with_fields_between(text, true, mark, mark);
                         }});
      changes.push_back({name + "AroundLabels", [mark = mark](const std::string& text) {
                           return with_fields_between(text, false, mark, mark);
                         }});
    }
  }
  return changes;
}

// Characters of a site's icon font, and the bullet of a word processor's symbol
// font.
std::vector<NamedChange> private_characters() {
  return {{"PrivateCharactersBeforeLabels",
           [](const std::string& text) { return with_fields_between(text, false, "\uE004", ""); }},
          {"PrivateCharactersBehindLabels",
           [](const std::string& text) { return with_fields_between(text, false, "", "\uE5E5"); }},
          {"BulletsOfASymbolFontBeforeLabels",
           [](const std::string& text) { return with_fields_between(text, false, "\uF0B7 ", ""); }}};
}

// Other characters that mean the same, by their normal forms or by their looks.
std::vector<NamedChange> other_forms() {
  return {
      {"CompatibilityIdeographs", replace({{"不", "\uF967"},
                                           {"理", "\uF9E4"},
                                           {"年", "\uF98E"},
                                           {"度", "\uFA01"},
                                           {"行", "\uFA08"},
                                           {"量", "\uF97E"},
                                           {"六", "\uF9D1"},
                                           {"益", "\uFA17"},
                                           {"社", "\uFA4C"},
                                           {"全", "\uFA72"},
                                           {"金", "\uF90A"},
                                           {"类", "\uFAAE"},
                                           {"及", "\U0002F836"},
                                           {"成", "\U0002F8B2"},
                                           {"直", "\U0002F940"},
                                           {"起", "\U0002F9D7"},
                                           {"再", "\U0002F815"},
                                           {"形", "\U0002F899"}})},
      {"KangxiRadicals", replace({{"一", "\u2F00"},
                                  {"二", "\u2F06"},
                                  {"人", "\u2F08"},
                                  {"八", "\u2F0B"},
                                  {"大", "\u2F24"},
                                  {"文", "\u2F42"},
                                  {"方", "\u2F45"},
                                  {"无", "\u2F46"},
                                  {"止", "\u2F4C"},
                                  {"用", "\u2F64"},
                                  {"自", "\u2F83"},
                                  {"行", "\u2F8F"},
                                  {"金", "\u2FA6"}})},
      {"VariationSelectors", [](const std::string& text) { return with_marks_behind_han(text, "\uFE00"); }},
      {"FullWidthAscii", in_full_width},
      {"FullWidthBrackets", replace({{"(", "（"}, {")", "）"}})},
      {"AsciiBrackets", replace({{"（", "("}, {"）", ")"}})},
      {"VerticalBrackets", replace({{"(", "\uFE35"}, {")", "\uFE36"}, {"（", "\uFE35"}, {"）", "\uFE36"}})},
      {"NumbersInOneCharacter",
       replace({{"(一) ", "㈠"},  {"(二) ", "㈡"}, {"(三) ", "㈢"},  {"(四) ", "㈣"},  {"(五) ", "㈤"},
                {"(六) ", "㈥"},  {"(七) ", "㈦"}, {"（一）", "㈠"}, {"（五）", "㈤"}, {"（六）", "㈥"},
                {"（八）", "㈧"}, {"\t1.", "\t⒈"}, {"\t2.", "\t⒉"},  {"\t3.", "\t⒊"},  {"\t4.", "\t⒋"},
                {"\t5.", "\t⒌"},  {"\n5.", "\n⒌"}, {"\t6.", "\t⒍"},  {"\t7.", "\t⒎"},  {"\t8.", "\t⒏"}})},
      {"OtherQuotationMarks", replace({{"“", "「"}, {"”", "」"}})},
      {"FullWidthPoints", replace({{"\t1.", "\t１．"}, {"\t2.", "\t２．"}, {"\t3.", "\t３．"}, {"\n5.", "\n５．"}})}};
}

// UTF-8 takes the same bytes for a character as the text does; GB18030 one, two
// or four.
std::vector<Variant> variants() {
  std::vector<Variant> variants;
  for (const Encoding& encoding : encodings()) {
    variants.push_back({"PlainIn" + encoding.name, encoding, nullptr});
  }
  for (const std::vector<NamedChange>& changes : {line_ends(), spaces(), private_characters(), other_forms()}) {
    for (const auto& [name, change] : changes) {
      for (const Encoding& encoding : {utf8, gb18030}) {
        variants.push_back({name + "In" + encoding.name, encoding, change});
      }
    }
  }
  return variants;
}

// ---- Tests

const Extracted& plain_report() {
  static const Extracted report = extract_from(licheng());
  return report;
}

class EncodedReport : public testing::TestWithParam<Variant> {};

// So that the others mean something.
TEST(EncodedReport, EveryChangeChangesTheReport) {
  for (const Variant& variant : variants()) {
    if (!variant.change) continue;
    EXPECT_NE(variant.change(licheng()), licheng()) << variant.name;
  }
}

// So that the others mean something: only a group that is not printed as one
// row has no figures.
TEST(EncodedReport, InPlainUtf8EveryPrintedFigureIsRead) {
  ASSERT_EQ(plain_report().records.size(), 1u);
  int read = 0;
  for (const Cell& cell : plain_report().record().cells) {
    if (cell.status == CellStatus::read) ++read;
    EXPECT_TRUE(cell.status == CellStatus::read || cell.status == CellStatus::missing);
  }
  EXPECT_EQ(read, 200);
}

TEST_P(EncodedReport, HasTheCellsOfPlainUtf8AndTheirPlacesInTheFile) {
  const std::string file = file_of(GetParam());
  const Extracted report = extract_from(file);
  ASSERT_EQ(report.records.size(), 1u);
  EXPECT_EQ(report.text.damaged_places, 0);
  const Record& plain = plain_report().record();
  for (std::size_t i = 0; i < plain.cells.size(); ++i) {
    const std::string& id = plain.form->cells[i].id;
    EXPECT_EQ(report.cell(id), plain_report().cell(id)) << id;
    const Cell& cell = report.record().cells[i];
    if (cell.status != CellStatus::read) continue;
    const Span source = report.text.source(cell.span);
    EXPECT_FALSE(source.empty()) << id;
    ASSERT_LE(source.end, file.size()) << id;
    const std::string printed = file.substr(source.begin, source.size());
    EXPECT_EQ(converted(printed, "UTF-8", GetParam().encoding.converter), cell.raw) << id;
  }
}

INSTANTIATE_TEST_SUITE_P(All, EncodedReport, testing::ValuesIn(variants()),
                         [](const testing::TestParamInfo<Variant>& variant) { return variant.param.name; });

}  // namespace
}  // namespace gouji
