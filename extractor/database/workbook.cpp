#include "database/workbook.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <utility>
#include <vector>

#include "database/workbook_check.h"
#include "output/characters.h"

namespace gouji {
namespace {

// What a spreadsheet can hold.
constexpr lxw_row_t most_rows = 1'048'576;
constexpr std::size_t most_name_characters = 31;
constexpr std::size_t most_number_digits = 15;

// In the file it has to be some time; one that stands still gives the same bytes for the same collection.
constexpr time_t time_of_creation = 946684800;  // 2000-01-01

struct Formats {
  lxw_format* heading = nullptr;
  lxw_format* text = nullptr;
  lxw_format* missing = nullptr;
  lxw_format* repaired = nullptr;
  lxw_format* ambiguous = nullptr;
};

// The library gives nothing where it has no memory.
template <typename Made>
Made* made(Made* made) {
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

lxw_format* filled(lxw_workbook* book, lxw_color_t color) {
  lxw_format* format = made(workbook_add_format(book));
  format_set_bg_color(format, color);
  return format;
}

Formats add_formats(lxw_workbook* book) {
  Formats formats;
  formats.heading = made(workbook_add_format(book));
  format_set_bold(formats.heading);
  format_set_text_wrap(formats.heading);
  format_set_border(formats.heading, LXW_BORDER_THIN);
  format_set_align(formats.heading, LXW_ALIGN_CENTER);
  format_set_align(formats.heading, LXW_ALIGN_VERTICAL_CENTER);
  formats.text = made(workbook_add_format(book));
  format_set_text_wrap(formats.text);
  format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
  formats.missing = filled(book, 0xD9D9D9);
  formats.repaired = filled(book, 0xFFF2CC);
  formats.ambiguous = filled(book, 0xF8CBAD);
  return formats;
}

// A sheet's name has at most 31 characters, and none of these.
std::string sheet_name(std::string name) {
  for (char& character : name) {
    if (std::string_view("[]:*?/\\'").find(character) != std::string_view::npos) character = ' ';
  }
  std::size_t characters = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if ((name[at] & 0xC0) == 0x80) continue;
    if (characters++ == most_name_characters) return name.substr(0, at);
  }
  return name;
}

struct Heading {
  std::string group;  // headings side by side with the same one stand under it; empty for none
  std::string text;
  double width = 10;  // in characters
};

// The sheets of one book. Rows are written one after the other and not kept in memory.
class Book {
 public:
  explicit Book(std::string path) : path_(std::move(path)) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_.reset(made(workbook_new_opt(path_.c_str(), &options)));
    lxw_doc_properties properties{};
    properties.created = time_of_creation;
    note(workbook_set_properties(book_.get(), &properties));
    formats_ = add_formats(book_.get());
  }

  const Formats& formats() const { return formats_; }

  // A new sheet; the name is made to be none that was there.
  lxw_worksheet* add(const std::string& wanted) {
    std::string name = sheet_name(wanted);
    for (int number = 2; !names_.insert(name).second; ++number) {
      const std::string suffix = fmt::format(" {}", number);
      name = sheet_name(wanted);
      while (character_count(name) + suffix.size() > most_name_characters) name.erase(last_character(name));
      name += suffix;
    }
    lxw_worksheet* sheet = workbook_add_worksheet(book_.get(), name.c_str());
    if (sheet == nullptr) not_written(LXW_ERROR_CREATING_TMPFILE);
    return sheet;
  }

  // What writing to a sheet came to, which was to give it so many cells.
  void note(lxw_error error, std::size_t cells = 0) {
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) throw std::bad_alloc();
    if (error == LXW_NO_ERROR) cells_ += cells;
  }

  // Throws what a collection's query turns into an error.
  void close() {
    const lxw_error error = workbook_close(book_.release());
    note(error);
    if (error != LXW_NO_ERROR) not_written(error);
    if (cells_of_workbook(path_) != cells_) not_written(LXW_ERROR_CREATING_TMPFILE);
  }

 private:
  [[noreturn]] static void not_written(lxw_error error) {
    throw DatabaseFailure({"spool.not_writable", {{"reason", lxw_strerror(error)}}});
  }

  struct Free {
    // Without writing it: it may lack anything.
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
  };

  static std::size_t last_character(const std::string& text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
    return at;
  }
  static std::size_t character_count(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
  }

  std::string path_;
  std::unique_ptr<lxw_workbook, Free> book_;
  Formats formats_;
  std::size_t cells_ = 0;  // that were written
  std::set<std::string> names_;
};

