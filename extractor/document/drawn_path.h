// Paths that are stroked or filled, as far as they are ruled lines.
#pragma once

#include <utility>
#include <vector>

#include "document/page.h"

namespace gouji {

// In the coordinates of the page.
class DrawnPath {
 public:
  void move_to(double x, double y);
  void line_to(double x, double y);
  // To where a curve ends. What has curves is no rule.
  void curve_to(double x, double y);
  void close();

  // Everything that it touches.
  Box box() const;

  // Its straight level and upright pieces become rules, as far as `clip` shows them.
  void add_stroked(double line_width, const Box& clip, DrawnPage& page) const;
  // Its bars do, and the sides of its frames: of a box in a box.
  void add_filled(const Box& clip, DrawnPage& page) const;

 private:
  using Point = std::pair<double, double>;
  struct Piece {
    std::vector<Point> points;
    bool is_straight = true;

    Box box() const;
  };

  std::vector<Piece> pieces_;
};

// What is in both; of no size where nothing is.
Box common(const Box& a, const Box& b);
bool has_room(const Box& box);
inline constexpr Box everywhere = {-1e9, -1e9, 1e9, 1e9};

}  // namespace gouji
