// gouji text: documents as they are read.
#include "cli/commands.h"
#include "cli/input_tally.h"
#include "cli/reader.h"
#include "cli/run.h"
#include "output/characters.h"
#include "source/input_source.h"

namespace gouji {

int text_command(const Session& session) {
  Result<OutputFile> output = OutputFile::open(session.options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const bool as_json = format_of(session, output->is_terminal()) == "jsonl";
  InputSource inputs(std::move(session.listing), false);
  InputTally tally(session);
  bool failed = false;
  for (std::optional<Input> input = inputs.next(); input; input = inputs.next()) {
    if (input->ends_archive) continue;
    const Result<Document> document = read_document(*input);
    const std::string code = document ? "" : document.error().code;
    if (!tally.count(*input, code, document ? 1 : 0) && !document) {
      session.diagnostics.error(document.error());
      failed = true;
    }
    if (!document) continue;
    std::string text;
    const Source source{input->path, document->sha256, &document->text};
    as_json ? write_text_jsonl(source, text) : write_text(source, text);
    if (output->is_terminal() && !as_json) text = visible(text);
    if (const Result<void> written = output->write(text); !written) {
      session.diagnostics.error(written.error());
      return ExitStatus::failed;
    }
  }
  for (const Error& error : inputs.listing().errors) {
    session.diagnostics.error(error);
    failed = true;
  }
  tally.say_skipped();
  failed = !tally.check(inputs.listing().folders) || failed;
  if (const Result<void> written = output->commit(); !written) {
    session.diagnostics.error(written.error());
    failed = true;
  }
  return failed ? ExitStatus::failed : ExitStatus::ok;
}

}  // namespace gouji
