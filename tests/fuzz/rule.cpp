// Any words as the relation of a rule: it is understood, or a mistake is told.
#include "form/grammar.h"
#include "fuzz.h"

namespace {

// A TOML string may hold anything but its own end and control characters.
std::string as_toml_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) continue;
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const std::string relation = as_toml_string({reinterpret_cast<const char*>(data), size});
  const Result<Grammar> grammar = load_grammar({{"fuzz.toml", R"(schema = "gouji/form/1"
id = "fuzz"
name = { zh = "a", en = "a" }
source = { zh = "a", en = "a" }
[[table]]
id = "shop"
name = { zh = "a", en = "a" }
headings = ["a"]
[[table.block]]
columns = [{ id = "sold", labels = ["b"], en = "b", unit = "a" }, { id = "total", labels = ["c"], en = "c", unit = "a" }]
rows = [{ id = "shop.apples", labels = ["d"], en = "d" }, { id = "shop.pears", labels = ["e"], en = "e" }]
[[rule]]
id = "r"
severity = "error"
check = )" + relation + R"(
message = { zh = "a", en = "a" }
title = { zh = "a", en = "a" }
reason = { zh = "a", en = "a" }
source = { zh = "a", en = "a" }
example = { zh = "a", en = "a" }
)"}});
  fuzz::expect(grammar || grammar.error().code == "grammar.invalid");
  return 0;
}
