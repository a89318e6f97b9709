#include "document/drawn_path.h"

#include <algorithm>
#include <cmath>

namespace gouji {
namespace {

// A line is level although its ends differ by this much.
constexpr double level = 0.7;
// The lines of a frame are no thicker.
constexpr double thickest_frame = 3.5;

void add_clipped(const Box& box, const Box& clip, DrawnPage& page) {
  const Box shown = common(box, clip);
  if (shown.left <= shown.right && shown.top <= shown.bottom) add_rule(shown, page);
}

void add_stroke(double x1, double y1, double x2, double y2, double line_width, const Box& clip, DrawnPage& page) {
  const double half = line_width / 2;
  const Box box = {std::min(x1, x2), std::min(y1, y2), std::max(x1, x2), std::max(y1, y2)};
  const double width = box.right - box.left;
  const double height = box.bottom - box.top;
  if (height <= level && height <= width) {
    add_clipped({box.left, box.top - half, box.right, box.bottom + half}, clip, page);
  } else if (width <= level) {
    add_clipped({box.left - half, box.top, box.right + half, box.bottom}, clip, page);
  }
}

bool is_frame(const Box& outer, const Box& inner) {
  const auto is_near = [](double a, double b) { return std::abs(a - b) <= thickest_frame; };
  return is_near(outer.left, inner.left) && is_near(outer.top, inner.top) && is_near(outer.right, inner.right) &&
         is_near(outer.bottom, inner.bottom);
}

void add_sides(const Box& box, const Box& clip, DrawnPage& page) {
  add_clipped({box.left, box.top, box.right, box.top}, clip, page);
  add_clipped({box.left, box.bottom, box.right, box.bottom}, clip, page);
  add_clipped({box.left, box.top, box.left, box.bottom}, clip, page);
  add_clipped({box.right, box.top, box.right, box.bottom}, clip, page);
}

}  // namespace

Box common(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

bool has_room(const Box& box) { return box.left < box.right && box.top < box.bottom; }

void DrawnPath::move_to(double x, double y) { pieces_.push_back({{{x, y}}, true}); }

void DrawnPath::line_to(double x, double y) {
  if (pieces_.empty()) return move_to(x, y);
  pieces_.back().points.emplace_back(x, y);
}

void DrawnPath::curve_to(double x, double y) {
  line_to(x, y);
  pieces_.back().is_straight = false;
}

void DrawnPath::close() {
  if (pieces_.empty()) return;
  const Point first = pieces_.back().points.front();
  line_to(first.first, first.second);
}

Box DrawnPath::Piece::box() const {
  Box box = {points.front().first, points.front().second, points.front().first, points.front().second};
  for (const auto& [x, y] : points) {
    box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x), std::max(box.bottom, y)};
  }
  return box;
}

Box DrawnPath::box() const {
  if (pieces_.empty()) return {};
  Box box = pieces_.front().box();
  for (const Piece& piece : pieces_) {
    const Box one = piece.box();
    box = {std::min(box.left, one.left), std::min(box.top, one.top), std::max(box.right, one.right),
           std::max(box.bottom, one.bottom)};
  }
  return box;
}

void DrawnPath::add_stroked(double line_width, const Box& clip, DrawnPage& page) const {
  for (const Piece& piece : pieces_) {
    if (!piece.is_straight) continue;
    for (std::size_t i = 1; i < piece.points.size(); ++i) {
      const auto& [x1, y1] = piece.points[i - 1];
      const auto& [x2, y2] = piece.points[i];
      add_stroke(x1, y1, x2, y2, line_width, clip, page);
    }
  }
}

void DrawnPath::add_filled(const Box& clip, DrawnPage& page) const {
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (!pieces_[i].is_straight || pieces_[i].points.size() < 3) continue;
    const Box box = pieces_[i].box();
    add_clipped(box, clip, page);  // a bar, if it is thin
    if (i > 0 && pieces_[i - 1].is_straight && is_frame(pieces_[i - 1].box(), box)) add_sides(box, clip, page);
  }
}

}  // namespace gouji
