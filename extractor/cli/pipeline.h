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
#include <utility>
#include <vector>

namespace gouji {

// Where workers get tasks and put results, and the one who takes them finds them in the tasks' order. `window` tasks at
// most are under way.
template <typename Task, typename Outcome>
class OrderedHandover {
 public:
  struct Claimed {
    std::size_t index;
    Task task;
  };
  struct Done {
    Task task;
    Outcome outcome;
  };

  explicit OrderedHandover(std::size_t window) : slots_(window) {}

  // The next task, from `pull`, which gives nullopt behind the last one and is called by one thread at a time. Waits
  // while the window is full; what was done before can be taken meanwhile, however long `pull` takes.
  template <typename Pull>
  std::optional<Claimed> next(const Pull& pull) {
    const std::lock_guard one_at_a_time(pulling_);
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return ended_ || next_ < taken_ + slots_.size(); });
      if (ended_) return std::nullopt;
    }
    std::optional<Task> task = pull();
    const std::lock_guard lock(mutex_);
    if (!task) ended_ = true;
    if (ended_) {
      ready_.notify_one();
      return std::nullopt;
    }
    return Claimed{next_++, std::move(*task)};
  }

  void put(std::size_t index, Done done) {
    const std::lock_guard lock(mutex_);
    slots_[index % slots_.size()] = std::move(done);
    if (index == taken_) ready_.notify_one();
  }

  // What no result can be made of: take() throws it, in this place or before. Needs no memory.
  void put_failure(std::exception_ptr failure) noexcept {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    ended_ = true;
    ready_.notify_one();
    room_.notify_all();
  }

  // The result of the next task in order; nullopt when all were taken.
  std::optional<Done> take() {
    std::unique_lock lock(mutex_);
    std::optional<Done>& slot = slots_[taken_ % slots_.size()];
    ready_.wait(lock, [&] { return slot.has_value() || failure_ || (ended_ && taken_ == next_); });
    if (failure_) std::rethrow_exception(failure_);
    if (!slot) return std::nullopt;
    std::optional<Done> done = std::move(slot);
    slot.reset();
    ++taken_;
    room_.notify_one();
    return done;
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    room_.notify_all();
  }

 private:
  std::mutex pulling_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  std::size_t next_ = 0;   // to be worked on
  std::size_t taken_ = 0;  // results that were taken
  bool ended_ = false;     // nothing more is pulled
  std::exception_ptr failure_;
  std::vector<std::optional<Done>> slots_;  // result i in slot i % window
};

// Takes tasks from `pull()` until it gives nullopt, calls `work(task)` for them on `threads` threads, and
// `take(task, outcome)` on this one in the order of the tasks, until that returns false. `pull` is called by one thread
// at a time. Throws what `pull` or `work` throws, which ends all work, and std::system_error when not even one thread
// can be started.
template <typename Task, typename Outcome, typename Pull, typename Work, typename Take>
void stream_in_order(int threads, const Pull& pull, const Work& work, const Take& take) {
  const std::size_t workers = static_cast<std::size_t>(std::max(threads, 1));
  OrderedHandover<Task, Outcome> handover(16 * workers);
  std::vector<std::jthread> pool;
  // Ends the workers before the pool waits for them, however this function is left.
  struct Stop {
    OrderedHandover<Task, Outcome>& handover;
    ~Stop() { handover.stop(); }
  } stop{handover};
  for (std::size_t i = 0; i < workers; ++i) {
    try {
      pool.emplace_back([&] {
        try {
          while (auto claimed = handover.next(pull)) {
            Outcome outcome = work(claimed->task);
            handover.put(claimed->index, {std::move(claimed->task), std::move(outcome)});
          }
        } catch (...) {
          handover.put_failure(std::current_exception());
        }
      });
    } catch (const std::system_error&) {
      if (pool.empty()) throw;
      break;  // fewer threads do the same work
    }
  }
  while (auto done = handover.take()) {
    if (!take(done->task, std::move(done->outcome))) return;
  }
}

// The same for `count` things that are known before: calls `work(index)` for 0 … count - 1 and `take(outcome)`.
template <typename Outcome, typename Work, typename Take>
void process_in_order(std::size_t count, int threads, const Work& work, const Take& take) {
  std::size_t next = 0;
  stream_in_order<std::size_t, Outcome>(
      static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(threads), count)),
      [&]() -> std::optional<std::size_t> { return next < count ? std::optional(next++) : std::nullopt; }, work,
      [&](std::size_t, Outcome outcome) { return take(std::move(outcome)); });
}

}  // namespace gouji
