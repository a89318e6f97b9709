#include "generator/trouble.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "generator/surroundings.h"
#include "table/labels.h"
#include "text/fold.h"

namespace gouji::generator {
namespace {

const Block& form_block(const Form& form, const SheetBlock& block) {
  return form.tables[block.table].blocks[block.block];
}

std::vector<SheetBlock*> all_blocks(Sheet& sheet) {
  std::vector<SheetBlock*> blocks;
  for (SheetSection& section : sheet.sections) {
    for (SheetBlock& block : section.blocks) blocks.push_back(&block);
  }
  return blocks;
}

std::vector<SheetFigure*> all_figures(Sheet& sheet) {
  std::vector<SheetFigure*> figures;
  for (SheetBlock* block : all_blocks(sheet)) {
    for (std::vector<SheetFigure>& row : block->figures) {
      for (SheetFigure& figure : row) figures.push_back(&figure);
    }
  }
  return figures;
}

bool is_inside(const std::vector<LabelGroup>& groups, int group, int ancestor) {
  while (group >= 0 && group != ancestor) group = groups[group].parent;
  return group == ancestor;
}

// How many labels a path has that ends with the group's.
std::size_t depth_of(const std::vector<LabelGroup>& groups, int group) {
  std::size_t depth = 0;
  for (; group >= 0; group = groups[group].parent) ++depth;
  return depth;
}

// The rows or columns of a group, which stand together: from `begin` up to `end`.
struct Members {
  int begin = 0;
  int end = 0;

