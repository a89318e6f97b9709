#include "value/place.h"

#include <fmt/format.h>

#include <cmath>

namespace gouji {
namespace {

// As sheets name their columns: A, B, …, Z, AA, …
std::string column_name(int column) {
  constexpr int letters = 26;
  std::string name;
  for (int rest = column; rest > 0; rest = (rest - 1) / letters)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % letters));
  return name;
}

// Hundredths of a point are finer than any printer.
double rounded(double points) { return std::round(points * 100) / 100; }

}  // namespace

std::string address_of(const Place& place) {
  if (place.table == 0) return {};
  if (!place.sheet.empty()) return fmt::format("{}!{}{}", place.sheet, column_name(place.column), place.row);
  return fmt::format("table {}, row {}, column {}", place.table, place.row, place.column);
}

std::string text_of(const Place& place) {
  std::string text;
  if (!place.part.empty()) text = fmt::format("{} [{} {}]", place.part, place.bytes.begin, place.bytes.end);
  if (place.page > 0) {
    text += fmt::format("{}page {} [{} {} {} {}]", text.empty() ? "" : ", ", place.page, rounded(place.box.left),
                        rounded(place.box.top), rounded(place.box.right), rounded(place.box.bottom));
  }
  if (const std::string address = address_of(place); !address.empty()) text += (text.empty() ? "" : ", ") + address;
  return text;
}

}  // namespace gouji
