#include "document/ofd_drawing.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "document/drawn_path.h"
#include "document/markup.h"
#include "document/transform.h"
#include "text/fold.h"

namespace gouji {
namespace {

constexpr double points_of_millimetre = 72 / 25.4;
constexpr int deepest = 20;  // of blocks in blocks
// A page of a report has some thousands. Drawings that hold themselves several times would never end.
constexpr int most_objects = 200'000;

std::string_view text_at(pugi::xml_node element, const char* name) { return element.attribute(name).value(); }

double number_at(pugi::xml_node element, const char* name, double otherwise) {
  std::string_view written = text_at(element, name);
  return take_number(written).value_or(otherwise);
}

bool is_at(pugi::xml_node element, const char* name, bool otherwise) {
  const std::string_view written = text_at(element, name);
  return written.empty() ? otherwise : written == "true" || written == "1";
}

bool is_white(pugi::xml_node color) {
  constexpr double nearly = 250;
  std::string_view value = text_at(color, "Value");
  int numbers = 0;
  while (const std::optional<double> number = take_number(value)) {
    if (*number < nearly) return false;
    ++numbers;
  }
  return numbers == 1 || numbers == 3;
}

bool is_transparent(pugi::xml_node color) { return number_at(color, "Alpha", 1) == 0; }

// The distances of "g 4 1.5 3.2": four times 1.5, once 3.2.
std::vector<double> distances(std::string_view written, std::size_t most) {
  std::vector<double> result;
  while (result.size() < most) {
    const std::size_t begin = written.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) break;
    written.remove_prefix(begin);
    std::size_t count = 1;
    if (written.front() == 'g') {
      written.remove_prefix(1);
      const std::optional<double> times = take_number(written);
      if (!times) break;
      count = static_cast<std::size_t>(std::clamp(*times, 0.0, static_cast<double>(most)));
    }
    const std::optional<double> distance = take_number(written);
    if (!distance) break;
    result.insert(result.end(), std::min(count, most - result.size()), *distance);
  }
  return result;
}

struct Character {
  std::string utf8;
  double width = 1;  // as a part of the font's size
};

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t character = next_character(text);
    std::string utf8(before.substr(0, before.size() - text.size()));
    // Private codes stand for glyphs of the font, and say nothing of what they show.
    if (character >= 0xE000 && character <= 0xF8FF) utf8 = "\uFFFD";
    characters.push_back({std::move(utf8), display_width(character) > 1 ? 1 : 0.5});
  }
  return characters;
}

std::optional<Direction> direction_of(const Transform& transform) {
  constexpr double most_slope = 0.14;
  const double x = transform.a;
  const double y = transform.b;
  if (std::min(std::abs(x), std::abs(y)) > most_slope * std::max(std::abs(x), std::abs(y))) return std::nullopt;
  if (std::abs(x) >= std::abs(y)) return x >= 0 ? Direction::right : Direction::left;
  return y > 0 ? Direction::down : Direction::up;
}

class Drawer {
 public:
  Drawer(const OfdResources& resources, DrawnPage& page) : resources_(resources), page_(page) {}

  void draw(pugi::xml_node block, const Transform& place, std::string_view draw_param, int depth) {
    if (depth > deepest) return;
    for (const pugi::xml_node object : block.children()) {
      if (++objects_ > most_objects) return;
      if (!is_at(object, "Visible", true)) continue;
      const std::string_view own_param = text_at(object, "DrawParam");
      const std::string_view param = own_param.empty() ? draw_param : own_param;
      const std::string_view name = local_part(object);
      if (name == "Layer" || name == "PageBlock") {
        draw(object, place, param, depth + 1);
      } else if (name == "TextObject") {
        draw_text(object, inside(object, place), param);
      } else if (name == "PathObject") {
        draw_path(object, inside(object, place), param);
      } else if (name == "ImageObject") {
        draw_picture(inside(object, place));
      } else if (name == "CompositeObject") {
        const pugi::xml_node content = child_of(resources_.composite(text_at(object, "ResourceID")), "Content");
        draw(content, inside(object, place), param, depth + 1);
      }
    }
  }

