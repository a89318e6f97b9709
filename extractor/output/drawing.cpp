#include "output/drawing.h"

#include <algorithm>
#include <numeric>

#include "output/characters.h"
#include "text/fold.h"

namespace gouji {

namespace {

constexpr int gap = 3;  // display columns between two columns' contents: " | "
constexpr int narrowest_label = 16;

// Display columns of each column's content.
using Widths = std::vector<int>;

int total(const Widths& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) + gap * static_cast<int>(widths.size()) + 1;
}

int span_width(const Widths& widths, int column, int columns) {
  return std::accumulate(widths.begin() + column, widths.begin() + column + columns, 0) + gap * (columns - 1);
}

// Widths of the figures' columns when their headers are wrapped to about `header_width`.
Widths figure_widths(const Drawing& drawing, int header_width) {
  Widths widths(drawing.columns, 1);
  for (const DrawnHeader& header : drawing.headers) {
    if (header.columns != 1) continue;
    for (const std::string& line : wrap(header.text, std::max(header_width, unbreakable_width(header.text)))) {
      widths[header.column] = std::max(widths[header.column], display_width(line));
    }
  }
  for (const DrawnRow& row : drawing.rows) {
    for (std::size_t i = 0; i < row.figures.size(); ++i) {
      widths[i + 1] = std::max(widths[i + 1], display_width(row.figures[i]));
    }
  }
  return widths;
}

int label_width(const Drawing& drawing) {
  int widest = 1;
  for (const DrawnRow& row : drawing.rows) widest = std::max(widest, row.indent + display_width(row.label));
  return widest;
}

// Wide headers first; narrower ones while the table does not fit and the labels are squeezed.
Widths widths_of(const Drawing& drawing, int width) {
  constexpr int header_widths[] = {12, 8, 6, 4};
  const int wanted = label_width(drawing);
  Widths widths;
  for (const int header_width : header_widths) {
    widths = figure_widths(drawing, header_width);
    widths[0] = 0;
    const int room = width - total(widths);
    widths[0] = std::clamp(wanted, 1, std::max(room, narrowest_label));
    if (room >= std::min(wanted, 2 * narrowest_label)) break;
  }
  return widths;
}

// A box character by its arms; no arm at all is a space.
const char* junction(bool up, bool down, bool left, bool right) {
  static const char* const characters[] = {" ", "╶", "╴", "─", "╷", "┌", "┐", "┬",
                                           "╵", "└", "┘", "┴", "│", "├", "┤", "┼"};
  return characters[(up ? 8 : 0) + (down ? 4 : 0) + (left ? 2 : 0) + (right ? 1 : 0)];
}

// Which header covers a slot. Bands above and below the header's, and columns beside the table, have owners of their
// own.
class Owners {
 public:
  explicit Owners(const Drawing& drawing) : columns_(drawing.columns), bands_(drawing.bands) {
    owners_.assign(columns_ * std::max(bands_, 1), nothing);
    int number = 0;
    for (const DrawnHeader& header : drawing.headers) {
      for (int band = header.band; band < header.band + header.bands; ++band) {
        for (int column = header.column; column < header.column + header.columns; ++column) {
          owners_[band * columns_ + column] = number;
        }
      }
      ++number;
    }
  }

  // The slot of `band`; band -1 is above the table, band `bands` holds the rows, band `bands` + 1 is below.
  int at(int band, int column) const {
    if (band < 0 || band > bands_ || column < 0 || column >= columns_) return nothing;
    if (band == bands_) return first_body + column;
    return owners_[band * columns_ + column];
  }

  // The rule over a band, with a junction wherever a line meets it.
  std::string rule_over(int band, const Widths& widths) const {
    std::string rule;
    for (int column = 0; column <= columns_; ++column) {
      const bool up = at(band - 1, column - 1) != at(band - 1, column);
      const bool down = at(band, column - 1) != at(band, column);
      const bool left = at(band - 1, column - 1) != at(band, column - 1);
      const bool right = at(band - 1, column) != at(band, column);
      rule += junction(up, down, left, right);
      if (column == columns_) break;
      for (int i = 0; i < widths[column] + gap - 1; ++i) rule += right ? "─" : " ";
    }
    return rule;
  }

 private:
  static constexpr int nothing = -1;
  static constexpr int first_body = 1 << 20;

  int columns_;
  int bands_;
  std::vector<int> owners_;
};

// Labels to the left, headers over their figures to the right, headers over several columns in the middle.
std::string aligned(const std::string& text, int width, int column, int columns) {
  if (column == 0) return pad_right(text, width);
  if (columns == 1) return pad_left(text, width);
  return pad_right(pad_left(text, (width + display_width(text)) / 2), width);
}

// The headers whose last band is `band`, from left to right; the others that cross it leave room.
void draw_band(const Drawing& drawing, int band, const Widths& widths, std::string& out) {
  struct Field {
    std::vector<std::string> lines;
    int column;
    int columns;
    int width;
  };
  std::vector<Field> fields;
  std::size_t height = 1;
  for (const DrawnHeader& header : drawing.headers) {
    if (band < header.band || band >= header.band + header.bands) continue;
    const int width = span_width(widths, header.column, header.columns);
    const bool last = band == header.band + header.bands - 1;
    fields.push_back(
        {last ? wrap(header.text, width) : std::vector<std::string>{""}, header.column, header.columns, width});
    height = std::max(height, fields.back().lines.size());
  }
  std::sort(fields.begin(), fields.end(), [](const Field& a, const Field& b) { return a.column < b.column; });
  for (std::size_t line = 0; line < height; ++line) {
    for (const Field& field : fields) {
      const std::size_t above = height - field.lines.size();
      const std::string text = line < above ? "" : field.lines[line - above];
      out += "│ ";
      out += aligned(text, field.width, field.column, field.columns);
      out += ' ';
    }
    out += "│\n";
  }
}

void draw_row(const DrawnRow& row, const Widths& widths, std::string& out) {
  const int indent = std::min(row.indent, widths[0] / 2);
  const std::vector<std::string> label = wrap(row.label, widths[0] - indent);
  for (std::size_t line = 0; line < label.size(); ++line) {
    out += "│ " + std::string(indent, ' ') + pad_right(label[line], widths[0] - indent) + " ";
    for (std::size_t column = 1; column < widths.size(); ++column) {
      // The figures stand beside the last line of their label, as in print.
      const bool has_figure = line + 1 == label.size() && column <= row.figures.size();
      out += "│ " + pad_left(has_figure ? row.figures[column - 1] : "", widths[column]) + " ";
    }
    out += "│\n";
  }
}

}  // namespace

void draw(const Drawing& drawing, int width, std::string& out) {
  const Widths widths = widths_of(drawing, width);
  const Owners owners(drawing);
  for (int band = 0; band < drawing.bands; ++band) {
    out += owners.rule_over(band, widths) + '\n';
    draw_band(drawing, band, widths, out);
  }
  out += owners.rule_over(drawing.bands, widths) + '\n';
  for (const DrawnRow& row : drawing.rows) draw_row(row, widths, out);
  out += owners.rule_over(drawing.bands + 1, widths) + '\n';
}

}  // namespace gouji
