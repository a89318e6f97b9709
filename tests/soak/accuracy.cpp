#include "soak/accuracy.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "audit/audit.h"
#include "generator/case.h"
#include "generator/errors.h"
#include "gouji.h"

namespace gouji::generator {
namespace {

using Clock = std::chrono::steady_clock;
using Named = std::map<CellIndex, std::string>;  // cells with the values that they should have

constexpr int any_coverage = 1000;

struct Accuracy {
  long reports = 0;
  long unseen = 0;  // no rule failed: the errors make up for each other
  long named = 0;   // the likeliest sets are exactly the planted errors with their true values
  long listed = 0;  // one of the sets that are listed is
  long unique = 0;  // by the least certain finding of the report
  long one_of_several = 0;
  long unproved = 0;
  long not_explained = 0;
  double seconds = 0;
  double longest = 0;
};

// What sums failed; remarks accuse no cell, and other findings are no sums.
std::vector<const Finding*> accusing(const std::vector<Finding>& findings) {
  std::vector<const Finding*> result;
  for (const Finding& finding : findings) {
    if (finding.rule->kind == RuleKind::equation && finding.rule->severity != Severity::info)
      result.push_back(&finding);
  }
  return result;
}

Named named_in(const std::vector<const Finding*>& findings, bool first_sets_only, const Named& planted) {
  Named named;
  for (const Finding* finding : findings) {
    for (const Suspect& suspect : finding->suspects) {
      const auto error = planted.find(suspect.cell);
      const bool is_planted = error != planted.end() && error->second == suspect.suggested.str();
      if (first_sets_only ? suspect.set == 1 : is_planted) named[suspect.cell] = suspect.suggested.str();
    }
  }
  return named;
}

void count(const std::vector<Finding>& all, const std::vector<PlantedError>& errors, Accuracy& accuracy) {
  const std::vector<const Finding*> findings = accusing(all);
  Named planted;
  for (const PlantedError& error : errors) planted[error.cell] = error.truth.str();
  ++accuracy.reports;
  if (findings.empty()) {
    ++accuracy.unseen;
    return;
  }
  accuracy.named += named_in(findings, true, planted) == planted ? 1 : 0;
  accuracy.listed += named_in(findings, false, planted) == planted ? 1 : 0;
  const auto any = [&](auto is_so) { return std::any_of(findings.begin(), findings.end(), is_so); };
  if (any([](const Finding* finding) { return finding->unproved; })) {
    ++accuracy.unproved;
  } else if (any([](const Finding* finding) { return finding->explanations == 0; })) {
    ++accuracy.not_explained;
  } else if (any([](const Finding* finding) { return finding->explanations > 1; })) {
    ++accuracy.one_of_several;
  } else {
    ++accuracy.unique;
  }
}

void audit_and_count(const Record& record, const std::vector<PlantedError>& errors, const Grammar& grammar,
                     Accuracy& accuracy) {
  const Clock::time_point begin = Clock::now();
  const std::vector<Finding> findings = audit(record, grammar, Language::en);
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  accuracy.seconds += seconds;
  accuracy.longest = std::max(accuracy.longest, seconds);
  count(findings, errors, accuracy);
}

void plant_in_record(Record record, const std::vector<PlantedError>& errors, const Grammar& grammar,
                     Accuracy& accuracy) {
  for (const PlantedError& error : errors) record.cells[error.cell].value = error.wrong;
  audit_and_count(record, errors, grammar, accuracy);
}

// The one record of the case's form; nullopt where the text is read in any other way.
std::optional<Record> read(const Text& text, const Form& form, const Grammar& grammar) {
  std::vector<Record> records = extract(text, grammar);
  if (records.size() != 1 || records[0].form != &form) return std::nullopt;
  return records[0];
}

void plant_in_text(const Text& text, const Record& record, std::vector<PlantedError> errors, const Grammar& grammar,
                   Accuracy& accuracy) {
  std::string changed(text.utf8());
  std::sort(errors.begin(), errors.end(), [&](const PlantedError& a, const PlantedError& b) {
    return record.cells[a.cell].span.begin > record.cells[b.cell].span.begin;
  });
  for (const PlantedError& error : errors) {
    const Span span = record.cells[error.cell].span;
    changed.replace(span.begin, span.end - span.begin, error.wrong.str());
  }
  const Result<Text> again = decode(changed);
  const std::optional<Record> spoiled = again ? read(*again, *record.form, grammar) : std::nullopt;
  if (spoiled) {
    audit_and_count(*spoiled, errors, grammar, accuracy);
  } else {
    ++accuracy.reports;
    ++accuracy.unseen;
  }
}

void run_once(const Form& form, const Grammar& grammar, const AccuracySettings& settings, std::uint64_t seed,
              int least_coverage, int most_coverage, Accuracy& accuracy) {
  Random random(seed);
  if (!settings.in_text) {
    const Record record = consistent_record(form, random);
    const auto errors = draw_errors(record, settings.errors, least_coverage, most_coverage, random);
    if (errors) plant_in_record(record, *errors, grammar, accuracy);
    return;
  }
  Choice plain;
  plain.troubled = false;
  const Result<Text> text = decode(make_case(form, seed, plain).text);
  const std::optional<Record> record = text ? read(*text, form, grammar) : std::nullopt;
  if (!record) return;
  const auto errors = draw_errors(*record, settings.errors, least_coverage, most_coverage, random);
  if (errors) plant_in_text(*text, *record, *errors, grammar, accuracy);
}

void print_line(const std::string& name, const Accuracy& accuracy) {
  const auto share = [&](long part) {
    return accuracy.reports == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(accuracy.reports);
  };
  const double mean = accuracy.reports == 0 ? 0 : 1000 * accuracy.seconds / static_cast<double>(accuracy.reports);
  fmt::print("{:<32}{:>8}{:>8.2f}{:>8.2f}{:>8.2f}{:>8.2f}{:>10.2f}{:>8.2f}{:>8.2f}{:>9.2f}{:>9.1f}\n", name,
             accuracy.reports, share(accuracy.named), share(accuracy.listed), share(accuracy.unique),
             share(accuracy.one_of_several), share(accuracy.unproved), share(accuracy.not_explained),
             share(accuracy.unseen), mean, 1000 * accuracy.longest);
}

}  // namespace

void print_accuracy(const std::vector<const Form*>& forms, const Grammar& grammar, const AccuracySettings& settings) {
  struct Group {
    const char* name;
    int least_coverage;
    int most_coverage;
  };
  fmt::print("{:<32}{:>8}{:>8}{:>8}{:>8}{:>8}{:>10}{:>8}{:>8}{:>9}{:>9}\n", "% of the reports", "reports", "first",
             "listed", "unique", "one of", "unproved", "none", "unseen", "ms each", "ms most");
  for (const Group& group : {Group{"one rule", 1, 1}, Group{"two or more rules", 2, any_coverage}}) {
    for (const Form* form : forms) {
      Accuracy accuracy;
      for (long i = 0; i < settings.count; ++i) {
        run_once(*form, grammar, settings, settings.seed + static_cast<std::uint64_t>(i), group.least_coverage,
                 group.most_coverage, accuracy);
      }
      print_line(fmt::format("form {}, {}", form->id, group.name), accuracy);
    }
  }
}

}  // namespace gouji::generator
