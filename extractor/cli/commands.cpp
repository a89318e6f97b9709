#include "cli/commands.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "cli/output_file.h"
#include "cli/run.h"
#include "output/csv.h"

namespace gouji {

namespace {

bool has_color(When when, bool to_terminal) {
  if (when != When::automatic) return when == When::always;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return to_terminal && terminal != nullptr && std::string_view(terminal) != "dumb";
}

int terminal_width(int default_width) {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return default_width;
  return std::max<int>(size.ws_col, 40);
}

}  // namespace

std::string format_of(const Session& session, bool to_terminal) {
  if (!session.options.format.empty()) return session.options.format;
  if (session.options.series && to_terminal) return series_formats().front();
  for (const CommandDescription& description : all_commands()) {
    if (description.command != session.options.command) continue;
    return to_terminal ? description.formats.front() : description.format_elsewhere;
  }
  return "";
}

OutputStyle style_of(const Session& session, bool to_terminal) {
  OutputStyle style;
  style.language = session.options.language;
  style.color = has_color(session.options.color, to_terminal);
  if (to_terminal) style.width = terminal_width(style.width);
  return style;
}

std::string csv_header_for(const OutputFile& output, std::string header) {
  return output.is_replaced_at_the_end() ? spreadsheet_mark + header : header;
}

int print(std::string_view text, const Diagnostics& diagnostics, OutputFile& output) {
  Result<void> written = output.write(text);
  if (written) written = output.commit();
  if (written) return ExitStatus::ok;
  diagnostics.error(written.error());
  return ExitStatus::failed;
}

}  // namespace gouji
