#include "form/form_rows.h"

#include <algorithm>
#include <utility>

#include "form/grammar.h"
#include "text/fold.h"

namespace gouji {
namespace {

// Item numbers are short: eight characters hold the longest, brackets and a two-digit numeral.
constexpr std::size_t longest_item_number = 8;

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

// What the form's equations say of this row alone.
std::vector<RowSum> sums_of(const FormRow& row, const Form& form) {
  const auto add = [&](const std::vector<Term>& terms, int sign, RowSum& sum) {
    return std::all_of(terms.begin(), terms.end(), [&](const Term& term) {
      const auto cell = std::find(row.cells.begin(), row.cells.end(), term.cell);
      if (cell == row.cells.end()) return false;
      sum.parts.push_back({static_cast<int>(cell - row.cells.begin()), term.coefficient * sign});
      return true;
    });
  };
  std::vector<RowSum> sums;
  for (const Equation& equation : form.equations) {
    if (!equation.is_plain_sum()) continue;
    RowSum sum;
    if (add(equation.left, 1, sum) && add(equation.right, -1, sum)) sums.push_back(std::move(sum));
  }
  return sums;
}

}  // namespace

std::size_t item_number_length(std::u32string_view folded, const CommonGrammar& common) {
  if (folded.empty() || common.item_number == nullptr) return 0;
  std::string first;
  append_utf8(folded.front(), first);
  if (!common.item_number.requirement().may_take_from(first)) return 0;
  const std::string head = utf8_of(folded.substr(0, longest_item_number));
  const std::string_view number = std::string_view(head).substr(0, common.item_number.size_at_begin(head));
  return static_cast<std::size_t>(
      std::count_if(number.begin(), number.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

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
  label.core_signature = number > 0 ? signature_of(label.core) : label.whole_signature;
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
    rows[row].sums = sums_of(rows[row], form);
    for (std::size_t variant = 0; variant < rows[row].labels.size(); ++variant) {
      const FoldedLabel& label = rows[row].labels[variant];
      all.shapes.push_back({label.whole_signature, label.core_signature, static_cast<int>(label.whole.size()),
                            static_cast<int>(label.core.size()), static_cast<int>(row), static_cast<int>(variant)});
      all.exact[label.whole].push_back(static_cast<int>(row));
      all.longest_label = std::max(all.longest_label, label.whole.size());
    }
  }
  return all;
}

}  // namespace gouji
