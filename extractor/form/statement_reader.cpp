#include "form/statement_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "form/table_reader.h"

namespace gouji {
namespace {

constexpr std::size_t most_dimensions = 64;  // bits of a number, where the parts of a list are gathered

struct StatementKey {
  std::string_view key;
  Pattern StatementGrammar::*pattern;
  std::vector<std::string_view> groups;
};

const std::vector<StatementKey>& statement_keys() {
  static const std::vector<StatementKey> keys = {
      {"no_quantity", &StatementGrammar::no_quantity, {}},
      {"approximate_before", &StatementGrammar::approximate_before, {}},
      {"approximate_after", &StatementGrammar::approximate_after, {}},
      {"ordinal", &StatementGrammar::ordinal, {}},
      {"written", &StatementGrammar::written, {}},
      {"continues", &StatementGrammar::continues, {}},
      {"other_time", &StatementGrammar::other_time, {}},
      {"some", &StatementGrammar::some, {}},
      {"all", &StatementGrammar::all, {}},
      {"rest", &StatementGrammar::rest, {}},
      {"open", &StatementGrammar::open, {}},
      {"apart", &StatementGrammar::apart, {}},
      {"anew", &StatementGrammar::anew, {}},
      {"other_kind", &StatementGrammar::other_kind, {}},
      {"conjunction", &StatementGrammar::conjunction, {}},
      {"noun_parts", &StatementGrammar::noun_parts, {}},
      {"sums", &StatementGrammar::sums, {}},
      {"joined", &StatementGrammar::joined, {}},
      {"incidents", &StatementGrammar::incidents, {}},
      {"shared", &StatementGrammar::shared, {}},
      {"share", &StatementGrammar::share, {}},
      {"share_of_others", &StatementGrammar::share_of_others, {}},
      {"share_of_part", &StatementGrammar::share_of_part, {"part"}},
      {"rate", &StatementGrammar::rate, {"done"}},
      {"rate_of_others", &StatementGrammar::rate_of_others, {}},
      {"rate_of_due", &StatementGrammar::rate_of_due, {}},
      {"pending", &StatementGrammar::pending, {}},
      {"done_before", &StatementGrammar::done_before, {}},
      {"shares", &StatementGrammar::shares, {}},
      {"compared", &StatementGrammar::compared, {"year"}},
      {"more", &StatementGrammar::more, {}},
      {"less", &StatementGrammar::less, {}},
      {"no_change", &StatementGrammar::no_change, {}},
      {"subject", &StatementGrammar::subject, {}},
      {"last_year", &StatementGrammar::last_year, {"year"}},
      {"which_year", &StatementGrammar::which_year, {}},
  };
  return keys;
}

void longest_first(std::vector<std::string>& words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

Dimension read_dimension(const TomlValue& value, PatternCompiler& compiler) {
  const TableReader reader(value, "a dimension", {"id", "parts", "totals", "overlaps", "divided_in_brackets"});
  Dimension dimension;
  dimension.id = reader.id("id");
  dimension.parts = compiler.compile(reader.required("parts"));
  if (const TomlValue* totals = reader.find("totals")) dimension.totals = compiler.compile(*totals);
  dimension.overlaps = reader.flag("overlaps");
  dimension.is_divided_in_brackets = reader.flag("divided_in_brackets");
  return dimension;
}

std::vector<Multiple> read_multiples(const TableReader& reader) {
  const TomlValue& value = reader.required("multiples");
  if (value.kind != TomlValue::Kind::table) reader.fail("multiples", "'multiples' must be a table: word = digits");
  std::vector<Multiple> multiples;
  for (const TomlMember& member : value.members) {
    const bool is_valid = member.value.kind == TomlValue::Kind::integer && member.value.number > 0 &&
                          member.value.number < Decimal::max_digits;
    if (!is_valid) {
      const std::string what = fmt::format("'{}' must be the number of digits, from 1 to 17", member.key);
      throw GrammarMistake(member.value.place, what);
    }
    multiples.push_back({member.key, member.value.number});
  }
  std::stable_sort(multiples.begin(), multiples.end(),
                   [](const Multiple& a, const Multiple& b) { return a.word.size() > b.word.size(); });
  return multiples;
}

}  // namespace

StatementGrammar read_statements(const TomlValue& value, PatternCompiler& compiler) {
  const TableReader reader(value, "'statements'",
                           {"units",
                            "multiples",
                            "times",
                            "percent_before",
                            "no_quantity",
                            "approximate_before",
                            "approximate_after",
                            "ordinal",
                            "written",
                            "continues",
                            "other_time",
                            "some",
                            "all",
                            "rest",
                            "open",
                            "apart",
                            "anew",
                            "other_kind",
                            "conjunction",
                            "noun_parts",
                            "sums",
                            "joined",
                            "incidents",
                            "shared",
                            "dimension",
                            "complete",
                            "share",
                            "share_of_others",
                            "share_of_part",
                            "rate",
                            "rate_of_others",
                            "rate_of_due",
                            "pending",
                            "done_before",
                            "shares",
                            "compared",
                            "more",
                            "less",
                            "no_change",
                            "subject",
                            "last_year",
                            "which_year"});
  StatementGrammar statements;
  statements.units = reader.texts("units");
  longest_first(statements.units);
  statements.multiples = read_multiples(reader);
  statements.times = reader.texts_or_none("times");
  statements.percent_before = reader.text("percent_before");
  for (const auto& [key, pattern, groups] : statement_keys()) {
    statements.*pattern = compiler.compile(reader.required(key), groups);
  }
  for (const TomlValue& dimension : reader.list_or_none("dimension")) {
    statements.dimensions.push_back(read_dimension(dimension, compiler));
  }
  if (statements.dimensions.size() > most_dimensions) {
    reader.fail("dimension", fmt::format("there can be at most {} dimensions", most_dimensions));
  }
  for (const TomlValue& set : reader.list_or_none("complete")) {
    if (set.kind != TomlValue::Kind::array || set.items.size() < 2) {
      throw GrammarMistake(set.place, "each of 'complete' must be a list of at least two patterns");
    }
    statements.complete.push_back(compiler.compile(set.items));
  }
  return statements;
}

}  // namespace gouji
