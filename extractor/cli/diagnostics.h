// What is said to the user on standard error: one line each, in the user's language, with the program's name in front.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "form/messages.h"
#include "value/result.h"

namespace gouji {

// The errors that were told, for a summary of the run.
struct ErrorLog {
  std::size_t count = 0;
  bool keeps = false;  // not only their number
  std::vector<Error> errors;
};

class Diagnostics {
 public:
  // `log` may be null, and has to outlive this.
  Diagnostics(const Messages& messages, Language language, bool quiet, ErrorLog* log = nullptr)
      : messages_(&messages), language_(language), quiet_(quiet), log_(log) {}

  void error(const Error& error) const;
  // A line more about the error before it.
  void detail(const Error& detail) const { say(messages_->format(language_, detail)); }
  std::size_t errors_told() const { return log_ == nullptr ? 0 : log_->count; }
  // Said unless --quiet.
  void warning(const Error& warning) const;
  void remark(const Error& remark) const;

  // A line of a progress display, written over the one before when standard error is a terminal; empty to take it away.
  void progress(std::string_view line) const;

 private:
  void say(const std::string& line) const;

  const Messages* messages_;
  Language language_;
  bool quiet_;
  ErrorLog* log_;
};

}  // namespace gouji
