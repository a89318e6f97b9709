#include "form/rule_expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "form/messages.h"
#include "form/table_reader.h"

namespace gouji {

namespace {

constexpr std::string_view last_year = "last_year.";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '.' || c == '*' || c == '{' || c == '}';
}

bool has_wildcard(std::string_view name) { return name.find('*') != std::string_view::npos; }

// A sum as it was parsed, with everything that the language has.
struct Sum {
  std::vector<YearTerm> cells;
  Addends beside;
};

// Which of it may be used where.
struct Allowed {
  bool beside_cells = false;  // claims and numbers
  bool last_year = false;
};

class Parser {
 public:
  Parser(const TomlValue& expression, const CellNames& cells, const std::vector<ClaimPattern>* claims,
         const RuleInstance& instance, Allowed allowed)
      : begin_(expression.place),
        text_(text_of(expression, "an expression")),
        cells_(cells),
        claims_(claims),
        instance_(instance),
        allowed_(allowed) {}

  // The two sides and the sign between them.
  template <typename Take>
  void relation(const Take& take_parts) {
    Sum left = sum();
    const RelationSign sign = relation_sign();
    Sum right = sum();
    end();
    take_parts(std::move(left), sign, std::move(right));
  }

  Sum whole_sum() {
    Sum result = sum();
    end();
    return result;
  }

  CellIndex whole_cell() {
    const CellIndex index = cell();
    end();
    return index;
  }

  [[noreturn]] void fail(std::size_t at, const std::string& what) const { throw GrammarMistake(begin_, at, what); }

 private:
  Sum sum() {
    Sum result;
    int sign = take("-") ? -1 : 1;
    while (true) {
      term(sign, result);
      if (take("+")) {
        sign = 1;
      } else if (take("-")) {
        sign = -1;
      } else {
        return result;
      }
    }
  }

  void term(int sign, Sum& result) {
    const std::size_t at = skip_spaces();
    if (at == text_.size() || !is_digit(text_[at])) return operand(sign, result);
    const Decimal factor = number();
    if (!take("*")) {
      if (!allowed_.beside_cells) fail(at, "a number cannot stand here: readings and rules across years sum up cells");
      result.beside.number = result.beside.number + factor * sign;
      return;
    }
    constexpr int largest = 1'000'000;
    if (!factor.is_whole() || factor.scale() > 0 || factor > Decimal(largest)) {
      fail(at, fmt::format("what multiplies must be a whole number up to {}", largest));
    }
    operand(sign * std::stoi(factor.str()), result);
  }

  void operand(int coefficient, Sum& result) {
    const std::size_t at = skip_spaces();
    if (takes_call("sum")) {
      do {
        cells(coefficient, result);
      } while (take(","));
      if (!take(")")) fail(position_, "expected ',' or ')' in sum()");
    } else if (takes_call("claim")) {
      if (!allowed_.beside_cells) fail(at, "a claim cannot stand here: readings and rules across years sum up cells");
      result.beside.claims.push_back({reading(), coefficient});
      if (!take(")")) fail(position_, "expected ')' behind the reading in claim()");
    } else {
      const bool of_last_year = takes_last_year();
      result.cells.push_back({cell(), coefficient, of_last_year});
    }
  }

  Decimal number() {
    const std::size_t at = position_;
    while (position_ < text_.size() && (is_digit(text_[position_]) || text_[position_] == '.')) ++position_;
    const std::optional<Decimal> value = Decimal::parse(text_.substr(at, position_ - at));
    if (!value) fail(at, fmt::format("'{}' is no number", text_.substr(at, position_ - at)));
    return *value;
  }

  bool takes_call(std::string_view function) {
    const std::size_t at = skip_spaces();
    if (text_.substr(at, function.size()) != function || text_.substr(at + function.size(), 1) != "(") return false;
    position_ = at + function.size() + 1;
    return true;
  }

  bool takes_last_year() {
    const std::size_t at = skip_spaces();
    if (!take(last_year)) return false;
    if (!allowed_.last_year) {
      fail(at, "cells of last year stand on the right side of a rule of kind across_years, and nowhere else");
    }
    return true;
  }

  std::string reading() {
    const std::size_t at = skip_spaces();
    std::string id = name("a reading's id");
    std::vector<std::string> known;
    for (const ClaimPattern& claim : *claims_) {
      for (const Reading& one : claim.readings) known.push_back(one.id);
    }
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      fail(at, fmt::format("no claim of the form has a reading '{}'{}", id, suggestion(id, known)));
    }
    return id;
  }

  CellIndex cell() {
    const std::size_t at = skip_spaces();
    const std::string id = name("a cell's id");
    if (has_wildcard(id)) fail(at, fmt::format("'{}' means several cells: write sum({})", id, id));
    const CellIndex index = cells_.find(id);
    if (index < 0) fail(at, fmt::format("the form has no cell '{}'{}", id, cells_.near(id)));
    return index;
  }

  void cells(int coefficient, Sum& result) {
    const bool of_last_year = takes_last_year();
    const std::size_t at = skip_spaces();
    const std::string glob = name("a cell's id");
    std::vector<CellIndex> found;
    if (has_wildcard(glob)) {
      found = cells_.matching(glob);
      if (found.empty()) fail(at, fmt::format("no cell of the form matches '{}'", glob));
    } else {
      position_ = at;
      found = {cell()};
    }
    for (const CellIndex index : found) result.cells.push_back({index, coefficient, of_last_year});
  }