  int size() const { return end - begin; }
};

Members members_of(const std::vector<SheetLine>& lines, const std::vector<LabelGroup>& groups, int group) {
  const auto is_member = [&](const SheetLine& line) { return is_inside(groups, line.group, group); };
  const auto begin = std::find_if(lines.begin(), lines.end(), is_member);
  const auto end = std::find_if_not(begin, lines.end(), is_member);
  return {static_cast<int>(begin - lines.begin()), static_cast<int>(end - lines.begin())};
}

SheetFigure sum_of(const std::vector<SheetFigure>& figures) {
  SheetFigure sum;
  for (const SheetFigure& figure : figures) sum.value = sum.value + figure.value;
  return sum;
}

// For each column, the figures of the rows added up.
std::vector<SheetFigure> sums_of_rows(const SheetBlock& block, Members rows) {
  std::vector<SheetFigure> sums;
  for (std::size_t column = 0; column < block.columns.size(); ++column) {
    std::vector<SheetFigure> figures;
    for (int row = rows.begin; row < rows.end; ++row) figures.push_back(block.figures[row][column]);
    sums.push_back(sum_of(figures));
  }
  return sums;
}

// ---- other rows and columns than the form has

// The rows of a group give way to one row for all of them, under an id of its own in the form.
bool print_group_as_one_row(SheetBlock& block, const Form& form, int optional_row) {
  const Block& source = form_block(form, block);
  const Row& row = source.rows[optional_row];
  const Members members = members_of(block.rows, source.row_groups, row.stands_for);
  if (members.size() < 1) return false;
  std::vector<SheetFigure> sums = sums_of_rows(block, members);
  for (int column = 0; column < static_cast<int>(sums.size()); ++column) {
    sums[column].cell = form.cell_at(block.table, block.block, optional_row, column);
  }
  SheetLine line = block.rows[members.begin];
  line.path.resize(depth_of(source.row_groups, row.stands_for));
  line.path.back() = {block.next_id++, row.labels.front()};
  line.row = optional_row;
  line.group = row.group;
  block.rows.erase(block.rows.begin() + members.begin, block.rows.begin() + members.end);
  block.figures.erase(block.figures.begin() + members.begin, block.figures.begin() + members.end);
  block.rows.insert(block.rows.begin() + members.begin, std::move(line));
  block.figures.insert(block.figures.begin() + members.begin, std::move(sums));
  return true;
}

bool group_in_one_row(Sheet& sheet, const Form& form, Random&) {
  bool befallen = false;
  for (SheetBlock* block : all_blocks(sheet)) {
    if (block->across(form)) continue;
    const std::vector<Row>& rows = form_block(form, *block).rows;
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
      if (rows[row].optional && rows[row].stands_for >= 0) befallen |= print_group_as_one_row(*block, form, row);
    }
  }
  return befallen;
}

bool has_groups_inside(const std::vector<LabelGroup>& groups, int group) {
  return std::any_of(groups.begin(), groups.end(), [&](const LabelGroup& other) { return other.parent == group; });
}

std::string subtotal_label(Random& random) { return random.pick<std::string>({"小计", "合计"}); }

bool subtotal_rows(Sheet& sheet, const Form& form, Random& random) {
  bool befallen = false;
  const std::string label = subtotal_label(random);
  for (SheetBlock* block : all_blocks(sheet)) {
    if (block->across(form)) continue;
    const std::vector<LabelGroup>& groups = form_block(form, *block).row_groups;
    for (int group = 0; group < static_cast<int>(groups.size()); ++group) {
      const Members members = members_of(block->rows, groups, group);
      if (has_groups_inside(groups, group) || members.size() < 2 || random.chance(30)) continue;
      SheetLine line = block->rows[members.begin];
      line.path.back() = {block->next_id++, label};
      line.row = -1;
      block->figures.insert(block->figures.begin() + members.end, sums_of_rows(*block, members));
      block->rows.insert(block->rows.begin() + members.end, std::move(line));
      befallen = true;
    }
  }
  return befallen;
}

// Of a group of columns that has not all of them: of what it is a part, the form prints the total already.
bool subtotal_column(Sheet& sheet, const Form& form, Random& random) {
  bool befallen = false;
  const std::string label = subtotal_label(random);
  for (SheetBlock* block : all_blocks(sheet)) {
    if (block->across(form)) continue;
    const std::vector<LabelGroup>& groups = form_block(form, *block).column_groups;
    for (int group = 0; group < static_cast<int>(groups.size()); ++group) {
      const Members members = members_of(block->columns, groups, group);
      const bool has_all = members.size() == static_cast<int>(block->columns.size());
      if (has_groups_inside(groups, group) || members.size() < 2 || has_all) continue;
      SheetLine line = block->columns[members.begin];
      line.path.back() = {block->next_id++, label};
      block->columns.insert(block->columns.begin() + members.end, std::move(line));
      for (std::vector<SheetFigure>& row : block->figures) {
        const SheetFigure sum = sum_of({row.begin() + members.begin, row.begin() + members.end});
        row.insert(row.begin() + members.end, sum);
      }
      befallen = true;
    }
  }
  return befallen;
}

bool rows_left_out(Sheet& sheet, const Form& form, Random& random) {
  bool befallen = false;
  for (int i = random.between(1, 3); i > 0; --i) {
    SheetBlock& block = *random.pick(all_blocks(sheet));
    if (block.across(form) || block.rows.size() < 2) continue;
    const int row = random.below(static_cast<int>(block.rows.size()));
    block.rows.erase(block.rows.begin() + row);
    block.figures.erase(block.figures.begin() + row);
    befallen = true;
  }
  return befallen;
}

// ---- figures printed in other ways

// Not where all figures are zero: a report of blanks alone is a form that nobody has filled in.
bool blanks(Sheet& sheet, const Form&, Random& random) {
  const std::string mark = random.pick<std::string>({"", "", "\u00a0", "\u00a0", "/", "-", "—"});
  const int share = random.pick<int>({100, 50, 10});
  const std::vector<SheetFigure*> figures = all_figures(sheet);
  const auto is_zero = [](const SheetFigure* figure) { return figure->value.is_zero(); };
  if (std::all_of(figures.begin(), figures.end(), is_zero)) return false;
  bool befallen = false;
  for (SheetFigure* figure : figures) {
    if (!is_zero(figure) || !random.chance(share)) continue;
    figure->blank = mark;
    befallen = true;
  }
  return befallen;
}

bool thousands(Sheet& sheet, const Form&, Random&) {
  bool befallen = false;
  for (SheetFigure* figure : all_figures(sheet)) {
    figure->thousands = true;
    befallen |= figure->value >= Decimal(1000);
  }
  return befallen;
}

bool full_width_digits(Sheet& sheet, const Form&, Random&) {
  for (SheetFigure* figure : all_figures(sheet)) figure->full_width = true;
  return true;
}

bool units(Sheet& sheet, const Form& form, Random& random) {
  const int share = random.pick<int>({100, 100, 30});
  const std::string space = random.chance(25) ? " " : "";
  for (SheetFigure* figure : all_figures(sheet)) {
    if (figure->cell >= 0 && random.chance(share)) figure->unit = space + form.cells[figure->cell].unit;
  }
  return true;
}

bool notes(Sheet& sheet, const Form&, Random& random) {
  std::vector<SheetFigure*> figures = all_figures(sheet);
  std::erase_if(figures, [](const SheetFigure* figure) { return figure->blank || figure->value.is_zero(); });
  for (int i = random.between(1, 4); i > 0 && !figures.empty(); --i) {
    const std::string part = std::to_string(random.between(1, 99));
    random.pick(figures)->note = random.pick<std::string>(
        {"（其中网上办理" + part + "件）", "（含上年" + part + "件）", "(另有" + part + "件转办)", "（不含涉密）"});
  }
  return !figures.empty();
}

// ---- misprinted labels

std::u32string characters_of(std::string_view utf8) {
  std::u32string characters;
  while (!utf8.empty()) characters += next_character(utf8);
  return characters;
}

std::string utf8_of(const std::u32string& characters) {
  std::string utf8;
  for (const char32_t character : characters) append_utf8(character, utf8);
  return utf8;
}

// All labels of a sheet, each once, with all the places where it stands.
class Labels {
 public:
  explicit Labels(Sheet& sheet) {
    for (SheetBlock* block : all_blocks(sheet)) {
      for (auto* lines : {&block->rows, &block->columns}) {
        for (SheetLine& line : *lines) {
          for (SheetLabel& label : line.path) add(block, label);
        }
      }
    }
    for (SheetSection& section : sheet.sections) labels_.push_back({nullptr, -1, {&section.heading}});
  }

