// Whole reports in which everything is true: tables in any layout, and prose around them that says their figures and
// much else. An audit has to find nothing in them. One figure of a sentence can be made false, and then it has to find
// that one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/case.h"
#include "generator/prose.h"

namespace gouji::generator {

struct Planted {
  std::string kind;      // of the sentence
  std::string sentence;  // as it is printed
  Span span;             // the false figure, in the text
  std::string was;       // the true one
};

struct CleanReport {
  std::uint64_t seed = 0;
  const Form* form = nullptr;
  int year = 0;
  std::string layout;
  std::vector<std::string> troubles;  // such as leave a report consistent
  std::vector<Sentence> sentences;    // without their marks
  std::optional<Planted> planted;
  std::string text;

  std::string name() const;
};

// `layout` empty: any. Where nothing could be made false, `planted` is nullopt and the report is a clean one.
CleanReport make_clean_report(const Form& form, std::uint64_t seed, const std::string& layout = "");
CleanReport make_false_report(const Form& form, std::uint64_t seed, const std::string& layout = "");

// Reports of one body on two years of one form, the earlier first.
std::pair<CleanReport, CleanReport> make_clean_years(const Form& form, std::uint64_t seed,
                                                     const std::string& layout = "");

}  // namespace gouji::generator
