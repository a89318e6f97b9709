// How long each stage takes for one report of around 13 kB, with what the stages before it returned: Google Benchmark.
#include <benchmark/benchmark.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/collection.h"
#include "gouji.h"
#include "output/output.h"
#include "record/form_choice.h"
#include "record/lines.h"
#include "token/token.h"

namespace gouji::bench {
namespace {

const Grammar& grammar() {
  static const Grammar loaded = *load_grammar(builtin_grammar_files());
  return loaded;
}

// A report at every stage of its way. Several are taken in turn, since no two are alike.
struct Report {
  explicit Report(std::uint64_t seed)
      : bytes(make_published_report(grammar(), seed)),
        text(*decode(bytes)),
        lines(text),
        tokens(tokenize(text)),
        printed(printed_text(text, tokens, grammar().common)),
        chosen(choose_forms(text, lines, tokens, printed, grammar(), "auto")),
        tables(read_tables()),
        record(extract(text, grammar()).at(0)),
        findings(audit(record, grammar(), Language::zh)) {}

  Tables read_tables() const {
    TableRecognizer recognizer(text, tokens, printed, *chosen.at(0).form, grammar().common);
    return recognizer.read(chosen[0].found, std::vector<bool>(printed.rows.size(), false));
  }

  std::string bytes;
  Text text;
  ShortLines lines;
  std::vector<Token> tokens;
  PrintedText printed;
  std::vector<ChosenReport> chosen;
  Tables tables;
  Record record;
  std::vector<Finding> findings;
};

const Report& next_report() {
  constexpr std::size_t count = 50;
  static const std::vector<std::unique_ptr<const Report>> reports = [] {
    std::vector<std::unique_ptr<const Report>> made;
    for (std::uint64_t seed = 1; seed <= count; ++seed) made.push_back(std::make_unique<const Report>(seed));
    return made;
  }();
  static std::size_t next = 0;
  return *reports[next++ % count];
}

// The stage's result for one report after the other, with the rate in bytes of the reports' files.
template <typename Stage>
void measure(benchmark::State& state, const Stage& stage) {
  next_report();  // makes them all, before the clock runs
  std::size_t bytes = 0;
  for (auto _ : state) {
    const Report& report = next_report();
    bytes += report.bytes.size();
    benchmark::DoNotOptimize(stage(report));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void load_grammar_files(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load_grammar(builtin_grammar_files()));
}
BENCHMARK(load_grammar_files)->Unit(benchmark::kMicrosecond);

#define STAGE(name, expression)                                                       \
  void name(benchmark::State& state) {                                                \
    measure(state, []([[maybe_unused]] const Report& report) { return expression; }); \
  }                                                                                   \
  BENCHMARK(name)->Unit(benchmark::kMicrosecond)

STAGE(stage_decode, decode(report.bytes));
STAGE(stage_tokenize, tokenize(report.text));
STAGE(stage_short_lines, ShortLines(report.text));
STAGE(stage_printed_text, printed_text(report.text, report.tokens, grammar().common));
STAGE(stage_choose_forms, choose_forms(report.text, report.lines, report.tokens, report.printed, grammar(), "auto"));
STAGE(stage_recognizer, report.read_tables());
STAGE(stage_make_record, make_record(report.text, report.lines, {0, report.text.utf8().size()}, Tables(report.tables),
                                     *report.chosen[0].form, grammar().common));
STAGE(all_of_extract, extract(report.text, grammar()));
STAGE(stage_audit, audit(report.record, grammar(), Language::zh));

template <typename Write>
std::string written(const Report& report, const Write& write) {
  std::string out;
  write(Source{"report.txt", std::string(64, '0'), &report.text}, out);
  return out;
}
STAGE(stage_write_record,
      written(report, [&](const Source& source, std::string& out) { write_record_jsonl(report.record, source, out); }));
STAGE(stage_write_findings, written(report, [&](const Source& source, std::string& out) {
        write_findings_jsonl(report.findings, report.record, source, grammar(), {}, out);
      }));

}  // namespace
}  // namespace gouji::bench

BENCHMARK_MAIN();
