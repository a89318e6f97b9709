#include "cli/diagnostics.h"

#include <fmt/format.h>
#include <unistd.h>

#include "output/characters.h"

namespace gouji {

namespace {

// Nobody can be told when standard error itself cannot be written.
void write_to_standard_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void Diagnostics::error(const Error& error) const {
  say(messages_->format(language_, error));
  if (log_ == nullptr) return;
  ++log_->count;
  if (log_->keeps) log_->errors.push_back(error);
}

void Diagnostics::warning(const Error& warning) const {
  if (quiet_) return;
  say(fmt::format("{}: {}", messages_->format(language_, "audit.warning"), messages_->format(language_, warning)));
}

void Diagnostics::remark(const Error& remark) const {
  if (!quiet_) say(messages_->format(language_, remark));
}

void Diagnostics::progress(std::string_view line) const {
  const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
  if (is_terminal) {
    write_to_standard_error(fmt::format("\r{}\x1B[K", line));
  } else if (!line.empty()) {
    write_to_standard_error(fmt::format("{}\n", line));
  }
}

void Diagnostics::say(const std::string& line) const {
  write_to_standard_error(fmt::format("gouji: {}\n", printable(path_text(line))));
}

}  // namespace gouji