  std::string name(std::string_view what) {
    const std::size_t at = skip_spaces();
    while (position_ < text_.size() && is_name_character(text_[position_])) ++position_;
    if (position_ == at) {
      fail(at, at == text_.size() ? fmt::format("the expression ends where {} was expected", what)
                                  : fmt::format("expected {}", what));
    }
    MessageArguments arguments;
    if (!instance_.row.empty()) arguments.emplace_back("row", instance_.row);
    if (!instance_.column.empty()) arguments.emplace_back("column", instance_.column);
    std::string filled = fill(text_.substr(at, position_ - at), arguments);
    if (filled.find('{') != std::string::npos) {
      fail(at, fmt::format("'{}': {{row}} needs each.rows, {{column}} needs each.columns_of, and there is nothing else",
                           filled));
    }
    return filled;
  }

  RelationSign relation_sign() {
    static constexpr std::pair<std::string_view, RelationSign> signs[] = {
        {"<=", RelationSign::at_most}, {">=", RelationSign::at_least}, {"!=", RelationSign::unequal},
        {"<", RelationSign::less},     {">", RelationSign::greater},   {"=", RelationSign::equal}};
    for (const auto& [text, sign] : signs) {
      if (take(text)) return sign;
    }
    fail(position_, "expected '+', '-', or one of '=', '!=', '<', '<=', '>', '>='");
  }

  bool take(std::string_view sign) {
    if (text_.substr(skip_spaces(), sign.size()) != sign) return false;
    position_ += sign.size();
    return true;
  }

  void end() {
    if (skip_spaces() < text_.size()) fail(position_, "expected '+', '-' or the end of the expression");
  }

  std::size_t skip_spaces() {
    while (position_ < text_.size() && (text_[position_] == ' ' || text_[position_] == '\n')) ++position_;
    return position_;
  }

  GrammarPlace begin_;
  std::string_view text_;
  const CellNames& cells_;
  const std::vector<ClaimPattern>* claims_;  // null where claims are not allowed
  const RuleInstance& instance_;
  const Allowed allowed_;
  std::size_t position_ = 0;
};

std::vector<Term> terms_of(const std::vector<YearTerm>& cells) {
  std::vector<Term> terms;
  terms.reserve(cells.size());
  for (const YearTerm& term : cells) terms.push_back({term.cell, term.coefficient});
  return terms;
}

// Takes the part before the first point off the front.
std::string_view next_part(std::string_view& rest) {
  const std::size_t point = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, point);
  rest.remove_prefix(std::min(point + 1, rest.size()));
  return part;
}

}  // namespace

CellNames::CellNames(const std::vector<FormCell>& cells) : cells_(cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) index_.emplace(cells[i].id, static_cast<CellIndex>(i));
}

CellIndex CellNames::find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? -1 : found->second;
}

std::vector<CellIndex> CellNames::matching(std::string_view glob) const {
  std::vector<CellIndex> found;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (!cells_[i].optional && matches(glob, cells_[i].id)) found.push_back(static_cast<CellIndex>(i));
  }
  return found;
}

std::string CellNames::near(std::string_view id) const {
  std::vector<std::string> ids;
  ids.reserve(cells_.size());
  for (const FormCell& cell : cells_) ids.push_back(cell.id);
  return suggestion(id, ids);
}

Relation parse_relation(const TomlValue& expression, const RuleNames& names, const RuleInstance& instance) {
  Relation relation;
  Parser(expression, names.cells, &names.claims, instance, {.beside_cells = true, .last_year = false})
      .relation([&](Sum left, RelationSign sign, Sum right) {
        relation = {terms_of(left.cells), terms_of(right.cells), sign, std::move(left.beside), std::move(right.beside)};
      });
  return relation;
}

YearRelation parse_year_relation(const TomlValue& expression, const RuleNames& names, const RuleInstance& instance) {
  YearRelation relation;
  Parser parser(expression, names.cells, nullptr, instance, {.beside_cells = false, .last_year = true});
  parser.relation([&](Sum left, RelationSign sign, Sum right) {
    const auto is_of_last_year = [](const YearTerm& term) { return term.last_year; };
    if (std::any_of(left.cells.begin(), left.cells.end(), is_of_last_year) ||
        std::none_of(right.cells.begin(), right.cells.end(), is_of_last_year)) {
      parser.fail(0,
                  "a rule of kind across_years has cells of this year on the left side, and some of last year "
                  "(last_year.…) on the right one");
    }
    relation = {std::move(left.cells), std::move(right.cells), sign};
  });
  return relation;
}

std::vector<Term> parse_sum(const TomlValue& expression, const CellNames& names, const RuleInstance& instance) {
  return terms_of(Parser(expression, names, nullptr, instance, {}).whole_sum().cells);
}

CellIndex parse_cell(const TomlValue& expression, const CellNames& names, const RuleInstance& instance) {
  return Parser(expression, names, nullptr, instance, {}).whole_cell();
}

bool matches(std::string_view glob, std::string_view id) {
  // Behind the last "**" that was met: what follows it, and the part of the id up to which it reaches. It is enough to
  // let that one reach further, as in any search for parts in their order.
  std::optional<std::pair<std::string_view, std::string_view>> retry;
  while (!glob.empty() || !id.empty()) {
    const std::string_view part = next_part(glob);
    if (part == "**" && !id.empty()) {
      next_part(id);
      retry = {glob, id};
      continue;
    }
    const std::string_view id_part = next_part(id);
    if (!part.empty() && !id_part.empty() && (part == "*" || part == id_part)) continue;
    if (!retry || retry->second.empty()) return false;
    next_part(retry->second);
    std::tie(glob, id) = *retry;
  }
  return true;
}

}  // namespace gouji
