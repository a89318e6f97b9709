// The series as a table for spreadsheets: a row for each report, a column for each figure.
#include <fmt/format.h>

#include "output/characters.h"
#include "output/csv.h"
#include "output/output.h"

namespace gouji {

std::string series_csv_header(const Series& series) {
  std::vector<std::string> columns = {"body", "year", "form", "path"};
  for (const SeriesFigure& figure : series.figures) columns.push_back(fmt::format("{} ({})", figure.id, figure.unit));
  std::string header;
  append_csv_line(columns, header);
  return header;
}

void write_series_csv(const Body& body, const YearRows& year, const SeriesTable& table, const Series& series,
                      std::string& out) {
  for (std::size_t index = year.begin; index < year.end; ++index) {
    const SeriesRow& row = table.rows[index];
    std::vector<std::string> fields = {body.name, row.year == 0 ? "" : std::to_string(row.year), row.form,
                                       path_text(row.path)};
    fields.resize(fields.size() + series.figures.size());
    std::string* figures = &fields[fields.size() - series.figures.size()];
    for (const FigureValue& value : row.figures) {
      if (value.has_value()) figures[value.figure] = value.value.str();
    }
    append_csv_line(fields, out);
  }
}

}  // namespace gouji
