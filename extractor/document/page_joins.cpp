#include "document/page_joins.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// ---- Which tables go on

bool has_edge(const std::vector<double>& edges, double at) {
  return std::any_of(edges.begin(), edges.end(), [&](double edge) { return std::abs(edge - at) <= rule_tolerance; });
}

bool has_all(const std::vector<double>& edges, const std::vector<double>& others) {
  return std::all_of(others.begin(), others.end(), [&](double at) { return has_edge(edges, at); });
}

bool has_same_columns(const RuledTable& a, const RuledTable& b) {
  return std::abs(a.xs.front() - b.xs.front()) <= rule_tolerance &&
         std::abs(a.xs.back() - b.xs.back()) <= rule_tolerance && (has_all(a.xs, b.xs) || has_all(b.xs, a.xs));
}

void renumber_columns(RuledTable& table, const std::vector<double>& edges) {
  const auto nearest = [&](int column) {
    const double at = table.xs[static_cast<std::size_t>(column)];
    const auto found = std::min_element(edges.begin(), edges.end(),
                                        [&](double a, double b) { return std::abs(a - at) < std::abs(b - at); });
    return static_cast<int>(found - edges.begin());
  };
  for (RuledCell& cell : table.cells) {
    const int end = nearest(cell.column + cell.columns);
    cell.column = nearest(cell.column);
    cell.columns = end - cell.column;
  }
  table.xs = edges;
}

// "12", "- 12 -", "第12页 共20页", "3/5"
bool is_page_number(const GlyphLine& line) {
  const std::u32string ink = fold_characters(ink_of(line));
  const std::u32string others = U"第页共-/.·";
  const bool fits = std::all_of(ink.begin(), ink.end(), [&](char32_t character) {
    return digit_value(character) >= 0 || others.find(character) != std::u32string::npos;
  });
  constexpr std::size_t longest = 12;
  return fits && ink.size() <= longest;
}

// Running heads and feet are the same on the next page, but for the page's number.
bool is_repeated(const GlyphLine& line, const PageParts& other_page) {
  const auto words_of = [](const GlyphLine& one) {
    std::string words;
    for (const Glyph& glyph : one.glyphs) {
      if (!is_digit(glyph)) words += glyph.utf8;
    }
    return words;
  };
  return std::any_of(other_page.lines.begin(), other_page.lines.end(),
                     [&](const GlyphLine& other) { return words_of(other) == words_of(line); });
}

bool ends_page(const FilledTable& table, const PageParts& page, const PageParts& next) {
  return std::all_of(page.lines.begin(), page.lines.end(), [&](const GlyphLine& line) {
    return line.bottom() <= table.table.ys.back() || is_page_number(line) || is_repeated(line, next);
  });
}

bool begins_page(const FilledTable& table, const PageParts& page, const PageParts& before) {
  return std::all_of(page.lines.begin(), page.lines.end(), [&](const GlyphLine& line) {
    return line.top() >= table.table.ys.front() || is_page_number(line) || is_repeated(line, before);
  });
}

// ---- What cells hold

using Cells = std::vector<std::size_t>;  // numbers of cells in a table

bool has_ink(const std::vector<Glyph>& content) { return !lines_of(content).empty(); }

std::string ink_of(const std::vector<Glyph>& content) {
  std::string ink;
  for (const GlyphLine& line : lines_of(content)) ink += ink_of(line);
  return ink;
}

// "（三）不予公开", "1.属于国家秘密", "四、结转": no line of a label but its first one begins so.
bool begins_label(const std::vector<Glyph>& content) {
  const std::u32string ink = fold_characters(ink_of(content));
  const auto is_number = [](char32_t character) {
    return digit_value(character) >= 0 ||
           std::u32string_view(U"一二三四五六七八九十").find(character) != std::u32string_view::npos;
  };
  std::size_t at = !ink.empty() && ink.front() == U'(' ? 1 : 0;
  const std::size_t begin = at;
  while (at < ink.size() && is_number(ink[at])) ++at;
  constexpr std::size_t longest = 3;
  if (at == begin || at - begin > longest || at == ink.size()) return false;
  return std::u32string_view(U").、,:").find(ink[at]) != std::u32string_view::npos;
}

// "95", "7件", "1,024.5万元", "—", "/": what is no words.
bool holds_figure(const std::vector<Glyph>& content) {
  const std::u32string ink = fold_characters(ink_of(content));
  constexpr std::u32string_view nothing = U"-—/\\";
  if (ink.empty() || begins_label(content)) return false;
  return digit_value(ink.front()) >= 0 || (ink.front() == U'-' && ink.size() > 1 && digit_value(ink[1]) >= 0) ||
         ink.find_first_not_of(nothing) == std::u32string::npos;
}

