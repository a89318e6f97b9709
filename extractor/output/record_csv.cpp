#include "output/characters.h"
#include "output/csv.h"
#include "output/output.h"

namespace gouji {

std::string record_csv_header() { return "path,form,year,publisher,cell,value,raw,status,line,begin,end,unit,place\n"; }

void write_record_csv(const Record& record, const Source& source, std::string& out) {
  const Text& text = *source.text;
  const std::string path = path_text(source.path);
  const std::string year = record.year == 0 ? "" : std::to_string(record.year);
  for (std::size_t index = 0; index < record.cells.size(); ++index) {
    const FormCell& form_cell = record.form->cells[index];
    const Cell& cell = record.cells[index];
    if (form_cell.optional && cell.status == CellStatus::missing) continue;
    const bool placed = !cell.span.empty();
    const std::optional<Place> place = placed ? text.place(cell.span) : std::nullopt;
    const bool is_in_file = placed && !place;
    const Span bytes = is_in_file ? text.source(cell.span) : Span{};
    append_csv_line(
        {path, record.form->id, year, record.publisher.value, form_cell.id, cell.value ? cell.value->str() : "",
         cell.raw, name_of(cell.status), placed ? std::to_string(text.line_number(cell.span.begin)) : "",
         is_in_file ? std::to_string(bytes.begin) : "", is_in_file ? std::to_string(bytes.end) : "",
         cell.unit.empty() ? form_cell.unit : cell.unit, place ? text_of(*place) : ""},
        out);
  }
  for (const std::string& id : record.form->absent) {
    append_csv_line({path, record.form->id, year, record.publisher.value, id, "", "", name_of(CellStatus::missing), "",
                     "", "", "", ""},
                    out);
  }
}

}  // namespace gouji
