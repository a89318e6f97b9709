#include "form/series.h"

#include <algorithm>

namespace gouji {

const FigureSource* SeriesFigure::source_of(std::string_view form) const {
  const auto found =
      std::find_if(sources.begin(), sources.end(), [&](const FigureSource& source) { return source.form == form; });
  return found == sources.end() ? nullptr : &*found;
}

std::optional<int> Series::places_between(std::string_view from, std::string_view to) const {
  if (from == to) return 0;
  for (const UnitScale& scale : scales) {
    const auto source = scale.find(from);
    const auto target = scale.find(to);
    if (source != scale.end() && target != scale.end()) return target->second - source->second;
  }
  return std::nullopt;
}

}  // namespace gouji
