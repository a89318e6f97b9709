#include "form/rule_expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "form/messages.h"
#include "form/table_reader.h"

namespace gouji {

namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '*' || c == '{' || c == '}';
}

bool has_wildcard(std::string_view name) { return name.find('*') != std::string_view::npos; }

class Parser {
 public:
  Parser(const TomlValue& expression, const CellNames& names, const RuleInstance& instance)
      : begin_(expression.place), text_(text_of(expression, "an expression")), names_(names), instance_(instance) {}

  Relation relation() {
    Relation relation;
    relation.left = sum();
    relation.relation = relation_sign();
    relation.right = sum();
    end();
    return relation;
  }

  std::vector<Term> whole_sum() {
    std::vector<Term> terms = sum();
    end();
    return terms;
  }

  CellIndex whole_cell() {
    const CellIndex index = cell();
    end();
    return index;
  }

 private:
  std::vector<Term> sum() {
    std::vector<Term> terms;
    int sign = take("-") ? -1 : 1;
    while (true) {
      term(sign, terms);
      if (take("+")) {
        sign = 1;
      } else if (take("-")) {
        sign = -1;
      } else {
        return terms;
      }
    }
  }

  void term(int sign, std::vector<Term>& terms) {
    if (text_.substr(skip_spaces(), 4) != "sum(") {
      terms.push_back({cell(), sign});
      return;
    }
    position_ += 4;
    do {
      for (const CellIndex index : cells()) terms.push_back({index, sign});
    } while (take(","));
    if (!take(")")) fail(position_, "expected ',' or ')' in sum()");
  }

  CellIndex cell() {
    const std::size_t at = skip_spaces();
    const std::string id = name();
    if (has_wildcard(id)) fail(at, fmt::format("'{}' means several cells: write sum({})", id, id));
    const CellIndex index = names_.find(id);
    if (index < 0) fail(at, fmt::format("the form has no cell '{}'{}", id, names_.near(id)));
    return index;
  }

  std::vector<CellIndex> cells() {
    const std::size_t at = skip_spaces();
    const std::string glob = name();
    if (!has_wildcard(glob)) {
      position_ = at;
      return {cell()};
    }
    std::vector<CellIndex> found = names_.matching(glob);
    if (found.empty()) fail(at, fmt::format("no cell of the form matches '{}'", glob));
    return found;
  }

  std::string name() {
    const std::size_t at = skip_spaces();
    while (position_ < text_.size() && is_name_character(text_[position_])) ++position_;
    if (position_ == at)
      fail(at, at == text_.size() ? "the expression ends where a cell's id was expected" : "expected a cell's id");
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

  Equation::Relation relation_sign() {
    if (take("<=")) return Equation::Relation::at_most;
    if (take(">=")) return Equation::Relation::at_least;
    if (take("=")) return Equation::Relation::equal;
    fail(position_, "expected '+', '-', or one of '=', '<=', '>='");
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

  [[noreturn]] void fail(std::size_t at, const std::string& what) const { throw GrammarMistake(begin_, at, what); }

  Place begin_;
  std::string_view text_;
  const CellNames& names_;
  const RuleInstance& instance_;
  std::size_t position_ = 0;
};

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

Relation parse_relation(const TomlValue& expression, const CellNames& names, const RuleInstance& instance) {
  return Parser(expression, names, instance).relation();
}

std::vector<Term> parse_sum(const TomlValue& expression, const CellNames& names, const RuleInstance& instance) {
  return Parser(expression, names, instance).whole_sum();
}

CellIndex parse_cell(const TomlValue& expression, const CellNames& names, const RuleInstance& instance) {
  return Parser(expression, names, instance).whole_cell();
}

bool matches(std::string_view glob, std::string_view id) {
  while (!glob.empty()) {
    if (id.empty()) return false;
    const std::string_view part = next_part(glob);
    if (part == "**") {
      for (next_part(id); true; next_part(id)) {
        if (glob.empty() ? id.empty() : matches(glob, id)) return true;
        if (id.empty()) return false;
      }
    }
    const std::string_view id_part = next_part(id);
    if (part != "*" && part != id_part) return false;
  }
  return id.empty();
}

}  // namespace gouji