  bool is_complete() const { return objects_ <= most_objects; }

 private:
  // From an object's own coordinates to the page.
  static Transform inside(pugi::xml_node object, const Transform& place) {
    std::string_view boundary = text_at(object, "Boundary");
    const double left = take_number(boundary).value_or(0);
    const double top = take_number(boundary).value_or(0);
    return place.after({1, 0, 0, 1, left, top}).after(transform_of(text_at(object, "CTM")));
  }

  // A color or a width: the object's own, or that of its draw parameters, which may go on in others.
  template <typename Find>
  auto look_up(pugi::xml_node object, std::string_view param, Find find) const {
    auto found = find(object);
    for (int step = 0; !found && step < deepest && !param.empty(); ++step) {
      const pugi::xml_node node = resources_.draw_param(param);
      found = find(node);
      param = text_at(node, "Relative");
    }
    return found;
  }

  pugi::xml_node color(pugi::xml_node object, std::string_view param, std::string_view name) const {
    return look_up(object, param, [&](pugi::xml_node node) { return child_of(node, name); });
  }

  // ---- Text

  void draw_text(pugi::xml_node object, const Transform& place, std::string_view param) {
    const double size = number_at(object, "Size", 0);
    const pugi::xml_node ink = color(object, param, "FillColor");
    const bool is_hidden = number_at(object, "Alpha", 255) == 0 || is_transparent(ink);
    double x = 0;
    double y = 0;
    for (const pugi::xml_node code : object.children()) {
      if (local_part(code) != "TextCode") continue;
      x = number_at(code, "X", x);
      y = number_at(code, "Y", y);
      draw_code(code, object, place, size, x, y, is_hidden);
    }
  }

  void draw_code(pugi::xml_node code, pugi::xml_node object, const Transform& place, double size, double x, double y,
                 bool is_hidden) {
    const std::vector<Character> characters = characters_of(code.text().get());
    const std::vector<double> xs = distances(text_at(code, "DeltaX"), characters.size());
    const std::vector<double> ys = distances(text_at(code, "DeltaY"), characters.size());
    const double scale = number_at(object, "HScale", 1);
    const auto turns = static_cast<int>(number_at(object, "ReadDirection", 0)) / 90;
    for (std::size_t i = 0; i < characters.size(); ++i) {
      double width = characters[i].width * size * scale;
      const double step = i < xs.size() ? xs[i] : i < ys.size() || turns % 2 != 0 ? 0 : width;
      if (step > 0) width = std::min(width, step);
      add_glyph(characters[i].utf8, place, {x, y - 0.88 * size, x + width, y + 0.12 * size}, y, size, turns, is_hidden);
      x += step;
      y += i < ys.size() ? ys[i] : i < xs.size() || turns % 2 == 0 ? 0 : size;
    }
  }

  void add_glyph(const std::string& utf8, const Transform& place, const Box& box, double baseline, double size,
                 int turns, bool is_hidden) {
    Glyph glyph;
    glyph.utf8 = utf8;
    glyph.box = place.box(box);
    glyph.x = place.x(box.left, baseline);
    glyph.y = place.y(box.left, baseline);
    glyph.size = size * std::hypot(place.c, place.d);
    const std::optional<Direction> direction = direction_of(place);
    glyph.is_slanted = !direction;
    glyph.direction =
        static_cast<Direction>(((static_cast<int>(direction.value_or(Direction::right)) + turns) % 4 + 4) % 4);
    glyph.is_hidden = is_hidden;
    if (glyph.size > 0) page_.glyphs.push_back(std::move(glyph));
  }

  // ---- Paths

