// The map of the series, for `gouji forms --map`: which figures the forms have in common, and what of each is in none.
#include "series/map.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "output/characters.h"
#include "output/json.h"
#include "output/output.h"
#include "output/terminal.h"
#include "text/fold.h"

namespace gouji {
namespace {

// How a figure's entry for a form is shown: the same, near, none.
const char* sign_of(const FigureSource* source) {
  if (source == nullptr) return "-";
  return source->is_near() ? "≈" : "=";
}

template <typename Lines>
std::vector<std::string> ids_of(const std::vector<int>& lines, const Lines& all) {
  std::vector<std::string> ids;
  for (const int line : lines) ids.push_back(all[line].id);
  return ids;
}

class MapText {
 public:
  MapText(const Grammar& grammar, const std::vector<const Form*>& forms, const OutputStyle& style, std::string& out)
      : grammar_(grammar), forms_(forms), style_(style), terminal_{style.color}, out_(out) {}

  void write() {
    measure();
    write_head();
    for (const SeriesFigure& figure : grammar_.series.figures) write_figure(figure);
    out_ += '\n' + say("map.legend") + '\n';
    for (const Form* form : forms_) write_lost(*form);
  }

 private:
  std::string say(std::string_view key, const MessageArguments& arguments = {}) const {
    return grammar_.messages.format(style_.language, key, arguments);
  }

  void measure() {
    for (const SeriesFigure& figure : grammar_.series.figures) {
      id_width_ = std::max(id_width_, display_width(figure.id) + 2);
      unit_width_ = std::max(unit_width_, display_width(figure.unit) + 2);
    }
    for (const Form* form : forms_) sign_width_ = std::max(sign_width_, display_width(form->id) + 2);
  }

  void write_head() {
    std::string head(static_cast<std::size_t>(id_width_ + unit_width_), ' ');
    for (const Form* form : forms_) head += pad_right(form->id, sign_width_);
    out_ += terminal_.bold(head + say("map.figure")) + '\n';
  }

  void write_figure(const SeriesFigure& figure) {
    std::string line = pad_right(figure.id, id_width_) + pad_right(figure.unit, unit_width_);
    for (const Form* form : forms_) line += pad_right(sign_of(figure.source_of(form->id)), sign_width_);
    out_ += line + figure.name.in(style_.language) + '\n';
    for (const Form* form : forms_) {
      const FigureSource* source = figure.source_of(form->id);
      if (source == nullptr || !source->is_near()) continue;
      write_wrapped(fmt::format("≈ {}  ", form->id), source->difference.in(style_.language));
    }
  }

  // Behind a beginning that the lines after the first leave room for.
  void write_wrapped(const std::string& beginning, const std::string& text) {
    constexpr int indent = 6;
    const int room = indent + display_width(beginning);
    std::string before = std::string(indent, ' ') + beginning;
    for (const std::string& line : wrap(text, std::max(style_.width - room, 30))) {
      out_ += terminal_.dim(before + line) + '\n';
      before.assign(static_cast<std::size_t>(room), ' ');
    }
  }

  void write_lost(const Form& form) {
    const std::vector<LostCells> lost = lost_cells(form, grammar_.series);
    int count = 0;
    for (const LostCells& cells : lost) count += cells.count();
    out_ += '\n' +
            terminal_.bold(say("map.lost", {{"form", form.id},
                                            {"count", std::to_string(count)},
                                            {"cells", std::to_string(printed_cells(form))}})) +
            '\n';
    int table = -1;
    for (const LostCells& cells : lost) {
      if (cells.table != table) out_ += "  " + form.tables[cells.table].name.in(style_.language) + '\n';
      table = cells.table;
      write_wrapped(fmt::format("{:>4}  ", cells.count()), described(cells, form));
    }
  }