// Whether the last line goes to the end of its cell, so that a wrapped text may go on.
bool is_full(const std::vector<Glyph>& content, const Box& cell) {
  constexpr double margins = 12;
  const std::vector<GlyphLine> lines = lines_of(content);
  if (lines.empty()) return false;
  const GlyphLine& last = lines.back();
  const double width = last.glyphs.back().box.right - last.glyphs.front().box.left;
  return cell.right - cell.left - width < margins + last.size();
}

// ---- Rows that the end of a page tears

// Which rows at the beginning of a part are the table's head again.
int count_head_rows(const FilledTable& first, const FilledTable& part) {
  constexpr int most = 8;
  int count = 0;
  for (int row = 0; row < std::min({most, first.count_rows(), part.count_rows()}); ++row) {
    const auto cells_of = [&](const FilledTable& table) {
      std::vector<std::pair<RuledCell, std::string>> cells;
      for (std::size_t i = 0; i < table.table.cells.size(); ++i) {
        if (table.table.cells[i].row == row) cells.emplace_back(table.table.cells[i], ink_of(table.contents[i]));
      }
      return cells;
    };
    const auto ours = cells_of(part);
    const auto theirs = cells_of(first);
    const bool are_same =
        std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(), [](const auto& a, const auto& b) {
          return a.first.column == b.first.column && a.first.columns == b.first.columns &&
                 a.first.rows == b.first.rows && a.second == b.second;
        });
    const bool says_something =
        std::any_of(ours.begin(), ours.end(), [](const auto& cell) { return !cell.second.empty(); });
    if (!are_same || (!ours.empty() && !says_something)) break;
    ++count;
  }
  // Cells that reach over the last of them belong to what comes below.
  for (const RuledCell& cell : part.table.cells) {
    if (cell.row < count && cell.row + cell.rows > count) return 0;
  }
  return count;
}

// The cells that a row has, from the left.
Cells cells_of_row(const FilledTable& table, int row) {
  Cells cells;
  for (std::size_t i = 0; i < table.table.cells.size(); ++i) {
    const RuledCell& cell = table.table.cells[i];
    if (cell.row <= row && row < cell.row + cell.rows) cells.push_back(i);
  }
  std::sort(cells.begin(), cells.end(),
            [&](std::size_t a, std::size_t b) { return table.table.cells[a].column < table.table.cells[b].column; });
  return cells;
}

// The last row of a part and the first one of the next part, below its head.
class Seam {
 public:
  Seam(FilledTable& upper, FilledTable& lower, int head_rows)
      : upper_(upper),
        lower_(lower),
        row_(head_rows),
        above_(cells_of_row(upper, upper.count_rows() - 1)),
        below_(cells_of_row(lower, head_rows)) {}

  void mend() {
    if (!have_same_cells()) return;
    if (is_torn()) {
      for (std::size_t i = 0; i < above_.size(); ++i) move_up(i);
      remove_row(lower_, row_);
    } else {
      // A cell that goes on for several rows may be torn between two of them.
      for (std::size_t i = 0; i < above_.size(); ++i) {
        const bool goes_on = !begins_label(content_below(i)) && !holds_figure(content_below(i));
        if (!is_own(i) && goes_on && is_full_above(i)) move_up(i);
      }
    }
  }

 private:
  const RuledCell& cell_above(std::size_t i) const { return upper_.table.cells[above_[i]]; }
  const RuledCell& cell_below(std::size_t i) const { return lower_.table.cells[below_[i]]; }
  std::vector<Glyph>& content_above(std::size_t i) const { return upper_.contents[above_[i]]; }
  std::vector<Glyph>& content_below(std::size_t i) const { return lower_.contents[below_[i]]; }
  bool is_full_above(std::size_t i) const { return is_full(content_above(i), upper_.table.box(cell_above(i))); }

  bool have_same_cells() const {
    return std::equal(above_.begin(), above_.end(), below_.begin(), below_.end(), [&](std::size_t i, std::size_t j) {
      const RuledCell& a = upper_.table.cells[i];
      const RuledCell& b = lower_.table.cells[j];
      return a.column == b.column && a.columns == b.columns;
    });
  }

  // Of this row alone.
  bool is_own(std::size_t i) const { return cell_above(i).rows == 1 && cell_below(i).rows == 1; }

