// How drawings are placed on a page: x' = a x + c y + e, y' = b x + d y + f, written "a b c d e f".
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "document/markup.h"
#include "value/place.h"

namespace gouji {

struct Transform {
  double a = 1;
  double b = 0;
  double c = 0;
  double d = 1;
  double e = 0;
  double f = 0;

  double x(double px, double py) const { return a * px + c * py + e; }
  double y(double px, double py) const { return b * px + d * py + f; }

  // This one after `first`.
  Transform after(const Transform& first) const {
    return {a * first.a + c * first.b, b * first.a + d * first.b, a * first.c + c * first.d,
            b * first.c + d * first.d, x(first.e, first.f),       y(first.e, first.f)};
  }
  // Of a box, the box around what becomes of it.
  Box box(const Box& from) const {
    Box to = {x(from.left, from.top), y(from.left, from.top), x(from.left, from.top), y(from.left, from.top)};
    for (const double px : {from.left, from.right}) {
      for (const double py : {from.top, from.bottom}) {
        to = {std::min(to.left, x(px, py)), std::min(to.top, y(px, py)), std::max(to.right, x(px, py)),
              std::max(to.bottom, y(px, py))};
      }
    }
    return to;
  }
};

// Missing numbers are those of no transform at all.
inline Transform transform_of(std::string_view written) {
  Transform transform;
  for (double* number : {&transform.a, &transform.b, &transform.c, &transform.d, &transform.e, &transform.f}) {
    const std::optional<double> read = take_number(written);
    if (!read) break;
    *number = *read;
  }
  return transform;
}

}  // namespace gouji
