// The wordings that generator/prose.h chooses among.
//
//   [a|b|]         one of these, which may have others inside
//   {name}         a count of Facts, checkable; {=name} one that nothing in the report can be compared with
//   {%part/whole}  the percentage, {^name} the rate of change against last year, {~name} the difference; checkable
//   {$name}        an amount with its unit
//   {year}, {last_year}, {next_year}, {region}, {body}
//   {#3}           any number of so many digits
//   {list NAME}    the parts of a whole that are more than nothing, with their figures; {some NAME} some of them
//   {numbered NAME}, {all NAME}  with numbers before them; with those that are nothing
#pragma once

#include <string>
#include <vector>

#include "generator/prose.h"

namespace gouji::generator {

struct Wording {
  std::string kind;
  Place place;
  std::string when;  // "forward=0, new>last.new": all have to hold; a name alone: the form has it
  std::string text;
};

struct Part {
  std::string count;
  std::vector<std::string> names;
};

const std::vector<Wording>& wordings();
// Empty where there is no such list.
const std::vector<Part>& parts_of(const std::string& list);

}  // namespace gouji::generator
