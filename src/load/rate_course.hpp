#pragma once

#include "load/rate_segment.hpp"

#include <vector>

namespace simrun {

/// Segments, one after the other. Sums are kept beside each, so that any of a thousand is found in ten steps.
class rate_course {
public:
  /// Appends; one without length is left out.
  void add(const rate_segment& segment);

  duration length() const noexcept { return length_; }
  double expected() const noexcept { return expected_; }

  /// `into` from 0 up to, not including, the length.
  double rate_at(duration into) const noexcept;
  /// Requests expected in the first `into`, from 0 to the length.
  double expected_until(duration into) const noexcept;
  /// The latest moment by which no more than `count` are expected; its end where `count` is all there are.
  duration time_of(double count) const noexcept;

private:
  struct placed_segment {
    rate_segment segment;
    duration begin;
    double expected_before;
  };

  std::vector<placed_segment> segments_;
  duration length_{};
  double expected_ = 0;
};

} // namespace simrun