  void draw_path(pugi::xml_node object, const Transform& place, std::string_view param) {
    constexpr double usual_width = 0.353;
    const DrawnPath path = path_of(child_of(object, "AbbreviatedData").text().get(), place);
    const auto is_seen = [&](std::string_view name) {
      const pugi::xml_node ink = color(object, param, name);
      return !is_white(ink) && !is_transparent(ink) && number_at(object, "Alpha", 255) != 0;
    };
    if (is_at(object, "Stroke", true) && is_seen("StrokeColor")) {
      const pugi::xml_attribute written =
          look_up(object, param, [](pugi::xml_node node) { return node.attribute("LineWidth"); });
      std::string_view width = written.value();
      const double scale = std::sqrt(std::abs(place.a * place.d - place.b * place.c));
      path.add_stroked(take_number(width).value_or(usual_width) * scale, everywhere, page_);
    }
    if (is_at(object, "Fill", false) && is_seen("FillColor")) path.add_filled(everywhere, page_);
  }

  // "M 0 0 L 10 0 C": letters, each with its numbers.
  static DrawnPath path_of(std::string_view written, const Transform& place) {
    DrawnPath path;
    while (true) {
      const std::size_t begin = written.find_first_not_of(" \t\r\n,");
      if (begin == std::string_view::npos) return path;
      const char letter = written[begin];
      written.remove_prefix(begin + 1);
      std::vector<double> numbers;
      while (const std::optional<double> number = take_number(written)) numbers.push_back(*number);
      if (letter == 'C') {
        path.close();
        continue;
      }
      if (numbers.size() < 2) continue;
      // The last two numbers say where it ends.
      const double px = numbers[numbers.size() - 2];
      const double py = numbers.back();
      if (letter == 'M' || letter == 'S') path.move_to(place.x(px, py), place.y(px, py));
      if (letter == 'L') path.line_to(place.x(px, py), place.y(px, py));
      if (letter == 'Q' || letter == 'B' || letter == 'A') path.curve_to(place.x(px, py), place.y(px, py));
    }
  }

  // It covers the unit square of its transform.
  void draw_picture(const Transform& place) {
    const Box box = place.box({0, 0, 1, 1});
    const Box seen = common(box, {0, 0, page_.width, page_.height});
    const double area = page_.width * page_.height;
    if (has_room(seen) && area > 0) page_.picture_area += (seen.right - seen.left) * (seen.bottom - seen.top) / area;
    add_rule(box, page_);
  }

  const OfdResources& resources_;
  DrawnPage& page_;
  int objects_ = 0;
};

}  // namespace

std::string_view local_part(pugi::xml_node element) {
  const std::string_view name = element.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(pugi::xml_node element, std::string_view name) {
  return element.find_child([&](pugi::xml_node child) { return local_part(child) == name; });
}

void OfdResources::add(pugi::xml_node root) {
  for (const pugi::xml_node params : root.children()) {
    for (const pugi::xml_node resource : params.children()) {
      const std::string id = resource.attribute("ID").value();
      if (local_part(resource) == "DrawParam") draw_params_[id] = resource;
      if (local_part(resource) == "CompositeGraphicUnit") composites_[id] = resource;
    }
  }
}

pugi::xml_node OfdResources::draw_param(std::string_view id) const {
  const auto found = draw_params_.find(id);
  return found == draw_params_.end() ? pugi::xml_node() : found->second;
}

pugi::xml_node OfdResources::composite(std::string_view id) const {
  const auto found = composites_.find(id);
  return found == composites_.end() ? pugi::xml_node() : found->second;
}

bool draw(pugi::xml_node content, const OfdResources& resources, double left, double top, DrawnPage& page) {
  const Transform place = {points_of_millimetre,       0, 0, points_of_millimetre, -left * points_of_millimetre,
                           -top * points_of_millimetre};
  Drawer drawer(resources, page);
  drawer.draw(content, place, {}, 0);
  return drawer.is_complete();
}

}  // namespace gouji