  std::size_t size() const { return labels_.size(); }

  void misprint(std::size_t index, Random& random) {
    const std::u32string original = characters_of(*labels_[index].places.front());
    if (original.size() < 2) return;
    const std::u32string misprinted = misprint_of(original, random);
    if (is_like_another(misprinted, original)) return;
    for (std::string* place : labels_[index].places) *place = utf8_of(misprinted);
  }

 private:
  struct OneLabel {
    const SheetBlock* block;
    int id;
    std::vector<std::string*> places;
  };

  void add(const SheetBlock* block, SheetLabel& label) {
    for (const char32_t character : characters_of(label.text)) {
      if (is_han(character)) pool_.push_back(character);
    }
    const auto known = std::find_if(labels_.begin(), labels_.end(), [&](const OneLabel& other) {
      return other.block == block && other.id == label.id;
    });
    if (known == labels_.end()) {
      labels_.push_back({block, label.id, {&label.text}});
    } else {
      known->places.push_back(&label.text);
    }
  }

  std::u32string misprint_of(std::u32string label, Random& random) {
    const auto at = static_cast<std::size_t>(random.below(static_cast<int>(label.size()) - 1));
    switch (random.below(4)) {
      case 0:
        return label.erase(at, 1);
      case 1:
        return label.insert(at + 1, 1, random.pick(pool_));
      case 2:
        label[at] = random.pick(pool_);
        return label;
      default:
        std::swap(label[at], label[at + 1]);
        return label;
    }
  }

