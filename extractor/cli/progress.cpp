#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

namespace gouji {

Progress::Progress(const Session& session, std::size_t count) : diagnostics_(session.diagnostics), count_(count) {
  const When when = session.options.progress;
  shown_ = when == When::always ||
           (when == When::automatic && !session.options.quiet && count > 1 && ::isatty(STDERR_FILENO) == 1);
}

void Progress::step(std::size_t done) {
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (done < count_ && now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  visible_ = true;
  diagnostics_.progress(fmt::format("{}/{}", done, count_));
}

void Progress::hide() {
  if (visible_) diagnostics_.progress("");
  visible_ = false;
}

}  // namespace gouji