  // The row has one label and one set of figures, of which each page has a part. A row whose figures are left blank
  // looks the same; but then what follows it begins a label of its own, or this row's label ends before its cell does.
  bool is_torn() const {
    const bool is_open = upper_.table.is_open_below && (lower_.table.is_open_above || row_ > 0);
    if (begins_anew() || has_words_over_figures()) return false;
    const std::size_t figures_above = count_figures(upper_, above_);
    const std::size_t figures_below = count_figures(lower_, below_);
    if (is_open) return figures_above * figures_below == 0 || has_label_below();
    if (figures_above > 0 && figures_below > 0) return false;
    const std::size_t label = find_label();
    if (label == above_.size() || figures_above + figures_below == 0) return false;
    const bool is_above = has_ink(content_above(label));
    const bool is_below = has_ink(content_below(label));
    if (is_above && is_below) return is_full_above(label);
    // The label is on one page and the figures are on the other one. A single figure may belong to a row without label.
    return figures_above + figures_below > 1 && (is_above ? figures_below > 0 : figures_above > 0);
  }

  std::size_t count_figures(const FilledTable& table, const Cells& cells) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) count += is_own(i) && holds_figure(table.contents[cells[i]]) ? 1 : 0;
    return count;
  }

  // The first cell of the row that says something in words.
  std::size_t find_label() const {
    std::size_t i = 0;
    const auto says_words = [](const std::vector<Glyph>& content) {
      return has_ink(content) && !holds_figure(content);
    };
    while (i < above_.size() && !(is_own(i) && (says_words(content_above(i)) || says_words(content_below(i))))) ++i;
    return i;
  }

  // A head, and the figures below it; or a figure in one row and words in the other one.
  bool has_words_over_figures() const {
    for (std::size_t i = 0; i < above_.size(); ++i) {
      if (!has_ink(content_above(i)) || !has_ink(content_below(i))) continue;
      if (holds_figure(content_above(i)) != holds_figure(content_below(i))) return true;
    }
    return false;
  }

  bool has_label_below() const {
    const std::size_t label = find_label();
    return label < above_.size() && has_ink(content_below(label));
  }

  // A label below another one, not the rest of it.
  bool begins_anew() const {
    for (std::size_t i = 0; i < below_.size(); ++i) {
      if (has_ink(content_above(i)) && begins_label(content_below(i))) return true;
    }
    return false;
  }

  // To stand below what the cell has on the page before.
  void move_up(std::size_t i) {
    const double down = upper_.table.ys.back() - lower_.table.ys[static_cast<std::size_t>(row_)];
    for (Glyph& glyph : content_below(i)) {
      glyph.y += down;
      glyph.box.top += down;
      glyph.box.bottom += down;
      content_above(i).push_back(std::move(glyph));
    }
    content_below(i).clear();
  }

  FilledTable& upper_;
  FilledTable& lower_;
  int row_;  // of the lower part
  Cells above_;
  Cells below_;
};

void mend_torn_row(const FilledTable& first, FilledTable& upper, FilledTable& lower) {
  if (upper.count_rows() < 1) return;
  const int head_rows = count_head_rows(first, lower);
  if (head_rows < lower.count_rows()) Seam(upper, lower, head_rows).mend();
}

}  // namespace

void join_over_pages(std::vector<PageParts>& pages) {
  int number = 0;
  std::vector<FilledTable*> chain;  // of one table, page after page
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (FilledTable& table : pages[i].tables) {
      const bool is_first = &table == &pages[i].tables.front();
      const bool goes_on =
          is_first && i > 0 && !chain.empty() && !pages[i - 1].tables.empty() &&
          chain.back() == &pages[i - 1].tables.back() && ends_page(*chain.back(), pages[i - 1], pages[i]) &&
          begins_page(table, pages[i], pages[i - 1]) && has_same_columns(chain.back()->table, table.table);
      if (!goes_on) {
        chain = {&table};
        table.number = ++number;
        continue;
      }
      table.number = number;
      table.first_row = chain.back()->first_row + chain.back()->count_rows();
      chain.push_back(&table);
      const bool has_more = table.table.xs.size() > chain.front()->table.xs.size();
      const std::vector<double> edges = has_more ? table.table.xs : chain.front()->table.xs;
      for (FilledTable* part_of_it : chain) renumber_columns(part_of_it->table, edges);
      mend_torn_row(*chain.front(), *chain[chain.size() - 2], table);
    }
  }
}

}  // namespace gouji
