#include "table/misprints.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "text/fold.h"

namespace gouji {
namespace {

// A shorter label has too little to be known by.
constexpr std::size_t shortest_label = 4;
// A label from this length on may have two characters wrong beside each other, others one.
constexpr std::size_t long_label = 8;
// What is longer than all labels of the form is prose: behind it a table begins anew.
constexpr std::size_t longest_label = 60;
constexpr char32_t damaged = 0xFFFD;
// A report with more misprints than one label in so many prints labels of its own.
constexpr std::size_t least_labels_a_misprint = 4;

// The characters of a label that no converter and no typist leaves out unseen.
std::u32string letters_of(const std::u32string& folded, const CommonGrammar& common) {
  std::u32string letters = FoldedLabel::of(folded, common).core;
  std::erase_if(letters, [](char32_t character) { return !is_han(character) && character != damaged; });
  return letters;
}

// Whether a label is another one but for a few characters inside it, or for as many others. One that lacks its first or
// its last characters was cut.
bool is_misprint_of(std::u32string_view printed, std::u32string_view official) {
  if (official.size() < shortest_label) return false;
  const std::size_t shorter = std::min(printed.size(), official.size());
  std::size_t same_begin = 0;
  while (same_begin < shorter && printed[same_begin] == official[same_begin]) ++same_begin;
  std::size_t same_end = 0;
  while (same_end < shorter - same_begin &&
         printed[printed.size() - 1 - same_end] == official[official.size() - 1 - same_end]) {
    ++same_end;
  }
  const std::size_t wrong = std::max(printed.size(), official.size()) - same_begin - same_end;
  if (wrong == 0 || wrong > (official.size() < long_label ? 1U : 2U)) return false;
  return printed.size() == official.size() || (same_begin > 0 && same_end > 0);
}

struct OfficialLabel {
  std::string text;         // the official one
  std::u32string letters;   // of the official one or of a variant
  std::u32string official;  // letters of the official one
};

// A table's labels of all kinds.
class TableLabels {
 public:
  TableLabels(const Table& table, const CommonGrammar& common) : common_(common) {
    for (const Block& block : table.blocks) {
      for (const std::string& caption : block.captions) add({caption});
      for (const std::string& corner : block.corners) add({corner});
      for (const LabelGroup& group : block.column_groups) add(group.labels);
      for (const Column& column : block.columns) add(column.labels);
      for (const LabelGroup& group : block.row_groups) add(group.labels);
      for (const Row& row : block.rows) add(row.labels);
    }
  }

  bool has(const std::u32string& letters) const { return known_.contains(letters); }

  // Null where it is not that of one label alone.
  const OfficialLabel* misprinted(const std::u32string& letters) const {
    const OfficialLabel* found = nullptr;
    for (const OfficialLabel& label : labels_) {
      if (!is_misprint_of(letters, label.letters)) continue;
      if (found != nullptr && found->official != label.official) return nullptr;
      found = &label;
    }
    return found;
  }

 private:
  void add(const std::vector<std::string>& variants) {
    for (const std::string& variant : variants) {
      std::u32string letters = letters_of(fold_characters(variant), common_);
      known_.insert(letters);
      labels_.push_back(
          {variants.front(), std::move(letters), letters_of(fold_characters(variants.front()), common_)});
    }
  }

  const CommonGrammar& common_;
  std::vector<OfficialLabel> labels_;
  std::unordered_set<std::u32string> known_;
};

class MisprintFinder {
 public:
  MisprintFinder(const Text& text, const PrintedText& printed, const Form& form, const CommonGrammar& common)
      : text_(text), printed_(printed), common_(common) {
    for (const Table& table : form.tables) tables_.emplace_back(table, common);
  }

  void look_at(int row, int table) {
    bool in_table = false;
    const std::vector<Field>& labels = printed_.rows[row].labels;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const std::u32string& folded = printed_.labels[row][i];
      const bool is_prose = folded.empty() || folded.size() > longest_label;
      const std::u32string letters = is_prose ? std::u32string() : letters_of(folded, common_);
      if (!is_prose && is_known(letters)) {
        in_table = true;
        ++right_;
      } else if (is_prose) {
        in_table = false;
      } else if (in_table || i + 1 == labels.size()) {
        judge(labels[i], letters, tables_[table]);
      }
    }
  }

  std::vector<MisprintedLabel> take() && {
    if (found_.size() * least_labels_a_misprint > right_) return {};
    std::sort(found_.begin(), found_.end(), [](const MisprintedLabel& a, const MisprintedLabel& b) {
      return a.span.begin < b.span.begin;
    });
    return std::move(found_);
  }

 private:
  bool is_known(const std::u32string& letters) const {
    return std::any_of(tables_.begin(), tables_.end(), [&](const TableLabels& table) { return table.has(letters); });
  }

  void judge(const Field& field, const std::u32string& letters, const TableLabels& table) {
    if (letters.find(damaged) != std::u32string::npos) return;
    const OfficialLabel* label = table.misprinted(letters);
    if (label == nullptr || !seen_.insert(letters).second) return;
    found_.push_back({std::string(text_.at(field.span)), label->text, field.span});
  }

  const Text& text_;
  const PrintedText& printed_;
  const CommonGrammar& common_;
  std::vector<TableLabels> tables_;
  std::vector<MisprintedLabel> found_;
  std::unordered_set<std::u32string> seen_;
  std::size_t right_ = 0;  // labels that are the form's
};

}  // namespace

std::vector<MisprintedLabel> find_misprints(const Text& text, const PrintedText& printed,
                                            const std::vector<RowPair>& pairs, const std::vector<FormRow>& form_rows,
                                            const Form& form, const CommonGrammar& common) {
  MisprintFinder finder(text, printed, form, common);
  for (const RowPair& pair : pairs) finder.look_at(pair.printed, form_rows[pair.form].table);
  return std::move(finder).take();
}

}  // namespace gouji
