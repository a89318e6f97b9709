#include "table/loose_numbers.h"

#include <algorithm>

#include "table/pieces.h"

namespace gouji {
namespace {

bool begins_before(Span a, Span b) { return a.begin < b.begin; }

std::vector<Span> places_of(const Tables& tables) {
  std::vector<Span> places;
  for (const Cell& cell : tables.cells) {
    if (!cell.span.empty()) places.push_back(cell.span);
    places.insert(places.end(), cell.parts.begin(), cell.parts.end());
  }
  for (const ExtraFigure& figure : tables.extra) places.push_back(figure.span);
  for (const UnreadFigure& figure : tables.unread) places.push_back(figure.span);
  std::sort(places.begin(), places.end(), begins_before);
  return places;
}

// Precondition: places don't overlap, and are in their order.
bool is_in(const std::vector<Span>& places, Span number) {
  const auto behind = std::upper_bound(places.begin(), places.end(), number, begins_before);
  const bool in_next = behind != places.end() && behind->begin < number.end;
  return in_next || (behind != places.begin() && (behind - 1)->end > number.begin);
}

bool is_in_a_region(const Tables& tables, Span number) {
  return std::any_of(tables.regions.begin(), tables.regions.end(),
                     [&](const TableRegion& region) { return region.span.contains(number); });
}

// A line's fields may be joined from several lines, column by column.
const Field* field_at(const PrintedText& printed, Span number) {
  auto line = std::partition_point(printed.lines.begin(), printed.lines.end(),
                                   [&](const FieldLine& one) { return one.span.end <= number.begin; });
  for (; line != printed.lines.end() && line->span.begin <= number.begin; ++line) {
    for (const Field& field : line->fields) {
      if (field.with_note().contains(number)) return &field;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<Span> loose_numbers(const Text& text, const std::vector<Token>& tokens, const PrintedText& printed,
                                const Tables& tables, const CommonGrammar& common) {
  std::vector<Span> loose;
  const std::vector<Span> places = places_of(tables);
  auto token = std::lower_bound(tokens.begin(), tokens.end(), tables.span.begin,
                                [](const Token& one, ByteOffset at) { return one.span.end <= at; });
  for (; token != tokens.end() && token->span.begin < tables.span.end; ++token) {
    if (token->kind != Token::Kind::number || is_in(places, token->span)) continue;
    if (!is_in_a_region(tables, token->span)) continue;
    const Field* field = field_at(printed, token->span);
    const bool is_name = field != nullptr && field->kind == Field::Kind::label &&
                         (field->is_count_in_label || is_named_number(text, field->span, token->span, common));
    if (!is_name) loose.push_back(token->span);
  }
  return loose;
}

}  // namespace gouji
