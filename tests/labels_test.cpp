// How like two labels are.
#include "table/labels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
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

}  // namespace
}  // namespace gouji
