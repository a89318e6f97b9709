#include "dump.h"

#include "database/sqlite.h"

namespace gouji {
namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 0xF];
  }
  return text;
}

std::vector<std::string> rows_of(Connection& connection, const std::string& sql) {
  std::vector<std::string> rows;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    return {"error: " + std::string(sqlite3_errmsg(connection.handle()))};
  }
  while (sqlite3_step(statement) == SQLITE_ROW) {
    std::string row;
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      if (column > 0) row += '|';
      const bool is_blob = sqlite3_column_type(statement, column) == SQLITE_BLOB;
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
      const std::string_view value(bytes == nullptr ? "" : bytes,
                                   static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
      row += is_blob ? hex(value) : std::string(value);
    }
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(statement);
  return rows;
}

}  // namespace

std::string dump(const std::string& database) {
  Connection connection(database, SQLITE_OPEN_READWRITE);
  std::string text;
  for (const std::string& sql : rows_of(connection, "SELECT sql FROM sqlite_schema ORDER BY type, name")) {
    text += sql + ";\n";
  }
  for (const std::string& table :
       rows_of(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
    for (const std::string& row : rows_of(connection, "SELECT * FROM " + table + " ORDER BY 1, 2")) {
      text += table;
      text += ": " + row + '\n';
    }
  }
  return text;
}

std::vector<std::string> query(const std::string& database, const std::string& sql) {
  Connection connection(database, SQLITE_OPEN_READWRITE);
  return rows_of(connection, sql);
}

void execute(const std::string& database, const std::string& sql) {
  Connection(database, SQLITE_OPEN_READWRITE).execute(sql);
}

}  // namespace gouji
