#pragma once

#include <span>
#include <vector>

namespace simrun {

/// The rank of each value among all, from 1; equal values share the mean of their ranks.
std::vector<double> ranks_of(std::span<const double> values);

/// Of two middle values, their mean. At least one value.
double median_of(std::span<const double> values);

} // namespace simrun
