#include "cli/run.h"

#include <execinfo.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "cli/clashes.h"
#include "cli/commands.h"
#include "cli/output_file.h"

namespace gouji {

namespace {

// A file that is opened later must not get the number of a standard stream that the caller closed: results or messages
// would go into it. Opened for reading, writing to it fails as writing to a closed stream does.
void keep_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) < 0 && ::open("/dev/null", O_RDONLY) != stream) return;
  }
}

// For what happens before there are messages to say it with, and where there is no memory to make them.
int say_and_fail(const char* what, const char* detail = "") {
  for (const char* part : {"gouji: ", what, detail, "\n"}) {
    if (::write(STDERR_FILENO, part, std::strlen(part)) < 0) break;
  }
  return ExitStatus::failed;
}

Result<Grammar> load_grammar_folder(const std::string& folder) {
  const Result<std::vector<GrammarFile>> files = read_grammar_files(folder);
  if (!files) return tl::make_unexpected(files.error());
  return load_grammar(*files);
}

int run_command(const Session& session) {
  const auto& [options, grammar, diagnostics, listing, summary] = session;
  if (options.form != "auto" && grammar.find_form(options.form) == nullptr) {
    diagnostics.error(unknown_form(options.form, grammar));
    return ExitStatus::usage;
  }
  switch (*options.command) {
    case Command::extract:
      return extract_command(session);
    case Command::audit:
      return audit_command(session);
    case Command::ingest:
      return ingest_command(session);
    case Command::export_:
      return export_command(session);
    case Command::merge:
      return merge_command(session);
    case Command::forms:
      return forms_command(session);
    case Command::explain:
      return explain_command(session);
    case Command::text:
      return text_command(session);
    case Command::completion:
      return completion_command(session);
  }
  return ExitStatus::usage;
}

std::string name_of(Command command) {
  for (const CommandDescription& description : all_commands()) {
    if (description.command == command) return description.name;
  }
  return "";
}

// The same with what --summary-json asks for.
int run_and_summarize(const Options& options, const Grammar& grammar, const Diagnostics& diagnostics, ErrorLog& told) {
  Listing listing;
  if (reads_inputs(*options.command)) listing = list_inputs(options.arguments, options.follow);
  if (const Result<void> apart = keep_apart(options, listing); !apart) {
    diagnostics.error(apart.error());
    return ExitStatus::usage;
  }
  if (options.summary_json.empty()) return run_command({options, grammar, diagnostics, listing});
  const auto failed = [&](const Error& error) {
    diagnostics.error(error);
    return ExitStatus::failed;
  };
  told.keeps = true;
  // Whether it can be written shall not be known only after hours of work.
  if (const Result<OutputFile> output = OutputFile::open(options.summary_json); !output) return failed(output.error());
  RunSummary summary;
  const int status = run_command({options, grammar, diagnostics, listing, &summary});
  Result<OutputFile> output = OutputFile::open(options.summary_json);
  if (!output) return failed(output.error());
  Result<void> written = output->write(
      run_summary_json(summary, name_of(*options.command), status, told, grammar.messages, options.language));
  if (written) written = output->commit();
  return written ? status : failed(written.error());
}

bool is_question(const Result<Options>& options) { return options && (options->help || options->version); }

// --help and --version wait for no grammar.
int answer(const Options& options, Language language, const Messages& messages) {
  Result<OutputFile> output = OutputFile::open("");
  return print(options.help ? help_text(options.command, messages, language) : "gouji " GOUJI_VERSION "\n",
               Diagnostics(messages, language, options.quiet), *output);
}

int run_with_grammar(const Result<Options>& options, Language language, const Grammar& builtin) {
  ErrorLog told;
  const Diagnostics diagnostics(builtin.messages, language, options && options->quiet, &told);
  if (!options) {
    diagnostics.error(options.error());
    return ExitStatus::usage;
  }
  if (is_question(options)) return answer(*options, language, builtin.messages);
  if (options->grammar.empty()) return run_and_summarize(*options, builtin, diagnostics, told);
  const Result<Grammar> grammar = load_grammar_folder(options->grammar);
  if (!grammar) {
    diagnostics.error(grammar.error());
    return ExitStatus::usage;
  }
  return run_and_summarize(*options, *grammar, diagnostics, told);
}

// What is built in is wrong.
int fail_without_messages(const Error& error) {
  std::string what = error.code;
  for (const auto& [name, value] : error.arguments) what += fmt::format(", {}: {}", name, value);
  return say_and_fail(what.c_str());
}

int run_unprotected(const std::vector<std::string>& arguments) {
  const Language language = language_of(arguments);
  const Result<Options> options = parse_options(arguments, language);
  if (is_question(options)) {
    const Result<Messages> messages = load_messages(builtin_grammar_files());
    return messages ? answer(*options, language, *messages) : fail_without_messages(messages.error());
  }
  const Result<Grammar> builtin = load_grammar(builtin_grammar_files());
  return builtin ? run_with_grammar(options, language, *builtin) : fail_without_messages(builtin.error());
}

// An exception passes through functions of the C library, such as pthread_once() under what RE2 makes once, only when
// that has the unwinder, which it gets when it is first needed: too late where there is no memory.
void load_unwinder() {
  void* frame = nullptr;
  ::backtrace(&frame, 1);
}

// Whatever is thrown ends here.
template <typename Work>
int guarded(const Work& work) {
  load_unwinder();
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return say_and_fail("not enough memory");
  } catch (const std::exception& exception) {
    return say_and_fail("internal error: ", exception.what());
  }
}

}  // namespace

int run(int argc, char** argv) {
  keep_standard_streams();
  // A closed pipe is an error of write(), not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a file that may not grow any more.
  std::signal(SIGXFSZ, SIG_IGN);
  return guarded([&] { return run_unprotected(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc)); });
}

int run(const std::vector<std::string>& arguments, const Grammar& builtin) {
  return guarded([&] {
    const Language language = language_of(arguments);
    return run_with_grammar(parse_options(arguments, language), language, builtin);
  });
}

}  // namespace gouji
