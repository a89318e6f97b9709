#include "table/misprints.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "form/official_labels.h"

namespace gouji {
namespace {

// A shorter label has too little to be known by.
constexpr std::size_t shortest_label = 4;
// A shorter one without a number, with another character in it, may be the report's own row.
constexpr std::size_t shortest_unnumbered_label = 6;
// A label from this length on may have two characters wrong beside each other, others one.
constexpr std::size_t long_label = 8;
// What is longer than all labels of the form is prose: a table begins behind it.
constexpr std::size_t longest_label = 60;
// Over a report's first row may stand so many rows of its header.
constexpr int most_rows_of_header = 8;
// A report with more misprints than one label in so many prints labels of its own.
constexpr std::size_t least_labels_a_misprint = 4;

// Whether a label is another one but for a few characters inside it, or for as many others. One that lacks its number,
// its first or its last characters was cut.
bool is_misprint_of(const LabelLetters& printed, const LabelLetters& official) {
  const std::u32string& a = printed.text;
  const std::u32string& b = official.text;
  if (b.size() < shortest_label || printed.numbered != official.numbered) return false;
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t same_begin = 0;
  while (same_begin < shorter && a[same_begin] == b[same_begin]) ++same_begin;
  std::size_t same_end = 0;
  while (same_end < shorter - same_begin && a[a.size() - 1 - same_end] == b[b.size() - 1 - same_end]) ++same_end;
  const std::size_t wrong = std::max(a.size(), b.size()) - same_begin - same_end;
  if (wrong == 0 || wrong > (b.size() < long_label ? 1U : 2U)) return false;
  if (a.size() != b.size()) return same_begin > 0 && same_end > 0;
  return official.numbered || (same_begin > 0 && b.size() >= shortest_unnumbered_label);
}

// Null where it is not that of one label alone, or a piece of a label that was wrapped.
const OfficialLabel* misprinted(const LabelLetters& letters, const OfficialLabels& table) {
  if (table.has_within(letters.text)) return nullptr;
  const OfficialLabel* found = nullptr;
  for (const OfficialLabel& label : table.labels()) {
    if (!is_misprint_of(letters, label.letters)) continue;
    if (found != nullptr && found->first != label.first) return nullptr;
    found = &label;
  }
  return found;
}

class MisprintFinder {
 public:
  MisprintFinder(const Text& text, const PrintedText& printed, const Form& form, const CommonGrammar& common)
      : text_(text), printed_(printed), common_(common), tables_(form.official_labels(common)) {}

  // A row that belongs to a table of the form, or stands over one of its rows. In the order of the text.
  void look_at(int row, int table) {
    const FieldList& labels = printed_.rows[row].labels;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const std::u32string_view folded = printed_.labels[row][i];
      const bool is_prose = folded.empty() || folded.size() > longest_label;
      const LabelLetters letters = is_prose ? LabelLetters() : LabelLetters::of(folded, common_);
      if (!is_prose && is_known(letters.text)) {
        in_table_ = true;
        ++right_;
      } else if (is_prose) {
        in_table_ = false;
      } else if (in_table_) {
        judge(labels[i], letters, tables_[table]);
      }
    }
  }

  std::vector<MisprintedLabel> take() && {
    if (found_.size() * least_labels_a_misprint > right_) return {};
    std::sort(found_.begin(), found_.end(),
              [](const MisprintedLabel& a, const MisprintedLabel& b) { return a.span.begin < b.span.begin; });
    return std::move(found_);
  }

 private:
  bool is_known(const std::u32string& letters) const {
    return std::any_of(tables_.begin(), tables_.end(), [&](const OfficialLabels& table) { return table.has(letters); });
  }

  void judge(const Field& field, const LabelLetters& letters, const OfficialLabels& table) {
    if (letters.text.find(LabelLetters::damaged) != std::u32string::npos) return;
    const OfficialLabel* label = misprinted(letters, table);
    if (label == nullptr || !seen_.insert(letters.text).second) return;
    found_.push_back({std::string(text_.at(field.span)), label->text, field.span});
  }

  const Text& text_;
  const PrintedText& printed_;
  const CommonGrammar& common_;
  const std::vector<OfficialLabels>& tables_;
  std::vector<MisprintedLabel> found_;
  std::unordered_set<std::u32string> seen_;
  std::size_t right_ = 0;  // labels that are the form's
  bool in_table_ = false;  // a label of the form was printed, and no prose behind it
};

}  // namespace

std::vector<MisprintedLabel> find_misprints(const Text& text, const PrintedText& printed,
                                            const std::vector<RowPair>& pairs, const std::vector<FormRow>& form_rows,
                                            const Form& form, const CommonGrammar& common) {
  MisprintFinder finder(text, printed, form, common);
  int row = std::max(0, pairs.front().printed - most_rows_of_header);
  for (const RowPair& pair : pairs) {
    for (; row <= pair.printed; ++row) finder.look_at(row, form_rows[pair.form].table);
  }
  return std::move(finder).take();
}

}  // namespace gouji
