// Work on many inputs by several threads, with the results taken in the order of the inputs: what comes out is the same
// whatever the number of threads. The hand-over is bounded, so that one slow input does not fill the memory with the
// results of those behind it.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace gouji {

// Where workers put results and the one who takes them finds them in order. `window` results at most are under way.
template <typename Outcome>
class OrderedHandover {
 public:
  OrderedHandover(std::size_t count, std::size_t window) : count_(count), slots_(window) {}

  // The next input to work on; nullopt when there is none left. Waits while the window is full.
  std::optional<std::size_t> next() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || next_ >= count_ || next_ < taken_ + slots_.size(); });
    if (stopped_ || next_ >= count_) return std::nullopt;
    return next_++;
  }

  void put(std::size_t index, Outcome outcome) {
    const std::lock_guard lock(mutex_);
    slots_[index % slots_.size()] = std::move(outcome);
    if (index == taken_) ready_.notify_one();
  }

  // What no result can be made of: take() throws it, in this place or before. Needs no memory.
  void put_failure(std::exception_ptr failure) noexcept {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    stopped_ = true;
    ready_.notify_one();
    room_.notify_all();
  }

  // The result of the next input in order. Precondition: one is left.
  Outcome take() {
    std::unique_lock lock(mutex_);
    std::optional<Outcome>& slot = slots_[taken_ % slots_.size()];
    ready_.wait(lock, [&] { return slot.has_value() || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    Outcome outcome = std::move(*slot);
    slot.reset();
    ++taken_;
    room_.notify_one();
    return outcome;
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    room_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  std::size_t count_;
  std::size_t next_ = 0;   // to be worked on
  std::size_t taken_ = 0;  // results that were taken
  bool stopped_ = false;
  std::exception_ptr failure_;
  std::vector<std::optional<Outcome>> slots_;  // result i in slot i % window
};

// Calls `work(index)` for 0 … count - 1 on `threads` threads, and `take(outcome)` on this one in the order of the
// indexes, until `take` returns false. Throws what `work` throws, which ends all work, and std::system_error when not
// even one thread can be started.
template <typename Outcome, typename Work, typename Take>
void process_in_order(std::size_t count, int threads, const Work& work, const Take& take) {
  const std::size_t workers =
      std::clamp<std::size_t>(static_cast<std::size_t>(threads), 1, std::max<std::size_t>(count, 1));
  OrderedHandover<Outcome> handover(count, 16 * workers);
  std::vector<std::jthread> pool;
  // Ends the workers before the pool waits for them, however this function is left.
  struct Stop {
    OrderedHandover<Outcome>& handover;
    ~Stop() { handover.stop(); }
  } stop{handover};
  for (std::size_t i = 0; i < workers; ++i) {
    try {
      pool.emplace_back([&] {
        try {
          while (const std::optional<std::size_t> index = handover.next()) handover.put(*index, work(*index));
        } catch (...) {
          handover.put_failure(std::current_exception());
        }
      });
    } catch (const std::system_error&) {
      if (pool.empty()) throw;
      break;  // fewer threads do the same work
    }
  }
  for (std::size_t index = 0; index < count; ++index) {
    if (!take(handover.take())) return;
  }
}

}  // namespace gouji
