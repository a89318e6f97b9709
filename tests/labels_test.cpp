// How like two labels are.
#include "table/labels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

double alike(std::string_view printed, std::string_view label) {
  const CommonGrammar& common = builtin_grammar().common;
  return likeness(FoldedLabel::of(printed, common), FoldedLabel::of(label, common));
}

TEST(Labels, SpacesBracketsAndWidthsDoNotMatter) {
  EXPECT_EQ(alike("(一) 予以公开", "（一）予以公开"), 1);
  EXPECT_EQ(alike("３.危及\"三安全一稳定\"", "3.危及“三安全一稳定”"), 1);
}

TEST(Labels, AnotherItemNumberCostsLittle) {
  EXPECT_GT(alike("（二）予以公开", "（一）予以公开"), 0.95);
  EXPECT_GT(alike("属于国家秘密", "1.属于国家秘密"), 0.95);
}

TEST(Labels, OneMisprintLeavesALabelCloserThanAnyOther) {
  const std::string label = "7.属于行政执法案卷";
  EXPECT_GT(alike("7.属于行政执法卷", label), 0.85);
  EXPECT_GT(alike("7.属于行政执法法案卷", label), 0.85);
  EXPECT_GT(alike("7.属于行政执案法卷", label), 0.85);  // swapped
  EXPECT_LT(alike("8.属于行政查询事项", label), 0.6);
}

TEST(Labels, WhatHasNothingInCommonIsNotAlike) {
  EXPECT_EQ(alike("规章", "行政许可"), 0);
  EXPECT_EQ(alike("", "行政许可"), 0);
}

// The classical recursion, slow and obvious, with swaps of neighbours that are edited no further.
int slow_distance(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
  int best = std::min(slow_distance(a.substr(1), b), slow_distance(a, b.substr(1))) + 1;
  best = std::min(best, slow_distance(a.substr(1), b.substr(1)) + (a[0] == b[0] ? 0 : 1));
  const bool swapped = a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0];
  return swapped ? std::min(best, slow_distance(a.substr(2), b.substr(2)) + 1) : best;
}

TEST(Labels, TheDistanceIsThatOfTheSlowRecursionOnAllShortTexts) {
  std::vector<std::u32string> texts = {U""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 4; ++i) {
    for (const char32_t character : std::u32string(U"甲乙丙")) texts.push_back(texts[i] + character);
  }
  for (const std::u32string& a : texts) {
    for (const std::u32string& b : texts) {
      for (int limit = 0; limit <= 4; ++limit) {
        EXPECT_EQ(edit_distance(a, b, limit), std::min(slow_distance(a, b), limit + 1));
      }
    }
  }
}

// As it is defined, without anything that saves work.
double slow_likeness(const FoldedLabel& printed, const FoldedLabel& label, Compared compared) {
  const auto of = [](std::u32string_view a, std::u32string_view b) {
    if (a.empty() && b.empty()) return 0.0;
    const auto longer = static_cast<double>(std::max(a.size(), b.size()));
    const int steps = edit_distance(a, b, static_cast<int>(longer));
    const double alike = 1 - static_cast<double>(steps) / longer;
    return alike < least_likeness ? 0 : alike;
  };
  const bool telling = std::min(printed.core.size(), label.core.size()) >= 4 || printed.core == label.core;
  const double whole = of(printed.whole, label.whole);
  if (compared == Compared::whole || !telling) return whole;
  return std::max(whole, 0.98 * of(printed.core, label.core));
}

// Labels as converters and typists leave them.
std::vector<std::u32string> damaged(const std::u32string& label) {
  std::vector<std::u32string> all = {label, label + U"其他", label.substr(label.size() / 2), U"1." + label};
  for (std::size_t at = 0; at < label.size(); at += 3) {
    all.push_back(label.substr(0, at) + label.substr(at + 1));
    all.push_back(label.substr(0, at) + U"甲" + label.substr(at));
    if (at + 1 == label.size()) continue;
    std::u32string swapped = label;
    std::swap(swapped[at], swapped[at + 1]);
    all.push_back(std::move(swapped));
  }
  return all;
}

TEST(Labels, TheAlikeRowsOfAFormAreThoseOfComparingAllLabels) {
  const Grammar& grammar = builtin_grammar();
  for (const Form& form : grammar.forms) {
    const FormRows& rows = form.rows(grammar.common);
    for (const LabelShape& shape : rows.shapes) {
      for (const std::u32string& text : damaged(rows.rows[shape.row].labels[shape.variant].whole)) {
        const FoldedLabel printed = FoldedLabel::of(text, grammar.common);
        for (const Compared compared : {Compared::whole, Compared::whole_or_core}) {
          std::vector<double> best(rows.rows.size(), 0);
          for (const LabelShape& other : rows.shapes) {
            const FoldedLabel& label = rows.rows[other.row].labels[other.variant];
            best[other.row] = std::max(best[other.row], slow_likeness(printed, label, compared));
          }
          for (const double least : {0.5, 0.65, 0.75, 0.85}) {
            std::vector<double> found(rows.rows.size(), 0);
            const std::vector<double> wanted(rows.rows.size(), least);
            for (const RowLikeness& row : LabelComparison(text, grammar.common).alike_rows(rows, wanted, compared))
              found[row.row] = row.likeness;
            for (std::size_t row = 0; row < best.size(); ++row)
              ASSERT_EQ(found[row], best[row] < least ? 0 : best[row]) << form.id << " " << row << " " << least;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace gouji