// Rows under headings; where a sheet is full, they go on in another one.
class Sheet {
 public:
  Sheet(Book& book, std::string name, std::vector<Heading> headings, lxw_col_t frozen)
      : book_(&book), name_(std::move(name)), headings_(std::move(headings)), frozen_(frozen) {
    begin();
  }

  void next_row() {
    if (++row_ == most_rows) begin();
  }

  void write(lxw_col_t column, std::string_view text, lxw_format* format = nullptr) {
    if (text.empty() && format == nullptr) return;
    if (text.empty()) {
      book_->note(worksheet_write_blank(sheet_, row_, column, format), 1);
    } else {
      book_->note(worksheet_write_string(sheet_, row_, column, visible(text).c_str(), format), 1);
    }
  }

  // A value as the database has it: as a number, unless it has more digits than a spreadsheet keeps.
  void write_number(lxw_col_t column, const Statement& row, int value, const std::string& exact,
                    lxw_format* format = nullptr) {
    if (row.is_null(value)) return write(column, "", format);
    const std::string digits = exact.empty() ? row.string(value) : exact;
    if (digits.size() > most_number_digits) return write(column, digits, format);
    book_->note(worksheet_write_number(sheet_, row_, column, row.real(value), format), 1);
  }

 private:
  void begin() {
    sheet_ = book_->add(name_);
    const bool has_groups =
        std::any_of(headings_.begin(), headings_.end(), [](const Heading& heading) { return !heading.group.empty(); });
    for (std::size_t i = 0; i < headings_.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      book_->note(worksheet_set_column(sheet_, column, column, headings_[i].width, nullptr));
    }
    row_ = 0;
    if (has_groups) write_groups();
    for (std::size_t i = 0; i < headings_.size(); ++i) {
      write(static_cast<lxw_col_t>(i), headings_[i].text, book_->formats().heading);
    }
    worksheet_freeze_panes(sheet_, row_ + 1, frozen_);
    ++row_;
  }

  void write_groups() {
    for (std::size_t first = 0; first < headings_.size();) {
      std::size_t end = first + 1;
      const std::string& group = headings_[first].group;
      while (end < headings_.size() && !group.empty() && headings_[end].group == group) ++end;
      const auto begin = static_cast<lxw_col_t>(first);
      if (end - first > 1) {
        book_->note(worksheet_merge_range(sheet_, row_, begin, row_, static_cast<lxw_col_t>(end - 1), group.c_str(),
                                          book_->formats().heading),
                    end - first);
      } else {
        write(begin, group, book_->formats().heading);
      }
      first = end;
    }
    ++row_;
  }

  Book* book_;
  std::string name_;
  std::vector<Heading> headings_;
  lxw_col_t frozen_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
};

// A cell's place in the sheets of a form.
struct CellPlace {
  std::size_t sheet = 0;
  lxw_col_t column = 0;
};

class WorkbookWriter {
 public:
  WorkbookWriter(Connection& connection, Book& book, const Messages& messages, Language language)
      : connection_(connection), book_(book), messages_(messages), language_(language) {}

  void write() {
    Statement forms(connection_, "SELECT DISTINCT form FROM report ORDER BY form DESC");
    std::vector<std::string> ids;
    for (forms.start(); forms.step();) ids.push_back(forms.string(0));
    for (const std::string& form : ids) write_form(form);
    write_series();
    write_problems();
    write_legend();
  }

 private:
  std::string say(std::string_view key, const MessageArguments& arguments = {}) const {
    return messages_.format(language_, key, arguments);
  }

  std::vector<Heading> place_headings() const {
    return {{"", say("workbook.body"), 24}, {"", say("workbook.year"), 7}, {"", say("workbook.path"), 24}};
  }

  static std::string with_unit(const std::string& label, const std::string& unit) {
    if (unit.empty()) return label;
    return label.empty() ? unit : fmt::format("{} ({})", label, unit);
  }

