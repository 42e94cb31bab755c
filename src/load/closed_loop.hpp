#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace simrun {

/// Users who each wait for an answer, think, and ask again: the load follows the answers, and never more
/// requests are open than there are users. A request's intended time is the moment at which its user has
/// thought to the end. All ask first when the loop begins.
///
/// Users are alike, so a loop keeps only when those are ready that think: memory for one time a user.
class closed_loop {
public:
  static constexpr std::uint32_t concurrency_max = 100'000;
  /// Where an answer took no time at all (on the virtual clock one from the cache does) and a user does not
  /// think, time would stand still: that user asks again after this.
  static constexpr duration least_cycle = std::chrono::microseconds(100);

  /// Until `end`, or until `requests` were taken that are intended in the measured part; 0: no such limit.
  /// `taken` of them were, before.
  closed_loop(std::uint32_t concurrency, std::uint64_t requests, time_point end, std::uint64_t taken);

  /// All users are ready. Not before `now`, for until then nobody could ask.
  void begin(time_point now);

  /// When the next request is due; nothing while all wait for an answer, and at the end. Never earlier than
  /// the one before.
  std::optional<time_point> peek() const noexcept;
  void pop();
  /// A request ended at `at`: its user thinks for `pause`.
  void ended(time_point intended, time_point at, duration pause);

  /// Whether no request comes any more, whatever the answers.
  bool is_exhausted() const noexcept { return requests_ != 0 && taken_ == requests_; }
  /// Requests of the measured part that were taken.
  std::uint64_t taken() const noexcept { return taken_; }

private:
  std::uint32_t concurrency_;
  std::uint64_t requests_;
  time_point end_;
  std::uint64_t taken_;
  time_point last_ = time_point::min(); ///< taken
  std::priority_queue<time_point, std::vector<time_point>, std::greater<>> ready_;
};

} // namespace simrun
