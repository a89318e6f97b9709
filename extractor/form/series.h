// Which figures mean the same in several forms (grammar/series.toml), so that the years of a body can stand side by
// side; and by what rules two names are known to be those of one body. docs/series.md explains both.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/pattern.h"
#include "value/language.h"

namespace gouji {

// Cells are named, not indexed: a report may have a table of another form in the place of its own (form/hybrid.h).
struct SeriesTerm {
  std::string cell;
  int coefficient = 1;
};

// How one form has a figure: by its cells, by its prose, or by the prose where the cells are not there.
struct FigureSource {
  std::string form;
  std::string expression;         // as the grammar has it; empty where only the prose says it
  std::vector<SeriesTerm> terms;  // of the expression
  std::string claim;              // the id of a claim's reading; empty for none
  Bilingual difference;           // what it does not have in common with the figure; empty where it is the same

  bool is_near() const { return !difference.en.empty(); }
};

struct SeriesFigure {
  std::string id;  // that of the cell which is it, where a form has one
  Bilingual name;
  std::string unit;
  std::vector<FigureSource> sources;  // at most one a form

  // Null where the form does not have it.
  const FigureSource* source_of(std::string_view form) const;
};

// Units of one quantity, each with the power of ten that it is of the smallest: yuan 0, ten thousand yuan 4.
using UnitScale = std::map<std::string, int, std::less<>>;

// A name's end that is written in several ways. The first one is the full one.
struct EndingVariants {
  std::vector<std::string> names;  // longest first behind the full one, so that each is found whole
  bool behind_place = false;       // only where the name's rest is that of a place
  bool bare_place = false;         // a place's name alone stands for it with the full ending
};

struct BodyRules {
  std::vector<EndingVariants> endings;
  Pattern place;      // a text that is a place's name, or ends with one
  Pattern own_place;  // a name that begins with the place that it is of
  Pattern no_place;   // … and one that only looks as if it did; may be null
};

struct Series {
  std::vector<SeriesFigure> figures;
  std::vector<UnitScale> scales;
  BodyRules body;

  // How many places the point moves to the left when a value's unit `from` becomes `to`: 4 from yuan to ten thousand.
  // Nullopt where they are no units of one quantity.
  std::optional<int> places_between(std::string_view from, std::string_view to) const;
};

}  // namespace gouji
