// A form that says only in what it differs from another one, as that of 2019 from that of 2021, or a province's variant
// from the national form.
#pragma once

#include "form/toml_value.h"

namespace gouji {

// `base` with what `changes` says instead. Tables are changed key by key. Lists of tables that have an `id` are changed
// item by item: one with a new id is added at the end, or behind the item that its key `after` names; `remove = true`
// takes the item of its id out; `replace = true` puts it in that one's place whole. Everything else is replaced. Each
// value keeps the place that it was read from. Throws a GrammarMistake where there is nothing to remove or replace.
TomlValue extended(const TomlValue& base, const TomlValue& changes);

}  // namespace gouji
