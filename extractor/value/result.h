// What a function returns that a user can make fail: the value, or an Error that says what, where and what to do.
// Exceptions do not cross the library's face.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace gouji {

// `code` names the kind of the error in the vocabulary of grammar/messages.toml ("input.not_found"), from which the
// command makes the line in the user's language with `arguments`; a library user can print it with
// Messages::format(language, code, arguments).
struct Error {
  std::string code;
  std::vector<std::pair<std::string, std::string>> arguments;
};

template <typename Value>
using Result = tl::expected<Value, Error>;

inline tl::unexpected<Error> fail(std::string code, std::vector<std::pair<std::string, std::string>> arguments = {}) {
  return tl::make_unexpected(Error{std::move(code), std::move(arguments)});
}

// Adds the argument "path" where the error names none.
inline Error with_path(Error error, const std::string& path) {
  for (const auto& argument : error.arguments) {
    if (argument.first == "path") return error;
  }
  error.arguments.emplace_back("path", path);
  return error;
}

}  // namespace gouji
