// Patterns that are run only where they may match: what a pattern requires of a text must never leave out a match.
#include "form/pattern.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "form/pattern_reader.h"
#include "record/lines.h"
#include "record/prose.h"
#include "reports.h"
#include "text/fold.h"

namespace gouji {
namespace {

std::string required(std::string_view expression) { return Requirement::of(expression).to_string(); }

TEST(Requirement, IsWhatAPatternCannotMatchWithout) {
  EXPECT_EQ(required("收到申请"), "(收到申请)");
  EXPECT_EQ(required("收到(?:申请|来信)"), "(收到申请|收到来信)");
  EXPECT_EQ(required("[共总]计"), "(共计|总计)");
  EXPECT_EQ(required("(?P<value>无|没有)结转"), "(无结转|没有结转)");
  EXPECT_EQ(required("收到[^,]*件"), "(收到)(件)");
  EXPECT_EQ(required("^第[1-9]页$"), "(第\\d页)");
  EXPECT_EQ(required("20\\d\\d年"), "(20\\d\\d)(年)");
}

TEST(Requirement, LeavesOutWhatMayBeMissing) {
  EXPECT_EQ(required("新?收到"), "(新收到|收到)");
  EXPECT_EQ(required("(?:申请)*收到"), "(收到)");
  EXPECT_EQ(required("收到(?:了{0,2})办结"), "(收到)(办结)");
  EXPECT_EQ(required("收到|.*"), "");
  EXPECT_EQ(required(".*"), "");
}

TEST(Requirement, PutsTheMostTellingClauseFirst) { EXPECT_EQ(required("[件宗].*收到"), "(收到)(件|宗)"); }

TEST(Requirement, KnowsWhatManyWordsBeginWith) {
  EXPECT_EQ(required("收到[一二三四五六七]|办结[一二三四五六七]|受理[一二三四五六七]|答复[一二三四五六七]"),
            "(收到|办结|受理|答复)");
}

TEST(Requirement, IsNothingWhereThePatternIsNotUnderstood) {
  EXPECT_EQ(required("收到\\C"), "");
  EXPECT_EQ(required("收到("), "");
  EXPECT_EQ(required("[[:alpha:]]收到"), "");
}

TEST(Requirement, KnowsThatLettersMayBeOfEitherCase) {
  EXPECT_EQ(required("(?i)page第"), "(第)");
  EXPECT_EQ(required("第(?i:page)页"), "(第)(页)");
}

TEST(Requirement, KnowsThatAMatchMayBeginWithALetterOfEitherCase) {
  const Requirement requirement = Requirement::of("^(?i:page|kb)\\d$");
  for (const std::string_view text : {"page1", "Page1", "KB1", "\u212Ab1"})
    EXPECT_TRUE(requirement.may_fit(text)) << text;
  for (const std::string_view text : {"1", "第1"}) EXPECT_FALSE(requirement.may_fit(text)) << text;
}

TEST(Requirement, LooksAtTheEndsOfATextThatStandsInTwo) {
  const Requirement requirement = Requirement::of("^关于.*报告$");
  EXPECT_TRUE(requirement.may_fit("关于公开的", "年度报告"));
  EXPECT_FALSE(requirement.may_fit("公开的", "年度报告"));
  EXPECT_FALSE(requirement.may_fit("关于公开的", "年度"));
}

TEST(Requirement, KnowsWhatAMatchMayBeginWith) {
  const Requirement requirement = Requirement::of("^(?:约|近|超过?)\\d+|^无");
  for (const std::string_view text : {"约12", "近3", "超过5", "超5", "无"}) {
    EXPECT_TRUE(requirement.may_fit(text)) << text;
    EXPECT_TRUE(requirement.may_take_from(text)) << text;
  }
  for (const std::string_view text : {"12", "共约12", ""}) {
    EXPECT_FALSE(requirement.may_fit(text)) << text;
    EXPECT_FALSE(requirement.may_take_from(text)) << text;
  }
}

TEST(Requirement, KnowsWhatAMatchMayEndWith) {
  const Requirement requirement = Requirement::of("(?:不足|第|\\d-)?至少$");
  EXPECT_TRUE(requirement.may_fit("至少"));
  EXPECT_FALSE(requirement.may_fit("至少3"));
  EXPECT_TRUE(Requirement::of("第$").may_fit("第"));
  EXPECT_TRUE(Requirement::of("[一二]?第[0-9]*$").may_fit("第7"));
  EXPECT_FALSE(Requirement::of("[一二]?第\\d*$").may_fit("第二"));
}

TEST(Requirement, KnowsNoEdgeOfWhatMayStandAnywhere) {
  for (const std::string_view expression : {"约", "(?:^|[,;])约", "约(?:$|,)", "(?m)^约$", "^?约", "(?:^约)?", "约("})
    EXPECT_TRUE(Requirement::of(expression).may_fit("共计,约,一")) << expression;
}

TEST(Requirement, TakesAnEmptyMatchForOneThatFits) {
  const Requirement requirement = Requirement::of("^(?:约|近)*");
  EXPECT_TRUE(requirement.may_fit("共"));
  EXPECT_TRUE(requirement.may_begin(""));
  EXPECT_FALSE(requirement.may_take_from("共"));
  EXPECT_TRUE(requirement.may_take_from("近"));
}

TEST(Pattern, TakesFromABeginning) {
  EXPECT_EQ(Pattern("(?:余|多)").size_at_begin("多件"), std::string_view("多").size());
  EXPECT_EQ(Pattern("(?:余|多)").size_at_begin("件多"), 0U);
  EXPECT_EQ(Pattern("(?:余|多)*").size_at_begin("件多"), 0U);
  EXPECT_EQ(Pattern().size_at_begin("多"), 0U);
}

TEST(CharacterSet, TellsMarksAndDigitsFromHan) {
  const Pattern marks("[(〇3]");
  for (char32_t han = 0x4E00; han <= 0x9FFF; ++han)
    ASSERT_FALSE(marks.may_match(CharacterSet(utf8_of(std::u32string(1, han))))) << static_cast<std::uint32_t>(han);
}

TEST(CharacterSet, IsTheSameHoweverItsTextIsGathered) {
  const std::u32string characters = U"\u4E00\u4FFF\u5000\u9FFFé。(7\U00020628\uFFFD";
  CharacterSet one_by_one;
  for (const char32_t character : characters) one_by_one.add(character);
  EXPECT_EQ(CharacterSet(utf8_of(characters)), one_by_one);
}

TEST(CharacterSet, HasTheCharactersOfEveryPartOfItsText) {
  const CharacterSet characters("新收到申请12件");
  for (const std::string_view part : {"新收", "申请", "12"}) {
    EXPECT_TRUE(Pattern(std::string(part)).may_match(characters)) << part;
  }
  EXPECT_FALSE(Pattern("行政诉讼").may_match(characters));
}

TEST(Pattern, IsNoneUntilItIsOne) {
  EXPECT_TRUE(Pattern() == nullptr);
  EXPECT_FALSE(Pattern("收到") == nullptr);
  EXPECT_TRUE(re2::RE2::PartialMatch("收到", *Pattern("收到")));
}

// All patterns of the grammar that look at sentences or lines.
std::vector<Pattern> patterns_of(const Grammar& grammar) {
  std::vector<Pattern> all;
  const auto add = [&](const Pattern& pattern) {
    if (pattern != nullptr) all.push_back(pattern);
  };
  const auto add_all = [&](const std::vector<Pattern>& patterns) {
    for (const Pattern& pattern : patterns) add(pattern);
  };
  for (const Form& form : grammar.forms) {
    for (const ClaimPattern& claim : form.claims) {
      add_all(claim.patterns);
      for (const Alternatives& alternatives :
           {claim.exclude, claim.exclude_behind, claim.led_by, claim.context, claim.exclude_context})
        add_all(alternatives.patterns());
      add(claim.label);
    }
    for (const Section& section : form.sections) {
      add_all(section.headings);
      add_all(section.alike);
    }
  }
  const DocumentPatterns& document = grammar.common.document;
  for (const auto* patterns :
       {&document.titles, &document.not_titles, &document.publishers, &document.document_numbers, &document.published,
        &document.periods, &document.announcements, &document.placeholders, &grammar.common.furniture})
    add_all(*patterns);
  for (const Pattern& pattern : {grammar.common.item_number, grammar.common.goes_on, grammar.common.mentioned_year,
                                 grammar.common.prose.headings, grammar.common.prose.years})
    add(pattern);
  add_all(grammar.common.prose.prescribed.patterns());
  for (const OtherPlaces& places : grammar.common.other_places) add_all(places.said.patterns());
  const StatementGrammar& statements = grammar.common.statements;
  for (const Pattern& pattern :
       {statements.no_quantity, statements.approximate_before, statements.approximate_after, statements.ordinal,
        statements.written, statements.continues, statements.some, statements.all, statements.rest, statements.open})
    add(pattern);
  return all;
}

std::size_t size_at_begin(const re2::RE2& pattern, std::string_view text) {
  re2::StringPiece rest = piece(text);
  return re2::RE2::Consume(&rest, pattern) ? text.size() - rest.size() : 0;
}

template <typename Folded>
void expect_no_match_left_out(const Folded& folded, const std::vector<Pattern>& patterns) {
  for (const Pattern& pattern : patterns) {
    EXPECT_TRUE(pattern.requirement().may_take_from(folded.text()) || size_at_begin(*pattern, folded.text()) == 0)
        << pattern->pattern() << "\n"
        << folded.text();
    EXPECT_TRUE((pattern.requirement().may_begin(folded.text()) && pattern.requirement().may_end(folded.text())) ||
                !re2::RE2::FullMatch(piece(folded.text()), *pattern))
        << pattern->pattern() << "\n"
        << folded.text();
    if (pattern.may_match(folded.characters()) && pattern.requirement().may_fit(folded.text())) continue;
    EXPECT_FALSE(re2::RE2::PartialMatch(piece(folded.text()), *pattern))
        << pattern->pattern() << " requires " << pattern.requirement().to_string() << "\n"
        << folded.text();
  }
}

TEST(Pattern, IsLeftOutOnlyWhereItDoesNotMatch) {
  const std::vector<Pattern> patterns = patterns_of(builtin_grammar());
  ASSERT_GT(patterns.size(), 300U);
  for (const Pattern& pattern : patterns) ASSERT_TRUE(pattern->ok()) << pattern->pattern();
  for (const std::string& report : texts_of_corpus()) {
    const Text text = decode(file_of_tree(report)).value();
    const Span whole = {0, text.utf8().size()};
    const ShortLines lines(text);
    for (const Line* const line : lines.in(whole)) expect_no_match_left_out(*line, patterns);
    for (const Sentence& sentence : sentences(text, whole, {})) expect_no_match_left_out(sentence, patterns);
  }
}

TEST(Alternatives, AreThoseAtThePatternsTop) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(alternatives_of("累计|历年"), (Texts{"累计", "历年"}));
  EXPECT_EQ(alternatives_of("(?:上年|去年)[^今]*$|近[一|二]年"), (Texts{"(?:上年|去年)[^今]*$", "近[一|二]年"}));
  EXPECT_EQ(alternatives_of("a\\|b|[]|]|[^]|]|(c|d)"), (Texts{"a\\|b", "[]|]", "[^]|]", "(c|d)"}));
  EXPECT_EQ(alternatives_of("[\\]|]|x"), (Texts{"[\\]|]", "x"}));
  EXPECT_EQ(alternatives_of("[[:alpha:]|]|x|[^[:digit:]]"), (Texts{"[[:alpha:]|]", "x", "[^[:digit:]]"}));
  EXPECT_EQ(alternatives_of("a|"), (Texts{"a", ""}));
  EXPECT_EQ(alternatives_of("(?i)a|b"), (Texts{"(?i)a|b"}));
  EXPECT_EQ(alternatives_of(""), (Texts{""}));
}

TEST(Alternatives, AreInATextWhereOneOfThemIs) {
  const Alternatives alternatives({Pattern("^共"), Pattern("累计")});
  for (const std::string_view text : {"共计", "年内累计"}) EXPECT_TRUE(alternatives.is_in(text, CharacterSet(text)));
  for (const std::string_view text : {"总共", ""}) EXPECT_FALSE(alternatives.is_in(text, CharacterSet(text)));
  EXPECT_FALSE(Alternatives().is_in("共计", CharacterSet("共计")));
}

TEST(PatternIndex, FindsThePatternsThatMayMatch) {
  const std::vector<Pattern> patterns = patterns_of(builtin_grammar());
  PatternIndex index;
  for (const Pattern& pattern : patterns) index.add(pattern);
  for (const std::string_view text :
       {"2021年，本机关新收到政府信息公开申请12件，办结11件。", "行政复议维持1件", "", "无"}) {
    const CharacterSet characters(text);
    std::vector<int> expected;
    for (int i = 0; i < static_cast<int>(patterns.size()); ++i) {
      if (patterns[i].may_match(characters)) expected.push_back(i);
    }
    EXPECT_EQ(index.find(characters), expected) << text;
  }
}

}  // namespace
}  // namespace gouji
