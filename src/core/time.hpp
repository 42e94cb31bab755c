#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

/// All time inside the engine is whole nanoseconds, so that replays are exact.
using duration = std::chrono::nanoseconds;

/// The axis of a run. Zero is the start of the measured part; the warm-up lies before it and is negative.
/// It has no `now()`: time comes in as an argument, from the runtime, real or virtual.
struct run_clock {
  using duration = simrun::duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<run_clock, duration>;
  static constexpr bool is_steady = true;
};
using time_point = run_clock::time_point;

inline constexpr time_point run_start{};

constexpr double in_seconds(duration d) noexcept {
  return std::chrono::duration<double>(d).count();
}
constexpr double in_milliseconds(duration d) noexcept {
  return std::chrono::duration<double, std::milli>(d).count();
}
constexpr double in_seconds(time_point t) noexcept {
  return in_seconds(t.time_since_epoch());
}

/// The nearest whole nanosecond. Halves round away from zero, the same on every machine.
duration from_seconds(double seconds) noexcept;

/// Reads "30s", "1.5ms", "250us", "80 ns", "2min" or "1h". Nothing where the text is not a duration,
/// is negative, or is longer than 10,000 hours.
std::optional<duration> parse_duration(std::string_view text);

/// The shortest exact form that parse_duration reads back: "30s", "1.5ms".
std::string to_text(duration d);

} // namespace simrun
