#include "document/pdf_trace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>

#include "document/drawn_path.h"
#include "document/markup.h"
#include "document/transform.h"

namespace gouji {
namespace {

bool starts_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

// The color of paper. Of one number in a color space of its own it cannot be told.
bool is_white(const Tag& tag) {
  constexpr double nearly = 0.98;
  std::string_view color = tag.attribute("color").value_or(std::string_view());
  std::array<double, 4> numbers{};
  std::size_t size = 0;
  while (size < numbers.size()) {
    const std::optional<double> number = take_number(color);
    if (!number) break;
    numbers.at(size++) = *number;
  }
  const auto are = [&](auto fits) {
    return std::all_of(numbers.begin(), numbers.begin() + static_cast<int>(size), fits);
  };
  if (size == 4) return are([](double number) { return number <= 1 - nearly; });
  const bool is_gray = size == 1 && tag.attribute("colorspace") == "DeviceGray";
  return (size == 3 || is_gray) && are([](double number) { return number >= nearly; });
}

bool is_transparent(const Tag& tag) { return tag.attribute("alpha") && tag.number("alpha") == 0; }

// How text of a matrix runs on the page; nullopt where it runs aslant.
std::optional<Direction> direction_of(const Transform& matrix) {
  constexpr double most_slope = 0.14;
  const double x = matrix.a;
  const double y = matrix.b;
  if (std::min(std::abs(x), std::abs(y)) > most_slope * std::max(std::abs(x), std::abs(y))) return std::nullopt;
  if (std::abs(x) >= std::abs(y)) return x >= 0 ? Direction::right : Direction::left;
  return y > 0 ? Direction::down : Direction::up;
}

class Reader {
 public:
  explicit Reader(std::string_view trace) : scanner_(trace) {}

  Trace run() {
    while (const std::optional<Tag> tag = scanner_.next()) {
      if (tag->name == "document") {
        trace_.is_complete = tag->is_end;
      } else if (tag->name == "page") {
        if (!tag->is_end) begin_page(*tag);
      } else if (!trace_.pages.empty()) {
        read(*tag);
      }
    }
    return std::move(trace_);
  }

 private:
  DrawnPage& page() { return trace_.pages.back(); }

  void begin_page(const Tag& tag) {
    std::string_view numbers = tag.attribute("mediabox").value_or(std::string_view());
    Box box;
    for (double* side : {&box.left, &box.top, &box.right, &box.bottom}) *side = take_number(numbers).value_or(0);
    trace_.pages.emplace_back();
    page().width = box.right - box.left;
    page().height = box.bottom - box.top;
    to_page_ = {1, 0, 0, 1, -box.left, -box.top};
    clips_.clear();
    hidden_depth_ = 0;
  }

  void read(const Tag& tag) {
    const std::string_view name = tag.name;
    // A mask is drawn to say how much of what follows is seen, and a tile to be repeated: they are not on the page.
    if (name == "clip_mask" || name == "tile") {
      hidden_depth_ = std::max(0, hidden_depth_ + (tag.is_end ? -1 : 1));
      if (name == "clip_mask" && tag.is_end) clips_.push_back(clip());
    } else if (name == "pop_clip") {
      if (!clips_.empty()) clips_.pop_back();
    } else if (name == "g") {
      add_glyph(tag);
    } else if (name == "span") {
      if (!tag.is_end) begin_span(tag);
    } else if (name == "moveto" || name == "lineto" || name == "closepath" || starts_with(name, "curveto")) {
      extend_path(tag);
    } else if (name.ends_with("_path")) {
      tag.is_end ? end_path(name) : begin_path(tag);
    } else if (name.ends_with("_text")) {
      if (!tag.is_end) begin_text(tag);
    } else if (name.ends_with("_image") || name.ends_with("_image_mask")) {
      if (!tag.is_end) add_image(tag);
    }
  }

  Box clip() const { return clips_.empty() ? everywhere : clips_.back(); }

  void set_transform(const Tag& tag) {
    transform_ = to_page_.after(transform_of(tag.attribute("transform").value_or(std::string_view())));
  }

  // ---- Text

  void begin_text(const Tag& tag) {
    set_transform(tag);
    is_hidden_ =
        tag.name == "ignore_text" || starts_with(tag.name, "clip_") || is_transparent(tag) || hidden_depth_ > 0;
    if (starts_with(tag.name, "clip_")) clips_.push_back(clip());
  }

