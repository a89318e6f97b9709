#include "database/names.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "database/document.h"
#include "output/output.h"

namespace gouji {
namespace {

// A text between quotation marks: `mark` is doubled inside.
std::string in_marks(std::string_view text, char mark) {
  std::string marked(1, mark);
  for (const char character : text) marked.append(character == mark ? 2 : 1, character);
  return marked + mark;
}

class NamesWriter {
 public:
  NamesWriter(Connection& connection, const Grammar& grammar, Language language)
      : connection_(connection), grammar_(grammar), language_(language) {}

  void write() {
    drop_views();
    for (const char* table : {"cell_name", "form", "form_cell", "figure_name", "rule"}) {
      connection_.execute(fmt::format("DELETE FROM {}", table));
    }
    write_cells();
    write_figures();
    write_rules();
    for (const Form& form : grammar_.forms) make_view_of(form);
    make_series_view();
  }

 private:
  // Those that were made here.
  void drop_views() {
    Statement views(connection_,
                    "SELECT name FROM sqlite_schema WHERE type = 'view' AND (name = 'series' OR "
                    "substr(name, 1, 5) = 'form_') ORDER BY name");
    std::vector<std::string> names;
    for (views.start(); views.step();) names.push_back(views.string(0));
    for (const std::string& name : names) connection_.execute("DROP VIEW " + in_marks(name, '"'));
  }

  std::int64_t id_of(const std::string& name) {
    const std::int64_t id = name_id(name);
    const auto [known, is_new] = names_.emplace(id, name);
    if (!is_new && known->second != name) {
      throw DatabaseFailure({"database.same_id", {{"first", known->second}, {"second", name}}});
    }
    return id;
  }

  void write_cells() {
    Statement form_row(connection_, "INSERT INTO form VALUES (?, ?)");
    Statement cell_row(connection_, "INSERT OR IGNORE INTO cell_name VALUES (?, ?)");
    Statement label_row(connection_, "INSERT OR IGNORE INTO form_cell VALUES (?, ?, ?, ?, ?, ?, ?)");
    std::map<std::string, int> forms_with;
    for (const Form& form : grammar_.forms) {
      for (const FormCell& cell : form.cells) ++forms_with[cell.id];
    }
    for (const Form& form : grammar_.forms) {
      form_row.run(form.id, form.name.in(language_));
      for (std::size_t index = 0; index < form.cells.size(); ++index) {
        const FormCell& cell = form.cells[index];
        std::vector<std::string> names = {cell.id};
        // As with_foreign_tables() names it beside a cell of the same name.
        if (forms_with[cell.id] > 1) names.push_back(form.table_of(cell).id + "." + cell.id);
        for (const std::string& name : names) {
          const std::int64_t id = id_of(name);
          cell_row.run(id, name);
          label_row.run(form.id, id, static_cast<std::int64_t>(index), form.table_of(cell).name.in(language_),
                        form.row_path(cell, language_), form.column_path(cell, language_), cell.unit);
        }
      }
    }
  }

  void write_figures() {
    Statement row(connection_, "INSERT INTO figure_name VALUES (?, ?, ?, ?, ?)");
    const std::vector<SeriesFigure>& figures = grammar_.series.figures;
    for (std::size_t index = 0; index < figures.size(); ++index) {
      const SeriesFigure& figure = figures[index];
      row.run(id_of(figure.id), static_cast<std::int64_t>(index), figure.id, figure.name.in(language_), figure.unit);
    }
  }

  void write_rules() {
    Statement row(connection_, "INSERT INTO rule VALUES (?, ?, ?)");
    for (const Rule* rule : grammar_.rules()) row.run(rule->id, name_of(rule->severity), rule->title.in(language_));
  }

  // One row a report, one column a cell. Each column asks for its own value, so that those that nobody wants cost
  // nothing.
  void make_view_of(const Form& form) {
    std::string columns;
    for (const FormCell& cell : form.cells) {
      columns += fmt::format(", (SELECT value FROM cell WHERE report = p.report AND cell = {}) AS {}", name_id(cell.id),
                             in_marks(cell.id, '"'));
    }
    connection_.execute(
        fmt::format("CREATE VIEW {} AS SELECT p.report, p.body, p.year, p.path{} FROM placed p WHERE "
                    "p.form = {}",
                    in_marks("form_" + form.id, '"'), columns, in_marks(form.id, '\'')));
  }

  void make_series_view() {
    std::string columns;
    for (const SeriesFigure& figure : grammar_.series.figures) {
      columns += fmt::format(", (SELECT value FROM figure WHERE report = p.report AND figure = {}) AS {}",
                             name_id(figure.id), in_marks(figure.id, '"'));
    }
    connection_.execute(
        fmt::format("CREATE VIEW series AS SELECT p.report, p.body, p.year, p.form, p.path{} FROM placed p", columns));
  }

  Connection& connection_;
  const Grammar& grammar_;
  Language language_;
  std::map<std::int64_t, std::string> names_;
};

}  // namespace

void write_names(Connection& connection, const Grammar& grammar, Language language) {
  NamesWriter(connection, grammar, language).write();
}

}  // namespace gouji
