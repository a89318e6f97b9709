#include "table/labels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <utility>

namespace gouji {
namespace {

// What equality of the cores alone is worth: a little less than equality of all.
constexpr double core_weight = 0.98;

// Shorter cores are too much like each other to be compared without their numbers: "total" and "subtotal" share half
// of their characters.
constexpr std::size_t least_telling_core = 4;

struct Hashed {
  std::u32string_view text;
  std::uint64_t signature;
};

double likeness_of(const Hashed& a, const Hashed& b) {
  if (a.text == b.text) return a.text.empty() ? 0 : 1;
  const std::size_t longer = std::max(a.text.size(), b.text.size());
  const int limit = static_cast<int>((1 - least_likeness) * static_cast<double>(longer));
  if (longer - std::min(a.text.size(), b.text.size()) > static_cast<std::size_t>(limit)) return 0;
  const int least_edits =
      std::max(std::popcount(a.signature & ~b.signature), std::popcount(b.signature & ~a.signature));
  if (least_edits > limit) return 0;
  const int distance = edit_distance(a.text, b.text, limit);
  return distance > limit ? 0 : 1 - static_cast<double>(distance) / static_cast<double>(longer);
}

// Where in a text of at most 64 code points each of its characters stands, as bits.
class CharacterMasks {
 public:
  static constexpr std::size_t longest = 64;

  explicit CharacterMasks(std::u32string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) slot(text[i]) |= std::uint64_t{1} << i;
  }

  std::uint64_t operator[](char32_t character) const {
    for (std::size_t at = first_slot(character);; at = (at + 1) % slots) {
      if (masks_[at] == 0) return 0;
      if (characters_[at] == character) return masks_[at];
    }
  }

 private:
  static constexpr std::size_t slots = 2 * longest;  // so that there is always an empty one

  static std::size_t first_slot(char32_t character) { return (character * 0x9E3779B1U) >> 25U; }

  std::uint64_t& slot(char32_t character) {
    std::size_t at = first_slot(character);
    while (masks_[at] != 0 && characters_[at] != character) at = (at + 1) % slots;
    characters_[at] = character;
    return masks_[at];
  }

  std::array<char32_t, slots> characters_;  // of no meaning where the mask is empty
  std::array<std::uint64_t, slots> masks_{};
};

// Hyyro's bit-parallel algorithm for the optimal string alignment distance: the column of the classical table that
// belongs to a character of `b` is one word of vertical differences. Precondition: 0 < |a| <= CharacterMasks::longest.
int bit_parallel_distance(std::u32string_view a, std::u32string_view b, int limit) {
  const CharacterMasks masks(a);
  const std::uint64_t last = std::uint64_t{1} << (a.size() - 1);
  std::uint64_t up = ~std::uint64_t{0};  // the table grows by one from the row above
  std::uint64_t down = 0;                // it shrinks by one
  std::uint64_t diagonal = 0;            // it is that of the row above in the column before
  std::uint64_t matches_before = 0;
  int distance = static_cast<int>(a.size());
  int left = static_cast<int>(b.size());
  for (const char32_t character : b) {
    const std::uint64_t matches = masks[character];
    const std::uint64_t swapped = ((~diagonal & matches) << 1U) & matches_before;
    diagonal = (((matches & up) + up) ^ up) | matches | down | swapped;
    std::uint64_t right_up = down | ~(diagonal | up);
    std::uint64_t right_down = diagonal & up;
    if ((right_up & last) != 0) ++distance;
    if ((right_down & last) != 0) --distance;
    if (distance - --left > limit) return limit + 1;
    right_up = (right_up << 1U) | 1U;
    right_down <<= 1U;
    up = right_down | ~(diagonal | right_up);
    down = right_up & diagonal;
    matches_before = matches;
  }
  return std::min(distance, limit + 1);
}

// For texts that are longer than a word has bits. Three rows of the classical table are enough: a swap looks two rows
// back. Only cells within `limit` of the diagonal can hold a distance of at most `limit`, so the cost is |a| * limit.
int tabled_distance(std::u32string_view a, std::u32string_view b, int limit) {
  const int rows = static_cast<int>(a.size());
  const int columns = static_cast<int>(b.size());
  const int beyond = limit + 1;
  std::array<std::vector<int>, 3> table;
  for (std::vector<int>& row : table) row.assign(columns + 1, beyond);
  for (int column = 0; column <= std::min(columns, limit); ++column) table[0][column] = column;
  for (int row = 1; row <= rows; ++row) {
    std::vector<int>& current = table[row % 3];
    const std::vector<int>& above = table[(row - 1) % 3];
    const std::vector<int>& two_above = table[(row + 1) % 3];
    std::fill(current.begin(), current.end(), beyond);
    if (row <= limit) current[0] = row;
    int best = current[0];
    for (int column = std::max(1, row - limit); column <= std::min(columns, row + limit); ++column) {
      const bool equal = a[row - 1] == b[column - 1];
      int distance = std::min({above[column] + 1, current[column - 1] + 1, above[column - 1] + (equal ? 0 : 1)});
      const bool is_swap = row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1];
      if (is_swap) distance = std::min(distance, two_above[column - 2] + 1);
      current[column] = std::min(distance, beyond);
      best = std::min(best, current[column]);
    }
    if (best > limit) return beyond;
  }
  return table[rows % 3][columns];
}

}  // namespace

int edit_distance(std::u32string_view a, std::u32string_view b, int limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (static_cast<int>(b.size() - a.size()) > limit) return limit + 1;
  if (a.empty()) return static_cast<int>(b.size());
  return a.size() <= CharacterMasks::longest ? bit_parallel_distance(a, b, limit) : tabled_distance(a, b, limit);
}

double likeness(const FoldedLabel& printed, const FoldedLabel& label, Compared compared) {
  const double whole = likeness_of({printed.whole, printed.whole_signature}, {label.whole, label.whole_signature});
  if (whole == 1) return whole;
  const bool telling = std::min(printed.core.size(), label.core.size()) >= least_telling_core;
  if (compared == Compared::whole || (!telling && printed.core != label.core)) return whole;
  return std::max(
      whole, core_weight * likeness_of({printed.core, printed.core_signature}, {label.core, label.core_signature}));
}

double likeness(const FoldedLabel& printed, const std::vector<FoldedLabel>& variants, Compared compared) {
  double best = 0;
  for (const FoldedLabel& variant : variants) best = std::max(best, likeness(printed, variant, compared));
  return best;
}

}  // namespace gouji
