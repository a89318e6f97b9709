#include "generator/sheet.h"

#include <algorithm>

#include "generator/figures.h"
#include "generator/surroundings.h"

namespace gouji::generator {
namespace {

// Mostly the official label, sometimes one of its variants.
const std::string& printed_label(const std::vector<std::string>& labels, Random& random) {
  return random.chance(85) ? labels.front() : random.pick(labels);
}

// The labels of a block's rows or columns, drawn once each.
class LabelDraw {
 public:
  LabelDraw(const std::vector<LabelGroup>& groups, int first_id, Random& random)
      : groups_(groups), first_id_(first_id) {
    for (const LabelGroup& group : groups) texts_.push_back(printed_label(group.labels, random));
  }

  // The groups' labels, the outermost first.
  std::vector<SheetLabel> path_of(int group) const {
    if (group < 0) return {};
    std::vector<SheetLabel> path = path_of(groups_[group].parent);
    path.push_back({first_id_ + group, texts_[group]});
    return path;
  }

 private:
  const std::vector<LabelGroup>& groups_;
  int first_id_;
  std::vector<std::string> texts_;
};

// Rows that have units of their own are statistics of one kind and another: each has its unit beside it, and the groups
// that they belong to are rows like them, without figures.
bool is_list_of_statistics(const Block& block) {
  return block.orientation == Block::Orientation::down &&
         std::any_of(block.rows.begin(), block.rows.end(), [](const Row& row) { return !row.unit.empty(); });
}

// How a report prints what the form leaves open.
struct Habits {
  SheetFigure::Sign sign = SheetFigure::Sign::plain;  // of changes
  std::string money;                                  // behind an amount of 10 000 yuan whose unit nothing else says
  std::string group_unit;                             // of groups that are rows
  std::string group_figure;

  static Habits draw(Random& random) {
    using Sign = SheetFigure::Sign;
    Habits habits;
    habits.sign = random.pick<Sign>({Sign::plain, Sign::plain, Sign::plus, Sign::words, Sign::full_width});
    habits.money = random.pick<std::string>({"", "万元", "万元", "元"});
    habits.group_unit = random.pick<std::string>({"——", "——", "——", "—", "/", ""});
    habits.group_figure = random.chance(70) ? "" : habits.group_unit;
    return habits;
  }
};

Decimal in_yuan(const Decimal& ten_thousands) {
  const Decimal yuan = ten_thousands * 10000;
  const std::string printed = yuan.str();
  return yuan.is_whole() ? *Decimal::parse(printed.substr(0, printed.find('.'))) : yuan;
}

class BlockMaker {
 public:
  BlockMaker(const Form& form, int table, int block, const std::vector<Decimal>& figures, const Habits& habits,
             Random& random)
      : form_(form), source_(form.tables[table].blocks[block]), figures_(figures), habits_(habits), random_(random) {
    sheet_.table = table;
    sheet_.block = block;
  }

  SheetBlock make() {
    if (!source_.captions.empty()) sheet_.captions.push_back(printed_label(source_.captions, random_));
    if (!source_.corners.empty()) sheet_.corner = printed_label(source_.corners, random_);
    if (source_.orientation == Block::Orientation::across) {
      side_by_side();
    } else {
      if (is_list_of_statistics(source_)) {
        list_statistics();
      } else {
        sheet_.rows = rows();
      }
      sheet_.columns = columns();
      for (const SheetLine& row : sheet_.rows) sheet_.figures.push_back(figures_of(row.row));
    }
    print_amounts();
    return std::move(sheet_);
  }

 private:
  // One line of figures, whose columns have the rows' labels over them.
  void side_by_side() {
    std::vector<SheetFigure> figures;
    for (const SheetLine& row : rows()) {
      for (SheetLine column : columns()) {
        column.path.insert(column.path.begin(), row.path.begin(), row.path.end());
        sheet_.columns.push_back(std::move(column));
      }
      for (SheetFigure& figure : figures_of(row.row)) figures.push_back(std::move(figure));
    }
    sheet_.rows.emplace_back();
    sheet_.figures.push_back(std::move(figures));
  }

  std::vector<SheetLine> rows() {
    const LabelDraw groups(source_.row_groups, take_ids(source_.row_groups.size()), random_);
    std::vector<SheetLine> lines;
    for (int i = 0; i < static_cast<int>(source_.rows.size()); ++i) {
      const Row& row = source_.rows[i];
      if (!row.optional) lines.push_back(line_of(row, groups, i));
    }
    return lines;
  }

  void list_statistics() {
    sheet_.groups_are_rows = true;
    sheet_.units = UnitColumn{random_.chance(85) ? "单位" : "计量单位"};
    std::vector<bool> printed(source_.row_groups.size(), false);
    for (int i = 0; i < static_cast<int>(source_.rows.size()); ++i) {
      const Row& row = source_.rows[i];
      if (row.optional) continue;
      add_group_rows(row.group, printed);
      const std::string& label = printed_label(row.labels, random_);
      sheet_.rows.push_back({{{take_ids(1), label}}, i, row.group, row.unit});
    }
  }

