#include "database/document.h"

#include <filesystem>

#include "audit/fingerprint.h"
#include "database/json_text.h"
#include "output/characters.h"
#include "output/finding_parts.h"
#include "output/output.h"
#include "record/likeness.h"
#include "series/series_row.h"
#include "value/compression.h"

namespace gouji {
namespace {

std::uint64_t leading_bits(std::string_view hex, int bits) {
  std::uint64_t value = 0;
  for (const char digit : hex.substr(0, 16)) {
    value = value << 4 | static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  return value >> (64 - bits);
}

// The last part of a message's key, as records print it.
std::string code_of(std::string_view key) { return std::string(key.substr(key.rfind('.') + 1)); }

// Makes the rows of one report.
class ReportRows {
 public:
  ReportRows(const Record& record, const Text& text) : record_(record), text_(text) {}

  StoredReport make(const Series& series) const {
    StoredReport report;
    report.form = record_.form->id;
    report.year = record_.year;
    report.publisher = record_.publisher.value;
    report.title = record_.title.value;
    report.document_number = record_.document_number.value;
    report.published = record_.published.value;
    report.period_begin = record_.period_begin.value;
    report.period_end = record_.period_end.value;
    report.cells = cells();
    for (const Claim& claim : record_.claims) report.claims.push_back(stored(claim));
    for (const ExtraFigure& extra : record_.extra) {
      report.extra.push_back({extra.row.str(), extra.column.str(), extra.value, extra.raw, place_of(extra.span)});
    }
    for (const UnreadFigure& unread : record_.unread) {
      report.unread.push_back({unread.raw, code_of(unread.reason), place_of(unread.span)});
    }
    for (const FigureValue& figure : series_row(record_, "", series).figures) {
      report.figures.push_back({name_id(series.figures[figure.figure].id),
                                figure.has_value() ? std::optional(figure.value) : std::nullopt, name_of(figure.status),
                                figure.source->is_near()});
    }
    return report;
  }

 private:
  StoredPlace place_of(Span span) const { return span.empty() ? StoredPlace() : gouji::place_of(text_, span); }

  // Those that a record prints: an optional row's only where it is there.
  std::vector<StoredCell> cells() const {
    std::vector<StoredCell> rows;
    for (std::size_t index = 0; index < record_.cells.size(); ++index) {
      const FormCell& form_cell = record_.form->cells[index];
      const Cell& cell = record_.cells[index];
      if (form_cell.optional && cell.status == CellStatus::missing) continue;
      rows.push_back({name_id(form_cell.id), cell.value, cell.raw, cell.status, place_of(cell.span), cell.unit,
                      code_of(cell.reason), candidates_of(cell)});
    }
    for (const std::string& id : record_.form->absent) {
      StoredCell absent;
      absent.id = name_id(id);
      rows.push_back(std::move(absent));
    }
    return rows;
  }

  static std::string candidates_of(const Cell& cell) {
    if (cell.candidates.empty()) return "";
    return json_of([&](JsonLineWriter& json) {
      json.StartArray();
      for (const Decimal& candidate : cell.candidates) write_decimal(json, candidate);
      json.EndArray();
    });
  }

  StoredClaim stored(const Claim& claim) const {
    const Reading& reading = claim.pattern->readings[claim.reading];
    std::vector<std::string> cells;
    for (const Term& term : reading.value) cells.push_back(record_.form->cells[term.cell].id);
    return {claim.text,          claim.value,      claim.unit,
            reading.id,          json_list(cells), claim.agrees ? std::optional<int>(*claim.agrees) : std::nullopt,
            place_of(claim.span)};
  }

  const Record& record_;
  const Text& text_;
};

StoredFinding stored(const Finding& finding, const Record& record, const Text& text, const Grammar& grammar,
                     Language language) {
  StoredFinding row;
  row.rule = finding.rule->id;
  row.severity = name_of(finding.rule->severity);
  std::vector<std::string> cells;
  for (const CellIndex cell : finding.cells) cells.push_back(record.form->cells[cell].id);
  row.cells = json_list(cells);
  row.expected = finding.expected;
  row.actual = finding.actual;
  row.message = finding.message;
  if (has_place(finding)) {
    const Position position = text.position(finding.span.begin);
    row.place = place_of(text, finding.span);
    row.character = position.column;
  }
  row.repair = repair_of(finding);
  row.suspects = json_of([&](JsonLineWriter& json) { write_suspect_list(finding, record, grammar, language, json); });
  row.fingerprint = finding.fingerprint;
  return row;
}

}  // namespace

StoredPlace place_of(const Text& text, Span span) {
  const int line = text.line_number(span.begin);
  if (const std::optional<Place> place = text.place(span)) return {line, {}, {}, text_of(*place)};
  const Span bytes = text.source(span);
  return {line, static_cast<std::int64_t>(bytes.begin), static_cast<std::int64_t>(bytes.end), ""};
}

std::int64_t document_id(std::string_view sha256) {
  return static_cast<std::int64_t>(leading_bits(sha256, 63 - number_bits) << number_bits);
}

// FNV-1a: it is asked for each cell of each report.
std::int64_t name_id(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char character : name) hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3U;
  return static_cast<std::int64_t>(hash >> 33);
}

StoredDocument make_document(std::string_view bytes, std::string sha256, const Text& text,
                             const std::vector<Record>& records, const std::string& path, const Grammar& grammar,
                             Language language) {
  StoredDocument document;
  document.sha256 = std::move(sha256);
  document.size = static_cast<std::int64_t>(bytes.size());
  document.encoding = text.encoding();
  document.damaged = text.damaged_places;
  document.bytes = compress(bytes);
  for (const Record& record : records) {
    StoredReport report = ReportRows(record, text).make(grammar.series);
    report.named_after = name_after(report.publisher, report.title, path);
    report.likeness = text_of(likeness_of(record));
    report.findings = make_findings(record, text, path, nullptr, grammar, language);
    document.reports.push_back(std::move(report));
  }
  return document;
}

std::vector<StoredFinding> make_findings(const Record& record, const Text& text, const std::string& path,
                                         const Earlier* earlier, const Grammar& grammar, Language language) {
  std::vector<Finding> findings = audit(record, grammar, language, earlier);
  set_fingerprints(findings, record, text, std::filesystem::path(path).filename().string());
  std::vector<StoredFinding> rows;
  for (const Finding& finding : findings) rows.push_back(stored(finding, record, text, grammar, language));
  return rows;
}

std::string name_after(std::string_view publisher, std::string_view title, const std::string& path) {
  return publisher.empty() && title.empty() ? path_text(std::filesystem::path(path).filename().string()) : "";
}

}  // namespace gouji
