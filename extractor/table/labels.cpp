#include "table/labels.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace gouji {
namespace {

// What equality of the cores alone is worth: a little less than equality of all.
constexpr double core_weight = 0.98;

// Shorter cores are too much like each other to be compared without their numbers: "total" and "subtotal" share half
// of their characters.
constexpr std::size_t least_telling_core = 4;

// That is lost where likeness is computed is less than so many steps.
constexpr double rounding = 0.001;

// In a text that is as like another one as `least`, and so long, if the other one is not longer.
int most_steps(int size, double least) { return static_cast<int>((1 - least) * size + rounding); }

// A call of the library where the processor may be any, so that it is worth its own lines.
int count_bits(std::uint64_t bits) {
  bits -= bits >> 1U & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + (bits >> 2U & 0x3333333333333333U);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
  return static_cast<int>(bits * 0x0101010101010101U >> 56U);
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

LabelComparison::CharacterMasks::CharacterMasks(std::u32string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) slot(text[i]) |= std::uint64_t{1} << i;
}

inline std::uint64_t LabelComparison::CharacterMasks::operator[](char32_t character) const {
  for (std::size_t at = first_slot(character);; at = (at + 1) % slots) {
    if (masks_[at] == 0) return 0;
    if (characters_[at] == character) return masks_[at];
  }
}

std::uint64_t& LabelComparison::CharacterMasks::slot(char32_t character) {
  std::size_t at = first_slot(character);
  while (masks_[at] != 0 && characters_[at] != character) at = (at + 1) % slots;
  characters_[at] = character;
  return masks_[at];
}

// Hyyro's bit-parallel algorithm for the optimal string alignment distance: the column of the classical table that
// belongs to a character of `b` is one word of vertical differences. `masks` are those of a text of `size` characters.
// Precondition: 0 < size <= CharacterMasks::longest.
int LabelComparison::bit_parallel_distance(std::size_t size, const CharacterMasks& masks, std::u32string_view b,
                                           int limit) {
  const std::uint64_t last = std::uint64_t{1} << (size - 1);
  std::uint64_t up = ~std::uint64_t{0};  // the table grows by one from the row above
  std::uint64_t down = 0;                // it shrinks by one
  std::uint64_t diagonal = 0;            // it is that of the row above in the column before
  std::uint64_t matches_before = 0;
  int distance = static_cast<int>(size);
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

int edit_distance(std::u32string_view a, std::u32string_view b, int limit) {
  using Masks = LabelComparison::CharacterMasks;
  if (a.size() > b.size()) std::swap(a, b);
  if (static_cast<int>(b.size() - a.size()) > limit) return limit + 1;
  if (a.empty()) return static_cast<int>(b.size());
  return a.size() <= Masks::longest ? LabelComparison::bit_parallel_distance(a.size(), Masks(a), b, limit)
                                    : tabled_distance(a, b, limit);
}

inline bool LabelComparison::Side::may_be_like(int other_size, std::uint64_t other_signature, double least) const {
  const int size = static_cast<int>(text.size());
  const int longer = std::max(size, other_size);
  const int limit = most_steps(longer, least);
  if (std::abs(size - other_size) > limit) return false;
  return count_bits(signature & ~other_signature) <= limit && count_bits(other_signature & ~signature) <= limit;
}

LabelComparison::LabelComparison(const FoldedLabel& printed)
    : whole_{printed.whole, printed.whole_signature},
      core_{printed.core, printed.core_signature},
      numbered_(printed.core.size() < printed.whole.size()) {}

LabelComparison::LabelComparison(std::u32string_view folded, const CommonGrammar& common)
    : common_(&common), whole_{folded, signature_of(folded)} {}

std::vector<RowLikeness> LabelComparison::alike_rows(const FormRows& form, const std::vector<double>& least,
                                                     Compared compared) {
  std::vector<RowLikeness> alike;
  const Side* const core = compared == Compared::whole_or_core ? &this->core() : nullptr;
  for (const LabelShape& shape : form.shapes) {
    const double least_of_row = least[static_cast<std::size_t>(shape.row)];
    if (least_of_row > 1) continue;
    // Without numbers, cores say nothing that the wholes do not.
    const bool has_core = core != nullptr && (numbered_ || shape.core_size < shape.whole_size);
    const bool may_be_alike = whole_.may_be_like(shape.whole_size, shape.whole_signature, least_of_row) ||
                              (has_core && core->may_be_like(shape.core_size, shape.core_signature, least_of_row));
    if (!may_be_alike) continue;
    const FormRow& row = form.rows[static_cast<std::size_t>(shape.row)];
    const double found = likeness(row.labels[static_cast<std::size_t>(shape.variant)], least_of_row, compared);
    if (found < least_of_row) continue;
    if (alike.empty() || alike.back().row != shape.row) alike.push_back({shape.row, 0});
    alike.back().likeness = std::max(alike.back().likeness, found);
  }
  return alike;
}

double LabelComparison::likeness(const FoldedLabel& label, double least, Compared compared) {
  const double whole = whole_.likeness(label.whole, label.whole_signature, least);
  if (whole == 1 || compared == Compared::whole) return whole;
  Side& own = core();
  if (!numbered_ && label.core.size() == label.whole.size()) return whole;
  const bool telling = std::min(own.text.size(), label.core.size()) >= least_telling_core;
  if (!telling && own.text != label.core) return whole;
  const double core = own.likeness(label.core, label.core_signature, std::max(least, whole) / core_weight);
  return std::max(whole, core_weight * core);
}

LabelComparison::Side& LabelComparison::core() {
  if (common_ == nullptr) return core_;
  const std::size_t number = item_number_length(whole_.text, *common_);
  numbered_ = number > 0 && number < whole_.text.size();
  core_.text = numbered_ ? whole_.text.substr(number) : whole_.text;
  core_.signature = numbered_ ? signature_of(core_.text) : whole_.signature;
  common_ = nullptr;
  return core_;
}

double LabelComparison::Side::likeness(std::u32string_view other, std::uint64_t other_signature, double least) {
  if (!may_be_like(static_cast<int>(other.size()), other_signature, least)) return 0;
  if (text == other) return text.empty() ? 0 : 1;
  const auto longer = static_cast<int>(std::max(text.size(), other.size()));
  const int limit = std::min(most_steps(longer, least), longer / 2);
  const int steps = distance(other, limit);
  return steps > limit ? 0 : 1 - static_cast<double>(steps) / static_cast<double>(longer);
}

int LabelComparison::Side::distance(std::u32string_view other, int limit) {
  if (text.empty() || text.size() > CharacterMasks::longest) return edit_distance(text, other, limit);
  if (!masks) masks.emplace(text);
  return bit_parallel_distance(text.size(), *masks, other, limit);
}

double likeness(const FoldedLabel& printed, const FoldedLabel& label, Compared compared) {
  return LabelComparison(printed).likeness(label, least_likeness, compared);
}

}  // namespace gouji
