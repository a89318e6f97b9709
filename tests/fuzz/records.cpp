#include "records.h"

#include <algorithm>
#include <vector>

#include "fuzz.h"
#include "gouji.h"
#include "output/output.h"

namespace gouji::fuzz {
namespace {

const Grammar& grammar() {
  static const Grammar loaded = *load_grammar(builtin_grammar_files());
  return loaded;
}

void check(const Record& record, std::string_view text) {
  std::vector<Span> spans;
  for (const Cell& cell : record.cells) {
    const bool is_known = cell.status == CellStatus::read || cell.status == CellStatus::repaired;
    expect(cell.value.has_value() == is_known);
    expect(cell.span.begin <= cell.span.end && cell.span.end <= text.size());
    if (!cell.span.empty()) spans.push_back(cell.span);
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < spans.size(); ++i) {
    expect(spans[i - 1].end <= spans[i].begin || spans[i - 1] == spans[i]);
  }
}

void print(const Record& record, const std::vector<Finding>& findings, const Source& source) {
  std::string out;
  write_record_json(record, source, out);
  write_record_csv(record, source, out);
  write_record_table(record, source, grammar(), {}, out);
  write_findings_jsonl(findings, record, source, grammar(), {}, out);
  write_findings_csv(findings, record, source, grammar(), {}, out);
  write_findings_text(findings, record, source, grammar(), {}, out);
  write_findings_sarif(findings, record, source, grammar(), {}, out);
}

}  // namespace

void check_records_of(const Text& text) {
  const std::vector<Record> records = extract(text, grammar());
  for (std::size_t i = 0; i < records.size(); ++i) {
    check(records[i], text.utf8());
    const Earlier earlier{records[i > 0 ? i - 1 : 0], text, "fuzz"};
    print(records[i], audit(records[i], grammar(), Language::zh, &earlier), {"fuzz", "", &text});
  }
}

}  // namespace gouji::fuzz
