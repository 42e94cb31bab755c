#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// A key of the scenario and the values it takes in a sweep, as text that --set takes.
struct grid_axis {
  std::string key;
  std::vector<std::string> values;
};

/// Past this many points it is the question that should be smaller.
inline constexpr std::size_t grid_points_max = 10'000;

/// Reads "extractor.workers=1,2,4": a key and its values. A comma within parentheses, brackets or quotes
/// parts nothing, so service=constant(2ms),lognormal(2ms, 0.4) are two. A..B:STEP stands for the numbers from
/// A to B, B included where a step hits it: 100..300:100 is 100,200,300.
result<grid_axis> parse_axis(std::string_view text);

/// The points of a sweep: every combination of the axes' values, in the order given, the last axis fastest.
class grid {
public:
  /// The error says which axis is wrong, which key stands twice, or that there are more than grid_points_max.
  static result<grid> from(std::span<const std::string> over);

  const std::vector<grid_axis>& axes() const noexcept { return axes_; }
  std::size_t size() const noexcept { return size_; }
  /// A value for each axis.
  std::vector<std::string> point(std::size_t index) const;

private:
  std::vector<grid_axis> axes_;
  std::size_t size_ = 0;
};

} // namespace simrun
