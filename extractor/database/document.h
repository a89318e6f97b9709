// A document as a database keeps it: its bytes, and of each report in it what was read and found, row by row. Making it
// is the work, and is done by many threads; writing it is quick, and is done by one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "form/grammar.h"
#include "record/record.h"

namespace gouji {

// Where something was printed; without a line where it was not. `place` says it in a package or on a page, where the
// bytes of the file do not: text_of() in value/place.h.
struct StoredPlace {
  std::optional<int> line;
  std::optional<std::int64_t> byte_begin;
  std::optional<std::int64_t> byte_end;
  std::string place;
};

StoredPlace place_of(const Text& text, Span span);

struct StoredCell {
  std::int64_t id = 0;  // of its name
  std::optional<Decimal> value;
  std::string raw;
  CellStatus status = CellStatus::missing;
  StoredPlace place;
  std::string unit;
  std::string reason;
  std::string candidates;  // JSON
};

struct StoredClaim {
  std::string text;
  Decimal value;
  std::string unit;
  std::string reading;
  std::string cells;  // JSON
  std::optional<int> agrees;
  StoredPlace place;
};

struct StoredExtra {
  std::string row;
  std::string column;
  std::optional<Decimal> value;
  std::string raw;
  StoredPlace place;
};

struct StoredUnread {
  std::string raw;
  std::string reason;
  StoredPlace place;
};

struct StoredFigure {
  std::int64_t id = 0;  // of its name
  std::optional<Decimal> value;
  std::string status;
  bool near = false;
};

struct StoredFinding {
  std::string rule;
  std::string severity;
  std::string cells;  // JSON
  std::optional<Decimal> expected;
  std::optional<Decimal> actual;
  std::string message;
  StoredPlace place;
  std::optional<int> character;
  std::string repair;
  std::string suspects;  // JSON
  std::string fingerprint;
};

struct StoredReport {
  std::string form;
  int year = 0;
  std::string publisher;
  std::string title;
  std::string document_number;
  std::string published;
  std::string period_begin;
  std::string period_end;
  // The name of its file, where the report itself says nothing by which its findings can be known again.
  std::string named_after;
  std::string likeness;  // text_of() it
  std::vector<StoredCell> cells;
  std::vector<StoredClaim> claims;
  std::vector<StoredExtra> extra;
  std::vector<StoredUnread> unread;
  std::vector<StoredFigure> figures;
  std::vector<StoredFinding> findings;
};

struct StoredDocument {
  std::string sha256;
  std::int64_t size = 0;
  std::string encoding;
  int damaged = 0;    // places
  std::string bytes;  // compressed
  std::vector<StoredReport> reports;
};

// A report's number is a part of its id.
inline constexpr int number_bits = 12;
inline constexpr std::size_t most_reports = std::size_t{1} << number_bits;

// By the first 51 bits of the SHA-256, in front of the number.
std::int64_t document_id(std::string_view sha256);

// What is stored of a name: the same in all databases.
std::int64_t name_id(std::string_view name);

// `path` is what the document is named by where its reports do not name themselves.
StoredDocument make_document(std::string_view bytes, std::string sha256, const Text& text,
                             const std::vector<Record>& records, const std::string& path, const Grammar& grammar,
                             Language language);

// Audits a report, beside an earlier one if there is one.
std::vector<StoredFinding> make_findings(const Record& record, const Text& text, const std::string& path,
                                         const Earlier* earlier, const Grammar& grammar, Language language);

// The file's name where a report has to be named after it; otherwise empty.
std::string name_after(std::string_view publisher, std::string_view title, const std::string& path);

}  // namespace gouji
