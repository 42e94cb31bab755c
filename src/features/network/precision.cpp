#include "features/network/precision.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace simrun {

result<model_precision> parse_precision(std::string_view text) {
  const auto built = fmt::format("use {}", fmt::join(built_precision_names(), " or "));
  const auto found = std::ranges::find(precision_names, text);
  if (found == precision_names.end())
    return fail(error_code::bad_input, fmt::format("'{}' is no precision; {}", text, built));
  const auto precision = static_cast<model_precision>(found - precision_names.begin());
  if (!is_built(precision))
    return fail(error_code::unavailable, fmt::format("precision '{}' is not built yet; {}", text, built));
  return precision;
}

} // namespace simrun
