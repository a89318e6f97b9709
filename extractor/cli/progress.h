// How far the work on many inputs has come, on standard error, a few times a second.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "cli/commands.h"

namespace gouji {

class Progress {
 public:
  // Shown as --progress says; of itself only on a terminal, and where there are several things to do.
  explicit Progress(const Session& session) : session_(session) {}

  // `done` of `count` things, which may grow meanwhile; nullopt where nobody knows how many there will be.
  void step(std::size_t done, std::optional<std::size_t> count);
  // Takes the line away, before something else is said.
  void hide();

 private:
  using Clock = std::chrono::steady_clock;

  bool is_shown(std::optional<std::size_t> count) const;
  std::string line(std::size_t done, std::optional<std::size_t> count, double seconds) const;

  const Session& session_;
  bool visible_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace gouji
