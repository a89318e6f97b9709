#include "audit/fingerprint.h"

#include <algorithm>
#include <map>

#include "text/fold.h"
#include "value/sha256.h"

namespace gouji {

namespace {

constexpr std::size_t fingerprint_digits = 32;

// Parts are kept apart by a character that no text holds within a line.
void add(std::string_view part, std::string& all) {
  all += part;
  all += '\n';
}

// What is printed at the finding's place: of a place of several lines, as a table, on the first of them.
std::string printed_at(Span span, const Text& text) {
  const ByteOffset line_end = text.line_span(span.begin).end;
  return fold_utf8(text.at({span.begin, std::max(span.begin, std::min(span.end, line_end))})).utf8;
}

std::string body_of(const Record& record, std::string_view file_name) {
  if (!record.publisher.value.empty()) return record.publisher.value;
  return record.title.value.empty() ? std::string(file_name) : record.title.value;
}

std::string identity_of(const Finding& finding, const Record& record, const Text& text, std::string_view file_name) {
  std::string identity;
  add(body_of(record, file_name), identity);
  add(std::to_string(record.year), identity);
  add(finding.rule->id, identity);
  for (const CellIndex cell : finding.cells) add(record.form->cells[cell].id, identity);
  add(finding.expected ? finding.expected->str() : "", identity);
  add(finding.actual ? finding.actual->str() : "", identity);
  add(printed_at(finding.span, text), identity);
  return identity;
}

}  // namespace

bool is_fingerprint(std::string_view text) {
  return text.size() == fingerprint_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void set_fingerprints(std::vector<Finding>& findings, const Record& record, const Text& text,
                      std::string_view file_name) {
  std::map<std::string, int> occurrences;
  for (Finding& finding : findings) {
    std::string identity = identity_of(finding, record, text, file_name);
    const int before = occurrences[identity]++;
    if (before > 0) add(std::to_string(before), identity);
    finding.fingerprint = sha256_of(identity).substr(0, fingerprint_digits);
  }
}

}  // namespace gouji
