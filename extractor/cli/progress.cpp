#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>

namespace gouji {
namespace {

// "0:42", "1:02:03".
std::string clock_time(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  const long long minutes = whole / 60;
  if (minutes < 60) return fmt::format("{}:{:02}", minutes, whole % 60);
  return fmt::format("{}:{:02}:{:02}", minutes / 60, minutes % 60, whole % 60);
}

}  // namespace

bool Progress::is_shown(std::optional<std::size_t> count) const {
  const When when = session_.options.progress;
  if (when != When::automatic) return when == When::always;
  return !session_.options.quiet && (!count || *count > 1) && ::isatty(STDERR_FILENO) == 1;
}

void Progress::step(std::size_t done, std::optional<std::size_t> count) {
  if (!is_shown(count)) return;
  const Clock::time_point now = Clock::now();
  if (done != count && now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  visible_ = true;
  session_.diagnostics.progress(line(done, count, std::chrono::duration<double>(now - start_).count()));
}

std::string Progress::line(std::size_t done, std::optional<std::size_t> count, double seconds) const {
  const auto say = [&](const char* key, std::string value) {
    return session_.grammar.messages.format(session_.options.language, key, {{"value", std::move(value)}});
  };
  std::string line = count ? fmt::format("{}/{}", done, *count) : std::to_string(done);
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  if (rate > 0)
    line += "  " + say("progress.rate", rate < 10 ? fmt::format("{:.1f}", rate) : fmt::format("{:.0f}", rate));
  if (rate > 0 && count && done < *count) {
    line += "  " + say("progress.left", clock_time(static_cast<double>(*count - done) / rate));
  }
  const std::size_t problems = session_.diagnostics.errors_told();
  if (problems > 0) line += "  " + say("progress.problems", std::to_string(problems));
  return line;
}

void Progress::hide() {
  if (visible_) session_.diagnostics.progress("");
  visible_ = false;
}

}  // namespace gouji
