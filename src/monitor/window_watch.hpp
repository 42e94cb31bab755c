#pragma once

#include "core/requirement.hpp"
#include "monitor/load_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace simrun {

/// How a requirement with `over` fared in its windows.
struct window_record {
  std::uint64_t windows = 0;   ///< in which there was something to measure
  std::uint64_t violated = 0;  ///< of those, in which it did not hold
  std::optional<double> worst; ///< value, in the metric's unit
  time_point worst_end{};      ///< of the window that had it

  friend bool operator==(const window_record&, const window_record&) = default;
};

/// Slides windows over a run: fed with cumulative statistics at the end of every interval, it looks at the
/// window that ends there. A window is as many intervals as its length needs, so longer than asked where
/// intervals are, or where one was missed. A window holds or not by its value alone: it has too few requests
/// for more confidence than that. It counts what ended within; requests still open at its end are
/// the next one's. Memory: a copy of the statistics an interval, as many as the longest window has.
class window_watch {
public:
  /// Windows lie between run_start, or the end of a requirement's grace, and `end`.
  window_watch(std::span<const requirement> requirements, time_point end);

  void feed(time_point interval_end, const load_counts& counted);

  /// In the order of the requirements; one without `over` has no windows.
  const std::vector<window_record>& records() const noexcept { return records_; }

private:
  struct mark {
    time_point at;
    load_counts counted;
  };

  void look_at(std::size_t index, const mark& now);
  const mark* begin_of(const requirement& rule, time_point window_end) const;

  std::vector<requirement> requirements_;
  std::vector<window_record> records_;
  time_point end_;
  duration longest_{};
  std::deque<mark> marks_;
};

} // namespace simrun
