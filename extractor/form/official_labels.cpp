#include "form/official_labels.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "form/grammar.h"
#include "text/fold.h"

namespace gouji {

LabelLetters LabelLetters::of(std::u32string_view folded, const CommonGrammar& common) {
  const std::size_t number = item_number_length(folded, common);
  LabelLetters letters;
  letters.numbered = number > 0 && number < folded.size();
  if (letters.numbered) folded.remove_prefix(number);
  letters.text.reserve(folded.size());
  std::copy_if(folded.begin(), folded.end(), std::back_inserter(letters.text),
               [](char32_t character) { return is_han(character) || character == damaged; });
  return letters;
}

OfficialLabels::OfficialLabels(const Table& table, const CommonGrammar& common) {
  for (const Block& block : table.blocks) {
    for (const std::string& caption : block.captions) add({caption}, common);
    for (const std::string& corner : block.corners) add({corner}, common);
    for (const LabelGroup& group : block.column_groups) add(group.labels, common);
    for (const Column& column : block.columns) add(column.labels, common);
    for (const LabelGroup& group : block.row_groups) add(group.labels, common);
    for (const Row& row : block.rows) add(row.labels, common);
  }
}

bool OfficialLabels::has_within(const std::u32string& letters) const {
  return std::any_of(known_.begin(), known_.end(),
                     [&](const std::u32string& label) { return label.find(letters) != std::u32string::npos; });
}

void OfficialLabels::add(const std::vector<std::string>& variants, const CommonGrammar& common) {
  if (variants.empty()) return;
  const std::u32string first = LabelLetters::of(fold_characters(variants.front()), common).text;
  for (const std::string& variant : variants) {
    LabelLetters letters = LabelLetters::of(fold_characters(variant), common);
    known_.insert(letters.text);
    labels_.push_back({variants.front(), first, std::move(letters)});
  }
}

}  // namespace gouji
