// How like a printed label is to one of the form's. Labels are compared folded (text/fold.h); one character lost,
// added, misprinted or swapped with its neighbour costs one step, whatever a converter did to spaces, brackets and
// widths costs none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/form_rows.h"
#include "form/grammar.h"

namespace gouji {

// Steps from one text to the other (optimal string alignment distance), or `limit` + 1 when it needs more than `limit`.
int edit_distance(std::u32string_view a, std::u32string_view b, int limit);

// Two labels with fewer equal characters than this share have nothing to do with each other.
inline constexpr double least_likeness = 0.5;

// What is compared: labels with their item numbers, or without them too, where that makes them more alike.
enum class Compared { whole, whole_or_core };

// A row of the form, and how like a label is to one of its variants.
struct RowLikeness {
  int row = 0;
  double likeness = 0;
};

// As much as this no label is like another.
inline constexpr double more_than_alike = 2;

// A printed label that is compared with many of the form's.
class LabelComparison {
 public:
  // What is given must outlive it.
  explicit LabelComparison(const FoldedLabel& printed);
  LabelComparison(std::u32string_view folded, const CommonGrammar& common);

  // The rows to one of whose labels it is as like as `least` says for each row; not less than least_likeness. The more
  // is asked for, the less there is to do.
  std::vector<RowLikeness> alike_rows(const FormRows& form, const std::vector<double>& least, Compared compared);

  // From least_likeness to 1 (equal), or 0 where there is less. Numbers of items count little: reports renumber. What
  // is less than `least` comes out as less, but not as how much.
  double likeness(const FoldedLabel& label, double least, Compared compared);

 private:
  // Where in a text of at most 64 code points each of its characters stands, as bits.
  class CharacterMasks {
   public:
    static constexpr std::size_t longest = 64;

    explicit CharacterMasks(std::u32string_view text);
    std::uint64_t operator[](char32_t character) const;

   private:
    static constexpr std::size_t slots = 2 * longest;  // so that there is always an empty one

    static std::size_t first_slot(char32_t character) { return (character * 0x9E3779B1U) >> 25U; }
    std::uint64_t& slot(char32_t character);

    std::array<char32_t, slots> characters_;  // of no meaning where the mask is empty
    std::array<std::uint64_t, slots> masks_{};
  };

  // The label, or its core, with what is made of it when it is first needed.
  struct Side {
    std::u32string_view text;
    std::uint64_t signature = 0;
    std::optional<CharacterMasks> masks = std::nullopt;

    // False where there is no need to look closer.
    bool may_be_like(int other_size, std::uint64_t other_signature, double least) const;
    double likeness(std::u32string_view other, std::uint64_t other_signature, double least);
    int distance(std::u32string_view other, int limit);
  };

  friend int edit_distance(std::u32string_view a, std::u32string_view b, int limit);
  static int bit_parallel_distance(std::size_t size, const CharacterMasks& masks, std::u32string_view b, int limit);

  Side& core();

  const CommonGrammar* common_ = nullptr;  // null once the core is known
  Side whole_;
  Side core_;
  bool numbered_ = false;
};

double likeness(const FoldedLabel& printed, const FoldedLabel& label, Compared compared = Compared::whole_or_core);

}  // namespace gouji
