// What is said to the user on standard error: one line each, in the user's language, with the program's name in front.
#pragma once

#include <string>
#include <string_view>

#include "form/messages.h"
#include "value/result.h"

namespace gouji {

class Diagnostics {
 public:
  Diagnostics(const Messages& messages, Language language, bool quiet)
      : messages_(&messages), language_(language), quiet_(quiet) {}

  void error(const Error& error) const;
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
};

}  // namespace gouji
