// Reads a file with schema gouji/series/1: the figures that have a meaning over several forms.
#pragma once

#include "form/form.h"
#include "form/series.h"
#include "form/toml_value.h"

namespace gouji {

// What the figures are figures of. A form without entries of its own has those of the form that it extends, as far as
// it has their cells.
struct SeriesForm {
  const Form* form = nullptr;
  std::string extends;  // the id of the form that it extends; empty for none
};

// An entry for a form that is not among `forms`, or with a cell that its form does not have, is a mistake; where the
// built-in file is a fallback, used with whatever forms a folder has, it is left out. Throws a GrammarMistake.
Series read_series(const TomlValue& file, const std::vector<SeriesForm>& forms, bool is_fallback);

}  // namespace gouji
