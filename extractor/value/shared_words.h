// Words that many things have in common, such as the label over the figures of a column: kept once.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace gouji {

class SharedWords {
 public:
  SharedWords() = default;        // none: ""
  SharedWords(std::string words)  // NOLINT(google-explicit-constructor): it is them
      : words_(words.empty() ? nullptr : std::make_shared<const std::string>(std::move(words))) {}
  SharedWords(const char* words) : SharedWords(std::string(words)) {}  // NOLINT(google-explicit-constructor)

  const std::string& str() const { return words_ ? *words_ : none_; }
  bool empty() const { return str().empty(); }

  friend bool operator==(const SharedWords& a, std::string_view b) { return a.str() == b; }
  friend bool operator<(const SharedWords& a, const SharedWords& b) { return a.str() < b.str(); }
  friend bool operator<(const SharedWords& a, std::string_view b) { return a.str() < b; }
  friend bool operator<(std::string_view a, const SharedWords& b) { return a < b.str(); }
  friend std::ostream& operator<<(std::ostream& stream, const SharedWords& words) { return stream << words.str(); }

 private:
  static inline const std::string none_;

  std::shared_ptr<const std::string> words_;
};

// Makes the same words one.
class WordPool {
 public:
  SharedWords operator()(std::string words) {
    if (words.empty()) return {};
    const auto known = words_.find(std::string_view(words));
    return known != words_.end() ? *known : *words_.emplace(std::move(words)).first;
  }

 private:
  std::set<SharedWords, std::less<>> words_;
};

}  // namespace gouji