  // The sheets of a form, and where each cell stands in them. A cell that only another form has, since reports have a
  // table of that one, has a sheet of its own.
  std::vector<Sheet> add_sheets(const std::string& form, std::map<std::int64_t, CellPlace>& places) {
    Statement cells(connection_,
                    "WITH used AS (SELECT DISTINCT c.cell FROM report r JOIN cell c ON c.report = r.id WHERE r.form = "
                    "?1), labelled AS (SELECT used.cell, coalesce((SELECT form FROM form_cell own WHERE own.form = ?1 "
                    "AND own.cell = used.cell), (SELECT max(form) FROM form_cell other WHERE other.cell = used.cell)) "
                    "AS form FROM used) SELECT f.cell, f.form, f.table_name, f.row_label, f.column_label, f.unit FROM "
                    "labelled l JOIN form_cell f ON f.form = l.form AND f.cell = l.cell ORDER BY f.form <> ?1, f.form "
                    "DESC, f.position");
    std::vector<std::string> names;
    std::vector<std::vector<Heading>> headings;
    for (cells.start(form); cells.step();) {
      const std::string of_form = cells.string(1);
      const std::string name = of_form == form ? fmt::format("{} {}", form, cells.text(2))
                                               : fmt::format("{} {} {}", form, of_form, cells.text(2));
      auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) {
        names.push_back(name);
        headings.push_back(place_headings());
        found = names.end() - 1;
      }
      const auto sheet = static_cast<std::size_t>(found - names.begin());
      places[cells.integer(0)] = {sheet, static_cast<lxw_col_t>(headings[sheet].size())};
      headings[sheet].push_back({cells.string(3), with_unit(cells.string(4), cells.string(5)), 10});
    }
    std::vector<Sheet> sheets;
    for (std::size_t i = 0; i < names.size(); ++i) sheets.emplace_back(book_, names[i], std::move(headings[i]), 3);
    return sheets;
  }

  void write_form(const std::string& form) {
    std::map<std::int64_t, CellPlace> places;
    std::vector<Sheet> sheets = add_sheets(form, places);
    Statement reports(connection_,
                      "SELECT report, body, year, path FROM placed WHERE form = ? ORDER BY body, year, path, number");
    Statement cells(connection_, "SELECT cell, value, exact, status, candidates FROM cell WHERE report = ?");
    for (reports.start(form); reports.step();) {
      std::vector<bool> is_in(sheets.size());
      for (cells.start(reports.integer(0)); cells.step();) {
        const auto place = places.find(cells.integer(0));
        if (place == places.end()) continue;
        Sheet& sheet = sheets[place->second.sheet];
        if (!is_in[place->second.sheet]) write_place(reports, sheet);
        is_in[place->second.sheet] = true;
        write_cell(cells, sheet, place->second.column);
      }
      for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (is_in[i]) sheets[i].next_row();
      }
    }
  }

  // Body, year and path, which stand behind the report in a row.
  static void write_place(const Statement& row, Sheet& sheet) {
    sheet.write(0, row.text(1));
    sheet.write_number(1, row, 2, "");
    sheet.write(2, row.text(3));
  }

  void write_cell(const Statement& row, Sheet& sheet, lxw_col_t column) const {
    const Formats& formats = book_.formats();
    switch (static_cast<CellStatus>(row.integer(3))) {
      case CellStatus::read:
        return sheet.write_number(column, row, 1, row.string(2));
      case CellStatus::repaired:
        return sheet.write_number(column, row, 1, row.string(2), formats.repaired);
      case CellStatus::missing:
        return sheet.write(column, "", formats.missing);
      case CellStatus::ambiguous:
        return sheet.write(column, row.text(4), formats.ambiguous);
      case CellStatus::blank:
        return;
    }
  }

  void write_series() {
    std::vector<Heading> headings = place_headings();
    std::map<std::int64_t, lxw_col_t> columns;
    Statement figures(connection_, "SELECT id, name, unit FROM figure_name ORDER BY position");
    for (figures.start(); figures.step();) {
      columns[figures.integer(0)] = static_cast<lxw_col_t>(headings.size());
      headings.push_back({"", with_unit(figures.string(1), figures.string(2)), 12});
    }
    Sheet sheet(book_, say("workbook.series"), std::move(headings), 3);
    Statement reports(connection_, "SELECT report, body, year, path FROM placed ORDER BY body, year, path, number");
    Statement values(connection_, "SELECT figure, value, exact FROM figure WHERE report = ?");
    for (reports.start(); reports.step(); sheet.next_row()) {
      write_place(reports, sheet);
      for (values.start(reports.integer(0)); values.step();) {
        const auto column = columns.find(values.integer(0));
        if (column != columns.end()) sheet.write_number(column->second, values, 1, values.string(2));
      }
    }
  }

  void write_problems() {
    struct Column {
      const char* key;
      double width;
    };
    constexpr Column columns[] = {{"publisher", 24},   {"year", 7},      {"path", 24},     {"severity", 8},
                                  {"title", 24},       {"message", 60},  {"expected", 10}, {"actual", 10},
                                  {"line", 7},         {"suspects", 40}, {"repair", 12},   {"rule", 24},
                                  {"fingerprint", 34}, {"place", 40}};
    std::vector<Heading> headings;
    for (const Column& column : columns) {
      headings.push_back({"", say(fmt::format("findings_csv.{}", column.key)), column.width});
    }
    Sheet sheet(book_, say("workbook.problems"), std::move(headings), 3);
    Statement rows(
        connection_,
        "SELECT f.report, f.body, f.year, f.path, f.severity, f.title, f.message, f.expected, f.actual, "
        "f.line, f.suspects, f.repair, f.rule, f.fingerprint, p.form, f.place FROM problems f JOIN placed p ON "
        "p.report = f.report ORDER BY f.body, f.year, f.path, f.line, f.fingerprint");
    for (rows.start(); rows.step(); sheet.next_row()) {
      write_place(rows, sheet);
      sheet.write(3, say(fmt::format("audit.{}", rows.text(4))));
      sheet.write(4, rows.text(5), book_.formats().text);
      sheet.write(5, rows.text(6), book_.formats().text);
      for (int number = 7; number <= 9; ++number) {
        sheet.write_number(static_cast<lxw_col_t>(number - 1), rows, number, "");
      }
      sheet.write(9, suspects_in_words(rows.text(10), rows.string(14)), book_.formats().text);
      sheet.write(10, repair_in_words(rows.string(11)));
      sheet.write(11, rows.text(12));
      sheet.write(12, rows.text(13));
      sheet.write(13, rows.text(15));
    }
  }

  // "a: 13 → 31; b: 1 → 0 + c: 2 → 3", as the list of findings for spreadsheets has it.
  std::string suspects_in_words(std::string_view json, const std::string& form) {
    rapidjson::Document suspects;
    suspects.Parse(json.data(), json.size());
    std::string words;
    if (!suspects.IsArray()) return words;
    int set = 0;
    for (const auto& suspect : suspects.GetArray()) {
      const int its_set = suspect["set"].GetInt();
      if (!words.empty()) words += its_set == set ? " + " : "; ";
      set = its_set;
      words += fmt::format("{}: {} \xE2\x86\x92 {}", label_of(suspect["cell"].GetString(), form),
                           suspect["value"].IsNull() ? say("audit.blank") : number_of(suspect["value"]),
                           number_of(suspect["suggested"]));
    }
    return words;
  }

  static std::string number_of(const rapidjson::Value& value) {
    return value.IsInt64() ? std::to_string(value.GetInt64()) : fmt::format("{}", value.GetDouble());
  }

  const std::string& label_of(const std::string& cell, const std::string& form) {
    const auto [label, is_new] = labels_.try_emplace({form, cell}, cell);
    if (!is_new) return label->second;
    Statement row(connection_,
                  "SELECT row_label, column_label FROM form_cell JOIN cell_name ON id = cell WHERE name = ?1 "
                  "ORDER BY form <> ?2, form DESC LIMIT 1");
    row.start(cell, form);
    if (!row.step()) return label->second;
    const std::string labels[] = {row.string(0), row.string(1)};
    label->second = labels[0].empty() || labels[1].empty()
                        ? labels[0] + labels[1]
                        : say("audit.cell", {{"row", labels[0]}, {"column", labels[1]}});
    return label->second;
  }

  std::string repair_in_words(const std::string& repair) const {
    constexpr std::string_view one_of = "one of ";
    if (repair.rfind(one_of, 0) == 0) return say("findings_csv.one_of", {{"count", repair.substr(one_of.size())}});
    return repair.empty() ? "" : say("findings_csv." + repair);
  }

  void write_legend() {
    const Formats& formats = book_.formats();
    Sheet sheet(book_, say("workbook.legend"), {{"", say("workbook.color"), 10}, {"", say("workbook.meaning"), 80}}, 0);
    const std::pair<lxw_format*, const char*> lines[] = {{nullptr, "workbook.blank"},
                                                         {formats.missing, "workbook.missing"},
                                                         {formats.repaired, "workbook.repaired"},
                                                         {formats.ambiguous, "workbook.ambiguous"}};
    for (const auto& [format, key] : lines) {
      sheet.write(0, "", format);
      sheet.write(1, say(key));
      sheet.next_row();
    }
  }

  Connection& connection_;
  Book& book_;
  const Messages& messages_;
  Language language_;
  std::map<std::pair<std::string, std::string>, std::string> labels_;  // of cells, by form and name
};

}  // namespace

Result<void> write_workbook(Collection& collection, const Messages& messages, const std::string& path) {
  return collection.query([&](Connection& connection) {
    Book book(path);
    // One state of the collection, whatever is written meanwhile.
    connection.execute("BEGIN");
    WorkbookWriter(connection, book, messages, collection.language()).write();
    connection.execute("COMMIT");
    book.close();
  });
}

}  // namespace gouji
