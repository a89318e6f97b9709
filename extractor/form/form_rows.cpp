#include "form/form_rows.h"

#include <algorithm>
#include <utility>

#include "form/grammar.h"
#include "text/fold.h"

namespace gouji {
namespace {

// How many code points the item number at the front takes.
std::size_t item_number_length(std::u32string_view folded, const CommonGrammar& common) {
  // Item numbers are short: eight characters hold the longest, brackets and a two-digit numeral.
  std::string head;
  for (const char32_t character : folded.substr(0, 8)) {
    append_utf8(character, head);
  }
  if (common.item_number == nullptr || !common.item_number.may_match(CharacterSet(head))) return 0;
  re2::StringPiece rest(head);
  if (!re2::RE2::Consume(&rest, *common.item_number)) return 0;
  const std::string_view number(head.data(), head.size() - rest.size());
  return static_cast<std::size_t>(
      std::count_if(number.begin(), number.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

// All characters of labels, sorted: what is left of a header whose labels were wrapped and woven into each other.
void collect(const std::vector<std::string>& labels, std::u32string& characters) {
  if (!labels.empty()) characters += fold_characters(labels.front());
}

std::u32string header_characters(const Block& block) {
  std::u32string characters;
  for (const LabelGroup& group : block.row_groups) collect(group.labels, characters);
  for (const Row& row : block.rows) {
    collect(row.labels, characters);
    for (const Column& column : block.columns) collect(column.labels, characters);
  }
  std::sort(characters.begin(), characters.end());
  return characters;
}

}  // namespace

std::uint64_t signature_of(std::u32string_view text) {
  std::uint64_t signature = 0;
  // Neighbouring code points are common in a label, so the multiplier spreads them over the upper six bits.
  for (const char32_t character : text) signature |= std::uint64_t{1} << (character * 0x9E3779B1U >> 26U);
  return signature;
}

FoldedLabel FoldedLabel::of(std::string_view utf8, const CommonGrammar& common) {
  return of(fold_characters(utf8), common);
}

FoldedLabel FoldedLabel::of(std::u32string folded, const CommonGrammar& common) {
  FoldedLabel label;
  label.whole = std::move(folded);
  const std::size_t number = item_number_length(label.whole, common);
  label.core = number < label.whole.size() ? label.whole.substr(number) : label.whole;
  label.whole_signature = signature_of(label.whole);
  label.core_signature = signature_of(label.core);
  return label;
}

FormRows form_rows(const Form& form, const CommonGrammar& common) {
  FormRows all;
  std::vector<FormRow>& rows = all.rows;
  for (int t = 0; t < static_cast<int>(form.tables.size()); ++t) {
    for (int b = 0; b < static_cast<int>(form.tables[t].blocks.size()); ++b) {
      const Block& block = form.tables[t].blocks[b];
      const bool across = block.orientation == Block::Orientation::across;
      for (int r = 0; r < static_cast<int>(block.rows.size()); ++r) {
        if (r == 0 || !across) rows.emplace_back();
        FormRow& row = rows.back();
        row.table = t;
        row.block = b;
        row.row = across ? 0 : r;
        row.optional = block.rows[r].optional;
        for (int c = 0; c < static_cast<int>(block.columns.size()); ++c) row.cells.push_back(form.cell_at(t, b, r, c));
        if (across) continue;
        for (const std::string& label : block.rows[r].labels) row.labels.push_back(FoldedLabel::of(label, common));
      }
      if (!across) continue;
      rows.back().header = header_characters(block);
      for (const Column& column : block.columns) collect(column.labels, rows.back().last_labels);
    }
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const FoldedLabel& label : rows[row].labels) {
      all.exact[label.whole].push_back(static_cast<int>(row));
      all.longest_label = std::max(all.longest_label, label.whole.size());
    }
  }
  return all;
}

}  // namespace gouji
