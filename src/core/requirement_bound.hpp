#pragma once

#include "core/metric.hpp"
#include "core/result.hpp"

#include <string_view>

namespace simrun {

/// Reads "100 ms" or "99 %" as the bound of a metric, in the metric's own unit. The error says what is wrong:
/// no number, a unit that is not the metric's, or a bound that no measurement could come near, such as a
/// share above 100 % or a negative time.
result<double> parse_bound(std::string_view text, const metric_info& metric);

} // namespace simrun
