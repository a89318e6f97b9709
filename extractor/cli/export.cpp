// gouji export: a database as files of other programs.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cli/reports.h"
#include "cli/run.h"
#include "database/workbook.h"

namespace gouji {
namespace {

// A file without a name that can be opened by a path all the same, while this is there.
class TemporaryFile {
 public:
  TemporaryFile() : descriptor_(open_nameless_file()) {}
  ~TemporaryFile() {
    if (is_open()) ::close(descriptor_);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

 private:
  int descriptor_;
};

Result<void> copy(const std::string& path, OutputFile& output) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail("spool.not_readable", {{"reason", std::strerror(errno)}});
  std::string part(std::size_t{256} * 1024, '\0');
  Result<void> written;
  ssize_t count = 0;
  while (written && (count = ::read(file, part.data(), part.size())) > 0) {
    written = output.write(std::string_view(part).substr(0, static_cast<std::size_t>(count)));
  }
  if (count < 0) written = fail("spool.not_readable", {{"reason", std::strerror(errno)}});
  ::close(file);
  return written;
}

// The library writes to a file by its name: it becomes the output when it is whole.
Result<void> export_workbook(const Session& session, OutputFile& output) {
  const Result<std::unique_ptr<Collection>> collection = Collection::open(session.options.database);
  if (!collection) return tl::make_unexpected(collection.error());
  const TemporaryFile workbook;
  if (!workbook.is_open()) return fail("spool.not_writable", {{"reason", std::strerror(errno)}});
  Result<void> written = write_workbook(**collection, session.grammar.messages, workbook.path());
  if (written) written = copy(workbook.path(), output);
  return written ? output.commit() : written;
}

int export_records(const Session& session, const std::string& format, OutputFile& output) {
  const auto write = format == "csv" ? write_record_csv : write_record_jsonl;
  const Totals totals =
      process_reports(session, output, format == "csv" ? csv_header_for(output, record_csv_header()) : "",
                      [&](const Record& record, const Source& source, InputOutcome& outcome) {
                        write(record, source, outcome.output);
                      });
  return totals.exit_status(session.options);
}

}  // namespace

int export_command(const Session& session) {
  const auto failed = [&](const Error& error) {
    if (error.code != "output.closed") session.diagnostics.error(error);
    return ExitStatus::failed;
  };
  Result<OutputFile> output = OutputFile::open(session.options.output);
  if (!output) return failed(output.error());
  const std::string format = format_of(session, output->is_terminal());
  if (format != "xlsx") return export_records(session, format, *output);
  if (output->is_terminal()) {
    session.diagnostics.error({"usage.workbook_on_terminal", {}});
    return ExitStatus::usage;
  }
  const Result<void> written = export_workbook(session, *output);
  return written ? ExitStatus::ok : failed(written.error());
}

}  // namespace gouji
