#include "record/likeness.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>

namespace gouji {
namespace {

constexpr std::size_t most_hashes = 32;
constexpr std::size_t digits_of_a_hash = 8;
// A copy has a few figures that were read in another way; two reports of one body on one year have nearly none in
// common but small ones.
constexpr std::size_t same_in = 2;  // at least every second

// FNV-1a: the same on all machines, since databases keep it.
std::uint32_t hash_of(std::string_view cell, std::string_view value) {
  std::uint32_t hash = 0x811C9DC5U;
  const auto add = [&](std::string_view text) {
    for (const char character : text) hash = (hash ^ static_cast<unsigned char>(character)) * 0x01000193U;
  };
  add(cell);
  add("=");
  add(value);
  return hash;
}

}  // namespace

Likeness likeness_of(const Record& record) {
  Likeness hashes;
  bool has_figures = false;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const std::optional<Decimal>& value = record.cells[i].value;
    has_figures = has_figures || value.has_value();
    if (value && *value != Decimal()) hashes.push_back(hash_of(record.form->cells[i].id, value->str()));
  }
  if (has_figures) hashes.push_back(hash_of("", ""));  // of a report that has nothing but zeros, the only one
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  if (hashes.size() > most_hashes) hashes.resize(most_hashes);
  return hashes;
}

std::string text_of(const Likeness& likeness) { return fmt::format("{:08x}", fmt::join(likeness, "")); }

Likeness likeness_of(std::string_view text) {
  Likeness likeness;
  for (; text.size() >= digits_of_a_hash; text.remove_prefix(digits_of_a_hash)) {
    std::uint32_t hash = 0;
    const char* const end = text.data() + digits_of_a_hash;
    const auto [read, error] = std::from_chars(text.data(), end, hash, 16);
    if (error != std::errc() || read != end) return {};
    likeness.push_back(hash);
  }
  return likeness;
}

bool may_be_same_report(const Likeness& one, const Likeness& other) {
  if (one.empty() || other.empty()) return true;
  Likeness all;
  std::set_union(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(all));
  if (all.size() > most_hashes) all.resize(most_hashes);
  const auto shared = std::count_if(all.begin(), all.end(), [&](std::uint32_t hash) {
    return std::binary_search(one.begin(), one.end(), hash) && std::binary_search(other.begin(), other.end(), hash);
  });
  return static_cast<std::size_t>(shared) * same_in >= all.size();
}

}  // namespace gouji
