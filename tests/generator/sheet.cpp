#include "generator/sheet.h"

#include <algorithm>

#include "generator/marks.h"

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

class BlockMaker {
 public:
  BlockMaker(const Form& form, int table, int block, const std::vector<Decimal>& figures, Random& random)
      : form_(form), source_(form.tables[table].blocks[block]), figures_(figures), random_(random) {
    sheet_.table = table;
    sheet_.block = block;
  }

  SheetBlock make() {
    if (!source_.captions.empty()) sheet_.captions.push_back(printed_label(source_.captions, random_));
    if (!source_.corners.empty()) sheet_.corner = printed_label(source_.corners, random_);
    if (source_.orientation == Block::Orientation::across) {
      side_by_side();
    } else {
      sheet_.rows = rows();
      sheet_.columns = columns();
      for (const SheetLine& row : sheet_.rows) sheet_.figures.push_back(figures_of(row.row));
    }
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
    SheetLine line{groups.path_of(source.group), row, source.group};
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
      SheetFigure figure;
      figure.cell = form_.cell_at(sheet_.table, sheet_.block, row, column);
      figure.value = figures_[figure.cell];
      line.push_back(std::move(figure));
    }
    return line;
  }

  const Form& form_;
  const Block& source_;
  const std::vector<Decimal>& figures_;
  Random& random_;
  SheetBlock sheet_;
};

// The section's name without the numeral that a heading begins with.
std::string heading_with(const std::string& number, const std::string& heading) { return number + heading; }

int reporting_year(const Form& form, Random& random) {
  const int first = form.first_year > 0 ? form.first_year : 2008;
  return random.between(first, form.last_year > 0 ? form.last_year : first + 4);
}

std::vector<std::string> opening(int year, Random& random) {
  const std::string year_text = std::to_string(year);
  std::vector<std::string> paragraphs = {"本报告依据《中华人民共和国政府信息公开条例》编制，数据统计期限为" +
                                         year_text + "年1月1日至12月31日。"};
  paragraphs.push_back(heading_with("一、", "总体情况"));
  paragraphs.push_back(random.pick<std::string>({
      "各科室按月报送目录，主管处室逐条校对后发布，遗漏的在次月补齐。",
      "文件出台的同时配发图解和问答，热线里问得多的问题汇编成册。",
      "全年通过门户网站发布各类信息" + std::to_string(random.between(100, 9999)) + "条，办理回复及时率100%。",
  }));
  return paragraphs;
}

std::vector<std::string> ending(int year, int sections) {
  return {heading_with(chinese_number(sections + 2) + "、", "存在的主要问题及改进情况"),
          "对照上年检查中指出的问题逐项整改，整改结果在门户网站上公布。",
          heading_with(chinese_number(sections + 3) + "、", "其他需要报告的事项"),
          std::to_string(year) + "年没有其他需要报告的事项。"};
}

std::string with_thousands_separators(const std::string& digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string separated;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool begins_group = i < point && (point - i) % 3 == 0 && i > 0 && digits[i - 1] != '-';
    if (begins_group) separated += ',';
    separated += digits[i];
  }
  return separated;
}

// The digits, not the separators: "１２,３４５".
std::string with_full_width_digits(const std::string& ascii) {
  static const std::vector<std::string> digits = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
  std::string wide;
  for (const char c : ascii) {
    if (c >= '0' && c <= '9') {
      wide += digits[static_cast<std::size_t>(c - '0')];
    } else {
      wide += c;
    }
  }
  return wide;
}

std::string with_marked_figures(const std::string& text) {
  std::string marked;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool goes_on = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
    if (digit && !goes_on) marked += figure_mark;
    marked += text[i];
  }
  return marked;
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
  sheet.before = opening(sheet.year, random);
  for (int table = 0; table < static_cast<int>(form.tables.size()); ++table) {
    SheetSection section;
    section.number = chinese_number(table + 2) + "、";
    section.heading = printed_label(form.tables[table].headings, random);
    section.one_table = random.chance(60);
    for (int block = 0; block < static_cast<int>(form.tables[table].blocks.size()); ++block) {
      section.blocks.push_back(BlockMaker(form, table, block, figures, random).make());
    }
    sheet.sections.push_back(std::move(section));
  }
  sheet.behind = ending(sheet.year, static_cast<int>(form.tables.size()));
  return sheet;
}

std::string chinese_number(int number) {
  static const std::vector<std::string> numbers = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return numbers[static_cast<std::size_t>(number - 1)];
}

std::vector<std::optional<Decimal>> printed_values(const Form& form, const Sheet& sheet) {
  std::vector<std::optional<Decimal>> values(form.cells.size());
  for (const SheetSection& section : sheet.sections) {
    for (const SheetBlock& block : section.blocks) {
      for (const std::vector<SheetFigure>& row : block.figures) {
        for (const SheetFigure& figure : row) {
          if (figure.cell >= 0 && !figure.blank) values[figure.cell] = figure.value;
        }
      }
    }
  }
  return values;
}

std::string text_of(const SheetFigure& figure) {
  if (figure.blank) return *figure.blank;
  std::string digits = figure.value.str();
  if (figure.thousands) digits = with_thousands_separators(digits);
  if (figure.full_width) digits = with_full_width_digits(digits);
  return std::string(1, figure_mark).append(digits).append(figure.unit).append(with_marked_figures(figure.note));
}

}  // namespace gouji::generator