  // A row for the group of the next row, and those for the groups that it is in. A group that has its own figure is a
  // row of the form.
  void add_group_rows(int group, std::vector<bool>& printed) {
    if (group < 0 || printed[group]) return;
    const LabelGroup& source = source_.row_groups[group];
    add_group_rows(source.parent, printed);
    printed[group] = true;
    const auto is_it = [&](const Row& row) { return row.labels.front() == source.labels.front(); };
    if (std::any_of(source_.rows.begin(), source_.rows.end(), is_it)) return;
    const std::string& label = printed_label(source.labels, random_);
    sheet_.rows.push_back({{{take_ids(1), label}}, -1, source.parent, habits_.group_unit});
  }

  std::vector<SheetLine> columns() {
    const LabelDraw groups(source_.column_groups, take_ids(source_.column_groups.size()), random_);
    std::vector<SheetLine> lines;
    for (const Column& column : source_.columns) {
      lines.push_back(column.labels.empty() ? SheetLine{} : line_of(column, groups, -1));
    }
    return lines;
  }

  template <typename RowOrColumn>
  SheetLine line_of(const RowOrColumn& source, const LabelDraw& groups, int row) {
    SheetLine line{groups.path_of(source.group), row, source.group, ""};
    line.path.push_back({take_ids(1), printed_label(source.labels, random_)});
    return line;
  }

  int take_ids(std::size_t count) {
    const int first = sheet_.next_id;
    sheet_.next_id += static_cast<int>(count);
    return first;
  }

  std::vector<SheetFigure> figures_of(int row) const {
    std::vector<SheetFigure> line;
    for (int column = 0; column < static_cast<int>(source_.columns.size()); ++column) {
      SheetFigure& figure = line.emplace_back();
      if (row < 0) {
        figure.blank = habits_.group_figure;
        continue;
      }
      figure.cell = form_.cell_at(sheet_.table, sheet_.block, row, column);
      figure.value = figures_[figure.cell];
      if (is_change(form_, form_.cells[figure.cell])) figure.sign = habits_.sign;
    }
    return line;
  }

  // With their unit, where neither the column's label nor a column for units says it.
  void print_amounts() {
    if (sheet_.units) return;
    for (std::vector<SheetFigure>& row : sheet_.figures) {
      for (std::size_t column = 0; column < row.size(); ++column) {
        SheetFigure& figure = row[column];
        const std::string& unit = form_.cells[figure.cell].unit;
        const bool is_told = sheet_.columns[column].path.back().text.find(unit) != std::string::npos;
        if (!is_money(unit) || is_told || habits_.money.empty()) continue;
        if (unit == "万元" && habits_.money == "元") figure.value = in_yuan(figure.value);
        figure.unit = unit == "万元" ? habits_.money : unit;
      }
    }
  }

  const Form& form_;
  const Block& source_;
  const std::vector<Decimal>& figures_;
  const Habits& habits_;
  Random& random_;
  SheetBlock sheet_;
};

bool is_annex(const Table& table) {
  return std::all_of(table.blocks.begin(), table.blocks.end(), is_list_of_statistics);
}

int reporting_year(const Form& form, Random& random) {
  const int first = form.first_year > 0 ? form.first_year : 2008;
  return random.between(first, form.last_year > 0 ? form.last_year : first + 4);
}

}  // namespace

bool SheetBlock::across(const Form& form) const {
  return form.tables[table].blocks[block].orientation == Block::Orientation::across;
}

Sheet make_sheet(const Form& form, const std::vector<Decimal>& figures, Random& random) {
  Sheet sheet;
  sheet.year = reporting_year(form, random);
  const std::string place =
      random.pick<std::string>({"泉州市鲤城区", "淮安市洪泽区", "丽水市云和县", "天水市麦积区", "株洲市茶陵县"});
  sheet.title = place + "人民政府" + std::to_string(sheet.year) + "年政府信息公开工作年度报告";
  const Habits habits = Habits::draw(random);
  for (int table = 0; table < static_cast<int>(form.tables.size()); ++table) {
    SheetSection section;
    section.heading = printed_label(form.tables[table].headings, random);
    if (is_annex(form.tables[table])) {
      section.notes = lines_over_annex(sheet.year, place, random);
      section.signature = signature_under_annex(sheet.year, random);
    } else {
      section.number = chinese_number(table + 2) + "、";
    }
    section.one_table = random.chance(60);
    for (int block = 0; block < static_cast<int>(form.tables[table].blocks.size()); ++block) {
      section.blocks.push_back(BlockMaker(form, table, block, figures, habits, random).make());
    }
    sheet.sections.push_back(std::move(section));
  }
  if (std::all_of(form.tables.begin(), form.tables.end(), is_annex)) {
    sheet.before = opening_before_annex(sheet.year, random);
  } else {
    sheet.before = opening(sheet.year, random);
    sheet.behind = ending(sheet.year, static_cast<int>(form.tables.size()));
  }
  return sheet;
}

std::vector<std::optional<PrintedFigure>> printed_figures(const Form& form, const Sheet& sheet) {
  std::vector<std::optional<PrintedFigure>> figures(form.cells.size());
  for (const SheetSection& section : sheet.sections) {
    for (const SheetBlock& block : section.blocks) {
      for (std::size_t row = 0; row < block.figures.size(); ++row) {
        for (const SheetFigure& figure : block.figures[row]) {
          if (figure.cell < 0 || figure.blank) continue;
          const std::string& unit = figure.unit.empty() && block.units ? block.rows[row].unit : figure.unit;
          figures[figure.cell] =
              PrintedFigure{figure.value, unit.substr(std::min(unit.find_first_not_of(' '), unit.size()))};
        }
      }
    }
  }
  return figures;
}

}  // namespace gouji::generator
