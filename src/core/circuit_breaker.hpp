#pragma once

#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace simrun {

/// From good to bad.
enum class breaker_state : std::uint8_t { closed, half_open, open };

constexpr std::string_view name_of(breaker_state s) noexcept {
  switch (s) {
  case breaker_state::closed:
    return "closed";
  case breaker_state::half_open:
    return "half_open";
  case breaker_state::open:
    break;
  }
  return "open";
}

struct breaker_config {
  bool enabled = true;        ///< or closed for ever
  double failures = 0.5;      ///< share of the latest batches
  std::uint32_t samples = 20; ///< so many are the latest
  duration open_for = std::chrono::seconds(1);
  std::uint32_t successes = 3; ///< of single probes, one after another
};

struct breaker_change {
  time_point at;
  breaker_state to = breaker_state::closed;

  friend bool operator==(const breaker_change&, const breaker_change&) = default;
};

/// Keeps requests from a model that fails, and tries it again with single probes (Nygard, "Release It!").
/// Closed: open once a share of the latest batches has failed. Open: half-open after a while. Half-open: each
/// probe that fails opens it again, enough that succeed close it. A batch counts only in the state in which
/// it was sent: what was under way when the state changed says nothing about the time after.
class circuit_breaker {
public:
  /// Changes kept between two calls of take_changes().
  static constexpr std::size_t changes_max = 1000;

  explicit circuit_breaker(const breaker_config& config);

  breaker_state state() const noexcept { return state_; }
  bool is_closed() const noexcept { return state_ == breaker_state::closed; }

  void succeeded(time_point sent, time_point now);
  void failed(time_point sent, time_point now);

  std::optional<time_point> next_timer() const noexcept;
  void on_timer(time_point now);

  /// How long it was not closed, up to `now`; without one, up to the last change.
  duration time_not_closed(std::optional<time_point> now) const noexcept;
  /// The worst state since this was last asked.
  breaker_state take_worst() noexcept;
  /// The changes since this was last asked; of many, the first.
  std::vector<breaker_change> take_changes() noexcept;

private:
  bool counts(time_point sent) const noexcept;
  void sample(bool failure, time_point now);
  void enter(breaker_state to, time_point now);

  breaker_config config_;
  breaker_state state_ = breaker_state::closed;
  time_point since_ = time_point::min();
  std::vector<bool> latest_; ///< true: failed; a ring once it is full
  std::size_t next_ = 0;
  std::size_t failures_ = 0;
  std::uint32_t successes_ = 0;
  duration not_closed_{};
  breaker_state worst_ = breaker_state::closed;
  std::vector<breaker_change> changes_;
};

} // namespace simrun
