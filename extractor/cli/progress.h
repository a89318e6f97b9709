// How far the work on many inputs has come, on standard error, a few times a second.
#pragma once

#include <chrono>
#include <cstddef>

#include "cli/commands.h"

namespace gouji {

class Progress {
 public:
  // Of `count` things to do. Shown as --progress says; of itself only on a terminal, and where there are several.
  Progress(const Session& session, std::size_t count);

  void step(std::size_t done);
  // Takes the line away, before something else is said.
  void hide();

 private:
  using Clock = std::chrono::steady_clock;

  const Diagnostics& diagnostics_;
  std::size_t count_;
  bool shown_ = false;
  bool visible_ = false;
  Clock::time_point last_ = Clock::now();
};

}  // namespace gouji
