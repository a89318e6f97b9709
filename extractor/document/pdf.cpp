#include "document/pdf.h"

#include <algorithm>
#include <csignal>
#include <future>
#include <optional>
#include <string_view>
#include <utility>

#include "document/page_check.h"
#include "document/pdf_trace.h"
#include "document/program.h"

namespace gouji {
namespace {

constexpr ProgramLimits limits;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool ran_out_of_memory(const ProgramRun& run) {
  return has(run.errors, "alloc (") || has(run.errors, "ut of memory") || has(run.errors, "bad_alloc");
}

// The first line of what a program complains of that says something.
std::string reason_of(const ProgramRun& run) {
  std::string_view rest = run.errors;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (!line.empty() && !has(line, "ICC support")) return std::string(line);
  }
  return std::to_string(run.status);
}

Error error_of(const ProgramRun& run, const std::string& program) {
  switch (run.end) {
    case ProgramRun::End::out_of_time:
      return {"document.too_slow",
              {{"program", program},
               {"limit", std::to_string(run.status == SIGXCPU ? limits.cpu_seconds : limits.seconds)}}};
    case ProgramRun::End::too_much_output:
      return {"document.too_large", {{"limit", std::to_string(limits.output >> 20U)}, {"part", program}}};
    case ProgramRun::End::exited:
      if (has(run.errors, "assword")) return {"document.encrypted", {}};
      if (ran_out_of_memory(run))
        return {"document.too_large", {{"limit", std::to_string(limits.memory >> 20U)}, {"part", program}}};
      return {"document.damaged", {{"part", reason_of(run)}}};
    default:
      return {"document.program_failed", {{"program", program}, {"reason", reason_of(run)}}};
  }
}

// A run of a program that may not be installed.
struct Witness {
  std::optional<ProgramRun> run;

  bool succeeded() const { return run && run->succeeded(); }
};

Witness ask(const std::string& program, const std::vector<std::string>& arguments, const UnnamedFile& document) {
  const std::optional<std::string> path = find_program(program);
  return {path ? std::optional(run_program(*path, arguments, "/", limits, document.descriptor())) : std::nullopt};
}

bool was_mended(const ProgramRun& run) { return has(run.errors, "repair") || has(run.errors, "error:"); }

// What mutool drew, if it is the whole document.
Result<std::vector<DrawnPage>> pages_of(const ProgramRun& drawing, const Witness& words, std::size_t worded_pages) {
  if (!drawing.succeeded()) return tl::make_unexpected(error_of(drawing, "mutool"));
  Trace trace = read_trace(drawing.output);
  // A document that was cut is mended as far as it goes, and looks whole.
  const bool is_doubtful = was_mended(drawing) && words.run && !words.succeeded();
  if (!trace.is_complete || trace.pages.empty() || is_doubtful ||
      (words.succeeded() && worded_pages != trace.pages.size())) {
    return fail("document.damaged", {{"part", reason_of(is_doubtful ? *words.run : drawing)}});
  }
  return std::move(trace.pages);
}

}  // namespace

Result<Text> text_of(std::vector<DrawnPage> drawn, const std::vector<PageOfWords>& worded) {
  if (std::optional<Error> error = error_in(drawn)) return tl::make_unexpected(std::move(*error));
  Origin origin;
  clean(drawn, origin);
  std::vector<Disagreement> disagreements = compare(drawn, worded);
  Text text = text_of(blocks_of(std::move(drawn)), "UTF-8", std::move(origin));
  text.disagreements = std::move(disagreements);
  return text;
}

Result<Text> read_pdf(const std::string& bytes) {
  const std::optional<UnnamedFile> document = UnnamedFile::make(bytes);
  if (!document) return fail("document.no_room");
  const std::string pages = std::to_string(most_document_pages + 1);
  // Both at the same time, since they take longer than all the rest; one after the other where there is no thread.
  std::future<Witness> asked = std::async(std::launch::async | std::launch::deferred, [&] {
    return ask("pdftotext", {"-bbox-layout", "-l", pages, "/dev/stdin", "-"}, *document);
  });
  const Witness drawing = ask("mutool", {"draw", "-q", "-F", "trace", "/dev/stdin", "1-" + pages}, *document);
  const Witness words = asked.get();
  if (drawing.run && !drawing.succeeded()) return tl::make_unexpected(error_of(*drawing.run, "mutool"));
  if (!drawing.run && !words.run)
    return fail("document.no_program", {{"program", "mutool"}, {"package", "mupdf-tools"}});
  const std::vector<PageOfWords> worded =
      words.succeeded() ? read_words(words.run->output) : std::vector<PageOfWords>();
  if (!drawing.run) {
    if (!words.succeeded()) return tl::make_unexpected(error_of(*words.run, "pdftotext"));
    return text_of(glyphs_of(worded), {});
  }
  Result<std::vector<DrawnPage>> drawn = pages_of(*drawing.run, words, worded.size());
  if (!drawn) return tl::make_unexpected(drawn.error());
  return text_of(std::move(*drawn), worded);
}

}  // namespace gouji
