// SQLite with C++'s lifetimes. What fails is thrown as a DatabaseFailure, which only this folder knows: Collection's
// face catches it and returns its Error.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "value/decimal.h"
#include "value/result.h"

namespace gouji {

class DatabaseFailure : public std::exception {
 public:
  explicit DatabaseFailure(Error error) : error_(std::move(error)) {}
  const Error& error() const { return error_; }
  const char* what() const noexcept override { return error_.code.c_str(); }

 private:
  Error error_;
};

class Connection {
 public:
  // `flags` are those of sqlite3_open_v2().
  Connection(const std::string& path, int flags);

  sqlite3* handle() const { return handle_.get(); }
  void execute(const std::string& sql);
  // The only value of a query that has one.
  std::int64_t integer(const std::string& sql);
  bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

  // Throws what a result code means: "database.busy", "database.damaged", … with the argument "path".
  [[noreturn]] void fail(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

// Bytes, and not a text.
struct Blob {
  std::string_view bytes;
};

// A number as it was printed, where a database cannot hold it exactly as a number; otherwise null.
struct Exact {
  const std::optional<Decimal>& value;
};

class Statement {
 public:
  Statement(const Connection& connection, std::string_view sql);

  // Binds the arguments to the parameters in their order and runs to the end. Texts are not copied: they have to be
  // there until then.
  template <typename... Arguments>
  void run(const Arguments&... arguments) {
    start(arguments...);
    finish();
  }

  // Binds; step() then gives row after row.
  template <typename... Arguments>
  void start(const Arguments&... arguments) {
    sqlite3_reset(handle());
    sqlite3_clear_bindings(handle());
    bound_ = 0;
    bind_more(arguments...);
  }
  // Binds the parameters behind those that are bound.
  template <typename... Arguments>
  void bind_more(const Arguments&... arguments) {
    (bind(++bound_, arguments), ...);
  }
  void finish() {
    while (step()) {
    }
  }

  // False behind the last row.
  bool step();

  // Binds the values of another statement's row, which may be another database's, and runs to the end.
  void run_with_row(const Statement& row);

  int columns() const { return sqlite3_column_count(handle()); }
  bool is_null(int column) const { return sqlite3_column_type(handle(), column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle(), column); }
  double real(int column) const { return sqlite3_column_double(handle(), column); }
  // Until the next step.
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  std::string string(int column) const { return std::string(text(column)); }
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };

  sqlite3_stmt* handle() const { return handle_.get(); }
  void check(int code) const;

  void bind(int, std::nullptr_t) {}  // what is not bound is null
  void bind(int parameter, std::int64_t value);
  void bind(int parameter, int value) { bind(parameter, static_cast<std::int64_t>(value)); }
  void bind(int parameter, std::string_view text);
  void bind(int parameter, const std::string& text) { bind(parameter, std::string_view(text)); }
  void bind(int parameter, const char* text) { bind(parameter, std::string_view(text)); }
  void bind(int parameter, Blob blob);
  // A whole number as one, so that it is exact; another one as the nearest binary one.
  void bind(int parameter, const Decimal& value);
  void bind(int parameter, Exact exact);
  template <typename Value>
  void bind(int parameter, const std::optional<Value>& value) {
    value ? bind(parameter, *value) : bind(parameter, nullptr);
  }

  const Connection* connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  int bound_ = 0;  // parameters
};

// Null for an empty text.
inline std::optional<std::string_view> text_or_null(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace gouji