  // By their ids, which are shorter than labels and what the other commands know them by.
  std::string described(const LostCells& cells, const Form& form) const {
    constexpr std::size_t most_named = 12;
    const Block& block = form.tables[cells.table].blocks[cells.block];
    std::string rows = cells.rows.size() > most_named
                           ? say("map.rows", {{"count", std::to_string(cells.rows.size())}})
                           : fmt::format("{}", fmt::join(ids_of(cells.rows, block.rows), ", "));
    if (cells.group >= 0) {
      const LabelGroup& group = block.row_groups[cells.group];
      const std::string& label = style_.language == Language::zh ? group.labels.front() : group.english;
      rows = say("map.grouped", {{"group", label}, {"rows", rows}});
    }
    if (block.columns.front().id.empty()) return rows;
    return fmt::format("{} × ({})", rows, fmt::join(ids_of(cells.columns, block.columns), ", "));
  }

  const Grammar& grammar_;
  const std::vector<const Form*>& forms_;
  const OutputStyle& style_;
  Terminal terminal_;
  std::string& out_;
  int id_width_ = 0;
  int unit_width_ = 0;
  int sign_width_ = 0;
};

void write_source(const FigureSource& source, IndentedJsonWriter& json) {
  json.StartObject();
  write_member(json, "how", std::string_view(source.is_near() ? "near" : "same"));
  write_member_or_null(json, "cells", source.expression);
  write_member_or_null(json, "claim", source.claim);
  if (source.is_near()) write_member(json, "difference", source.difference);
  json.EndObject();
}

void write_figure(const SeriesFigure& figure, const std::vector<const Form*>& forms, IndentedJsonWriter& json) {
  json.StartObject();
  write_member(json, "id", std::string_view(figure.id));
  write_member(json, "name", figure.name);
  write_member(json, "unit", std::string_view(figure.unit));
  write_key(json, "forms");
  json.StartObject();
  for (const Form* form : forms) {
    write_key(json, form->id);
    const FigureSource* source = figure.source_of(form->id);
    source != nullptr ? write_source(*source, json) : static_cast<void>(json.Null());
  }
  json.EndObject();
  json.EndObject();
}

void write_ids(std::string_view key, const std::vector<std::string>& ids, IndentedJsonWriter& json) {
  write_key(json, key);
  json.StartArray();
  for (const std::string& id : ids) write_string(json, id);
  json.EndArray();
}

void write_lost(const Form& form, const Series& series, IndentedJsonWriter& json) {
  json.StartObject();
  write_member(json, "form", std::string_view(form.id));
  write_key(json, "cells");
  json.Int(printed_cells(form));
  write_key(json, "lost");
  json.StartArray();
  for (const LostCells& cells : lost_cells(form, series)) {
    const Block& block = form.tables[cells.table].blocks[cells.block];
    json.StartObject();
    write_member(json, "table", std::string_view(form.tables[cells.table].id));
    write_member_or_null(json, "group", cells.group < 0 ? "" : block.row_groups[cells.group].id);
    write_ids("rows", ids_of(cells.rows, block.rows), json);
    write_ids("columns", ids_of(cells.columns, block.columns), json);
    write_key(json, "count");
    json.Int(cells.count());
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

void write_map_text(const Grammar& grammar, const std::vector<const Form*>& forms, const OutputStyle& style,
                    std::string& out) {
  MapText(grammar, forms, style, out).write();
}

void write_map_json(const Grammar& grammar, const std::vector<const Form*>& forms, std::string& out) {
  rapidjson::StringBuffer buffer = make_json_buffer();
  IndentedJsonWriter json(buffer);
  set_layout(json);
  json.StartObject();
  write_key(json, "figures");
  json.StartArray();
  for (const SeriesFigure& figure : grammar.series.figures) write_figure(figure, forms, json);
  json.EndArray();
  write_key(json, "forms");
  json.StartArray();
  for (const Form* form : forms) write_lost(*form, grammar.series, json);
  json.EndArray();
  json.EndObject();
  append_line(buffer, out);
}

}  // namespace gouji
