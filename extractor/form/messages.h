// What gouji says to people, in Chinese and English, under keys like "input.not_found" (grammar/messages.toml). Texts
// have placeholders in braces: "{path}: no such file".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "value/language.h"
#include "value/result.h"

namespace gouji {

// Placeholders' names and what is put in their places.
using MessageArguments = std::vector<std::pair<std::string, std::string>>;

// Replaces each {name} of the template by its argument; a name without an argument stays as it is.
std::string fill(std::string_view message_template, const MessageArguments& arguments);

class Messages {
 public:
  Messages() = default;
  explicit Messages(std::map<std::string, Bilingual, std::less<>> texts) : texts_(std::move(texts)) {}

  // The text under a key; the key itself where the grammar has none (a test keeps the built-in grammar complete).
  std::string format(Language language, std::string_view key, const MessageArguments& arguments = {}) const;
  std::string format(Language language, const Error& error) const {
    return format(language, error.code, error.arguments);
  }

  const std::map<std::string, Bilingual, std::less<>>& texts() const { return texts_; }

 private:
  std::map<std::string, Bilingual, std::less<>> texts_;
};

}  // namespace gouji
