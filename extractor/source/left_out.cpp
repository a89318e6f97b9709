#include "source/left_out.h"

namespace gouji {
namespace {

// A code is an area of grammar/messages.toml and a name in it.
bool is_of_area(std::string_view code, std::string_view area) {
  return code.size() > area.size() && code.substr(0, area.size()) == area && code[area.size()] == '.';
}

}  // namespace

bool says_no_report(std::string_view error_code) {
  return is_of_area(error_code, "text") || is_of_area(error_code, "kind") || says_text_without_report(error_code) ||
         says_left_out(error_code);
}

bool says_left_out(std::string_view error_code) {
  return is_of_area(error_code, "special") || is_of_area(error_code, "skipped");
}

bool says_text_without_report(std::string_view error_code) {
  return error_code == "input.no_reports" || error_code == "input.no_tables";
}

bool is_skipped(const Input& input, std::string_view error_code) {
  return input.folder >= 0 && says_no_report(error_code);
}

}  // namespace gouji