  // A misprint that could be that of another label is nothing that a reader could tell.
  bool is_like_another(const std::u32string& misprinted, const std::u32string& original) const {
    return std::any_of(labels_.begin(), labels_.end(), [&](const OneLabel& label) {
      const std::u32string other = characters_of(*label.places.front());
      return other != original && edit_distance(misprinted, other, 1) <= 1;
    });
  }

  std::vector<OneLabel> labels_;
  std::vector<char32_t> pool_;
};

bool misprints(Sheet& sheet, const Form&, Random& random) {
  const int share = random.between(2, 20);
  Labels labels(sheet);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (random.chance(share)) labels.misprint(i, random);
  }
  return true;
}

// ---- around the tables

bool section_numbers(Sheet& sheet, const Form&, Random& random) {
  const int shift = random.pick<int>({-1, 0, 1});
  for (std::size_t i = 0; i < sheet.sections.size(); ++i) {
    const int number = static_cast<int>(i) + 2 + shift;
    sheet.sections[i].number = shift == 0 ? "" : chinese_number(number) + "、";
  }
  return true;
}

bool captions(Sheet& sheet, const Form&, Random& random) {
  const std::string year = std::to_string(sheet.year);
  const std::string caption = random.pick<std::string>({
      "（" + year + "年1月1日至12月31日） 单位：件",
      "单位：件",
      "统计时间：" + year + "年度    单位：件、万元",
      "填报单位：信息公开科  填报日期：" + std::to_string(sheet.year + 1) + "年1月15日",
      "截至" + year + "-12-31",
  });
  for (SheetSection& section : sheet.sections) section.notes.push_back(caption);
  return true;
}

std::string page_line(int style, int page, int pages) {
  const std::string number = std::to_string(page);
  switch (style) {
    case 0:
      return "- " + number + " -";
    case 1:
      return "— " + number + " —";
    case 2:
      return "第 " + number + " 页 共 " + std::to_string(pages) + " 页";
    case 3:
      return "第" + number + "页";
    case 4:
      return number + "/" + std::to_string(pages);
    default:
      return "                              -" + number + "-";
  }
}

bool page_breaks(Sheet& sheet, const Form&, Random& random) {
  const int style = random.below(6);
  const int first = random.between(2, 5);
  const int count = random.between(1, 3);
  const bool spaced = random.chance(50);
  const std::string header =
      random.pick<std::string>({"", "", sheet.title, std::to_string(sheet.year) + "年政府信息公开年报"});
  for (int i = 0; i < count; ++i) {
    std::vector<std::string> lines = {page_line(style, first + i, first + count + 2)};
    if (!header.empty()) lines.push_back(header);
    if (spaced) {
      lines.insert(lines.begin(), "");
      lines.emplace_back("");
    }
    sheet.page_breaks.push_back(std::move(lines));
  }
  return true;
}

bool heading_lost(Sheet& sheet, const Form&, Random& random) {
  sheet.sections[static_cast<std::size_t>(random.below(static_cast<int>(sheet.sections.size())))].heading.clear();
  return true;
}

}  // namespace

const std::vector<Trouble>& troubles() {
  static const std::vector<Trouble> all = {
      {"group in one row", group_in_one_row},
      {"subtotal rows", subtotal_rows},
      {"subtotal column", subtotal_column},
      {"rows left out", rows_left_out},
      {"blanks", blanks},
      {"thousands", thousands},
      {"full-width digits", full_width_digits},
      {"units", units},
      {"notes", notes},
      {"misprints", misprints},
      {"section numbers", section_numbers},
      {"captions", captions},
      {"page breaks", page_breaks},
      {"heading lost", heading_lost},
  };
  return all;
}

}  // namespace gouji::generator
