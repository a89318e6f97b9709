#include "database/sqlite.h"

#include <charconv>
#include <cstring>
#include <new>

namespace gouji {
namespace {

constexpr int busy_milliseconds = 5000;

std::string reason_of(int code, sqlite3* handle) {
  const int system_error = handle == nullptr ? 0 : sqlite3_system_errno(handle);
  const int kind = code & 0xFF;
  const bool by_system = kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN;
  if (by_system && system_error != 0) return std::strerror(system_error);
  return handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle);
}

const char* code_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return "database.not_gouji";
    case SQLITE_CORRUPT:
      return "database.damaged";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "database.busy";
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "database.not_openable";
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
      return "database.not_writable";
    default:
      return "database.failed";
  }
}

}  // namespace

Connection::Connection(const std::string& path, int flags) : path_(path) {
  sqlite3* handle = nullptr;
  // A path is never an address: "file:…" is a file of this name.
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, busy_milliseconds);
}

void Connection::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Connection::integer(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

void Connection::fail(int code) const {
  if ((code & 0xFF) == SQLITE_NOMEM) throw std::bad_alloc();
  throw DatabaseFailure({code_of(code), {{"path", path_}, {"reason", reason_of(code, handle())}}});
}

Statement::Statement(const Connection& connection, std::string_view sql) : connection_(&connection) {
  sqlite3_stmt* handle = nullptr;
  const int code =
      sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()), 0, &handle, nullptr);
  handle_.reset(handle);
  check(code);
}

bool Statement::step() {
  const int code = sqlite3_step(handle());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    sqlite3_reset(handle());
    connection_->fail(code);
  }
  sqlite3_reset(handle());
  return false;
}

void Statement::run_with_row(const Statement& row) {
  sqlite3_reset(handle());
  for (int column = 0; column < row.columns(); ++column) {
    check(sqlite3_bind_value(handle(), column + 1, sqlite3_column_value(row.handle(), column)));
  }
  finish();
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))};
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) connection_->fail(code);
}

void Statement::bind(int parameter, std::int64_t value) { check(sqlite3_bind_int64(handle(), parameter, value)); }

void Statement::bind(int parameter, std::string_view text) {
  const char* begin = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text64(handle(), parameter, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int parameter, Blob blob) {
  const char* begin = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  check(sqlite3_bind_blob64(handle(), parameter, begin, blob.bytes.size(), SQLITE_STATIC));
}

void Statement::bind(int parameter, const Decimal& value) {
  const std::string digits = value.str();
  const char* end = digits.data() + digits.size();
  std::int64_t whole = 0;
  const auto [rest, error] = std::from_chars(digits.data(), end, whole);
  if (error == std::errc() && rest == end) return bind(parameter, whole);
  double nearest = 0;
  std::from_chars(digits.data(), end, nearest);
  check(sqlite3_bind_double(handle(), parameter, nearest));
}

void Statement::bind(int parameter, Exact exact) {
  if (!exact.value || exact.value->scale() == 0) return;
  const std::string text = exact.value->str();
  check(sqlite3_bind_text64(handle(), parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

}  // namespace gouji
