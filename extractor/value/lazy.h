// A value that follows from others and is made when it is first asked for: once, whichever thread asks. A copy has to
// make its own, for what it follows from may be changed in the copy.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

namespace gouji {

template <typename Value>
class Lazy {
 public:
  Lazy() : made_(std::make_unique<Made>()) {}
  Lazy(const Lazy&) : Lazy() {}
  Lazy(Lazy&&) noexcept = default;
  Lazy& operator=(const Lazy&) {
    made_ = std::make_unique<Made>();
    return *this;
  }
  Lazy& operator=(Lazy&&) noexcept = default;
  ~Lazy() = default;

  // `make` has to give the same value whenever it is called. Precondition: this was not moved from.
  template <typename Make>
  const Value& get(const Make& make) const {
    std::call_once(made_->once, [&] { made_->value.emplace(make()); });
    return *made_->value;
  }

 private:
  struct Made {
    std::once_flag once;
    std::optional<Value> value;
  };
  std::unique_ptr<Made> made_;
};

}  // namespace gouji
