#include "form/series_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "form/pattern_reader.h"
#include "form/rule_expression.h"
#include "form/table_reader.h"

namespace gouji {
namespace {

std::vector<std::string> readings_of(const Form& form) {
  std::vector<std::string> ids;
  for (const ClaimPattern& claim : form.claims) {
    for (const Reading& reading : claim.readings) ids.push_back(reading.id);
  }
  return ids;
}

class SeriesReader {
 public:
  SeriesReader(const std::vector<SeriesForm>& forms, bool is_fallback) : forms_(forms), is_fallback_(is_fallback) {
    for (const SeriesForm& form : forms) names_.emplace_back(form.form->cells);
  }

  Series read(const TableReader& file) {
    for (const TomlValue& value : file.list_or_none("scale")) series_.scales.push_back(read_scale(value));
    series_.body = read_body(file);
    find_entries(file.list("figure"));
    for (const TomlValue& value : file.list("figure")) series_.figures.push_back(read_figure(value));
    return std::move(series_);
  }

 private:
  static UnitScale read_scale(const TomlValue& value) {
    UnitScale scale;
    if (value.kind != TomlValue::Kind::table) throw GrammarMistake(value.place, "a scale must be a table of units");
    for (const TomlMember& unit : value.members) {
      if (unit.value.kind != TomlValue::Kind::integer || unit.value.number > 18) {
        throw GrammarMistake(unit.value.place, "a unit's power of ten must be a whole number from 0 to 18");
      }
      scale[unit.key] = unit.value.number;
    }
    return scale;
  }

  static BodyRules read_body(const TableReader& file) {
    const TableReader reader(file.required("body"), "'body'", {"words", "place", "own_place", "no_place", "ending"});
    PatternCompiler patterns(reader);
    BodyRules rules;
    rules.place = patterns.compile(reader.required("place"));
    rules.own_place = patterns.compile(reader.required("own_place"));
    if (const TomlValue* value = reader.find("no_place")) rules.no_place = patterns.compile(*value);
    for (const TomlValue& value : reader.list_or_none("ending")) {
      const TableReader ending(value, "an ending", {"names", "behind_place", "bare_place"});
      rules.endings.push_back({ending.texts("names"), ending.flag("behind_place"), ending.flag("bare_place")});
      std::vector<std::string>& names = rules.endings.back().names;
      if (names.empty()) ending.fail("names", "'names' must have the full ending at least");
      std::stable_sort(names.begin() + 1, names.end(),
                       [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    }
    return rules;
  }

  // Under which form's name the entries of each form stand: its own, or that of the nearest form that it extends.
  void find_entries(const std::vector<TomlValue>& figures) {
    std::set<std::string_view> named;
    for (const TomlValue& figure : figures) {
      const TomlMember* sources = figure.find("form");
      if (sources == nullptr) continue;
      for (const TomlMember& source : sources->value.members) named.insert(source.key);
    }
    for (const SeriesForm& form : forms_) {
      std::string id = form.form->id;
      for (std::size_t step = 0; step <= forms_.size() && !id.empty() && !named.contains(id); ++step) id = base_of(id);
      entries_.push_back(id);
    }
  }

  std::string base_of(const std::string& id) const {
    const auto found =
        std::find_if(forms_.begin(), forms_.end(), [&](const SeriesForm& one) { return one.form->id == id; });
    return found == forms_.end() ? "" : found->extends;
  }

  SeriesFigure read_figure(const TomlValue& value) {
    const TableReader reader(value, "a figure", {"id", "name", "unit", "form"});
    SeriesFigure figure{reader.id("id"), reader.bilingual("name"), reader.text("unit"), {}};
    if (!ids_.insert(figure.id).second) reader.fail("id", fmt::format("there is a figure '{}' already", figure.id));
    const TomlValue& sources = reader.required("form");
    if (sources.kind != TomlValue::Kind::table) reader.fail("form", "'form' must be a table: form.FORM = { … }");
    for (const TomlMember& source : sources.members) require_known(source);
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      if (const TomlMember* source = sources.find(entries_[i])) add_source(source->value, i, figure);
    }
    return figure;
  }

  void require_known(const TomlMember& source) const {
    const auto is_it = [&](const SeriesForm& one) { return one.form->id == source.key || one.extends == source.key; };
    if (is_fallback_ || std::any_of(forms_.begin(), forms_.end(), is_it)) return;
    std::vector<std::string> known;
    for (const SeriesForm& one : forms_) known.push_back(one.form->id);
    throw GrammarMistake(source.key_place,
                         fmt::format("there is no form '{}'; there are: {}", source.key, fmt::join(known, ", ")));
  }

  // An entry that a form cannot have is a mistake where it was written for this very form; otherwise it is left out.
  void add_source(const TomlValue& value, std::size_t form, SeriesFigure& figure) const {
    const bool own = entries_[form] == forms_[form].form->id && !is_fallback_;
    try {
      figure.sources.push_back(read_source(value, form, figure));
    } catch (const GrammarMistake&) {
      if (own) throw;
    }
  }

  FigureSource read_source(const TomlValue& value, std::size_t index, const SeriesFigure& figure) const {
    const Form& form = *forms_[index].form;
    const TableReader reader(value, fmt::format("form.{}", form.id), {"cells", "claim", "near"});
    if (!reader.has("cells") && !reader.has("claim")) reader.required("cells");
    FigureSource source;
    source.form = form.id;
    if (const TomlValue* cells = reader.find("cells")) read_terms(*cells, index, figure, source);
    if (reader.has("claim")) source.claim = reading_of(reader, form);
    if (reader.has("near")) source.difference = reader.bilingual("near");
    return source;
  }

  void read_terms(const TomlValue& cells, std::size_t form, const SeriesFigure& figure, FigureSource& source) const {
    source.expression = text_of(cells, "'cells'");
    for (const Term& term : parse_sum(cells, names_[form])) {
      const FormCell& cell = forms_[form].form->cells[term.cell];
      if (!series_.places_between(cell.unit, figure.unit)) {
        throw GrammarMistake(cells.place, fmt::format("'{}' has the unit '{}', which cannot be made '{}': no [[scale]] "
                                                      "has both",
                                                      cell.id, cell.unit, figure.unit));
      }
      source.terms.push_back({cell.id, term.coefficient});
    }
  }

  static std::string reading_of(const TableReader& reader, const Form& form) {
    std::string id = reader.id("claim");
    const std::vector<std::string> known = readings_of(form);
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      reader.fail("claim",
                  fmt::format("no claim of form '{}' has the reading '{}'{}", form.id, id, suggestion(id, known)));
    }
    return id;
  }

  const std::vector<SeriesForm>& forms_;
  bool is_fallback_;
  std::vector<CellNames> names_;      // of each form
  std::vector<std::string> entries_;  // of each form: whose entries it has; empty for nobody's
  std::set<std::string> ids_;         // of the figures so far
  Series series_;
};

}  // namespace

Series read_series(const TomlValue& file, const std::vector<SeriesForm>& forms, bool is_fallback) {
  const TableReader reader(file, "the series", {"schema", "scale", "body", "figure"});
  return SeriesReader(forms, is_fallback).read(reader);
}

}  // namespace gouji