  void begin_span(const Tag& tag) {
    std::string_view numbers = tag.attribute("trm").value_or(std::string_view());
    Transform matrix;
    for (double* number : {&matrix.a, &matrix.b, &matrix.c, &matrix.d}) *number = take_number(numbers).value_or(0);
    matrix_ = Transform{transform_.a, transform_.b, transform_.c, transform_.d, 0, 0}.after(matrix);
    runs_down_ = tag.attribute("wmode") == "1";
    has_glyph_ = false;
  }

  void add_glyph(const Tag& tag) {
    const std::optional<std::string_view> written = tag.attribute("unicode");
    if (!written) return;
    std::string characters = unescaped(*written);
    if (tag.attribute("glyph") == "-1" && has_glyph_) {  // the second half of a ligature
      page().glyphs.back().utf8 += characters;
      return;
    }
    constexpr double below = 0.12;  // the baseline, and above: as fonts of Han characters have it
    constexpr double above = 0.88;
    const double x = tag.number("x");
    const double y = tag.number("y");
    Transform place = matrix_;
    place.e = transform_.x(x, y);
    place.f = transform_.y(x, y);
    Glyph glyph;
    glyph.utf8 = std::move(characters);
    glyph.box = place.box({0, -below, runs_down_ ? 1 : tag.number("adv"), above});
    glyph.x = place.e;
    glyph.y = place.f;
    glyph.size = std::hypot(matrix_.c, matrix_.d);
    glyph.is_hidden = is_hidden_;
    const std::optional<Direction> direction = direction_of(matrix_);
    glyph.is_slanted = !direction;
    glyph.direction = direction.value_or(Direction::right);
    if (runs_down_) glyph.direction = static_cast<Direction>((static_cast<int>(glyph.direction) + 1) % 4);
    const Box shown = common(glyph.box, clip());
    glyph.is_cut = shown.left > shown.right || shown.top > shown.bottom;
    has_glyph_ = glyph.size > 0;
    if (has_glyph_) page().glyphs.push_back(std::move(glyph));
  }

  // ---- Paths

  void begin_path(const Tag& tag) {
    set_transform(tag);
    path_ = {};
    constexpr double thinnest = 0.1;
    line_width_ =
        std::max(thinnest, tag.number("linewidth") *
                               std::sqrt(std::abs(transform_.a * transform_.d - transform_.b * transform_.c)));
    is_unseen_ = is_white(tag) || is_transparent(tag);
  }

  void extend_path(const Tag& tag) {
    if (tag.name == "closepath") return path_.close();
    // Of a curve the last point counts, and that is enough to know where it is.
    const bool is_curve = starts_with(tag.name, "curveto");
    const char* const last_x = !is_curve ? "x" : tag.attribute("x3") ? "x3" : "x2";
    const char* const last_y = !is_curve ? "y" : tag.attribute("y3") ? "y3" : "y2";
    const double px = tag.number(last_x);
    const double py = tag.number(last_y);
    const double x = transform_.x(px, py);
    const double y = transform_.y(px, py);
    if (tag.name == "moveto") {
      path_.move_to(x, y);
    } else if (is_curve) {
      path_.curve_to(x, y);
    } else {
      path_.line_to(x, y);
    }
  }

  void end_path(std::string_view name) {
    if (name == "clip_path") {
      clips_.push_back(common(clip(), path_.box()));
    } else if (starts_with(name, "clip_")) {
      clips_.push_back(clip());
    } else if (!is_unseen_ && hidden_depth_ == 0) {
      if (name == "stroke_path") path_.add_stroked(line_width_, clip(), page());
      if (name == "fill_path") path_.add_filled(clip(), page());
    }
  }

  // A picture covers the unit square of its transform.
  void add_image(const Tag& tag) {
    set_transform(tag);
    const Box box = common(transform_.box({0, 0, 1, 1}), clip());
    if (starts_with(tag.name, "clip_")) {
      clips_.push_back(box);
    } else if (has_room(box) && hidden_depth_ == 0) {
      const Box seen = common(box, {0, 0, page().width, page().height});
      const double area = page().width * page().height;
      if (has_room(seen) && area > 0) page().picture_area += (seen.right - seen.left) * (seen.bottom - seen.top) / area;
      add_rule(box, page());  // some programs draw lines as pictures that are a dot high
    }
  }

  TagScanner scanner_;
  Trace trace_;
  Transform to_page_;
  std::vector<Box> clips_;
  int hidden_depth_ = 0;
  Transform transform_;
  Transform matrix_;  // of the span's glyphs, from parts of the font's size to the page
  bool runs_down_ = false;
  bool is_hidden_ = false;
  bool has_glyph_ = false;
  DrawnPath path_;
  double line_width_ = 0;
  bool is_unseen_ = false;
};

}  // namespace

Trace read_trace(std::string_view trace) { return Reader(trace).run(); }

}  // namespace gouji
