// Figures that a form's rules allow: every cell of the form has a value, and every equation holds.
#pragma once

#include <string_view>
#include <vector>

#include "form/form.h"
#include "generator/random.h"

namespace gouji::generator {

// One for each of Form::cells. Those of optional rows are zero: a form doesn't print them. Few or many cells are more
// than zero, small or large, as the draw will have it.
std::vector<Decimal> consistent_figures(const Form& form, Random& random);

// More or less than last year: has a sign.
bool is_change(const Form& form, const FormCell& cell);
bool is_money(std::string_view unit);

}  // namespace gouji::generator
