#include "features/network/compute/precision.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace simrun {

result<model_precision> parse_precision(std::string_view text) {
  const auto found = std::ranges::find(precision_names, text);
  if (found == precision_names.end())
    return fail(error_code::bad_input,
                fmt::format("'{}' is no precision; use {}", text, fmt::join(precision_names, " or ")));
  return static_cast<model_precision>(found - precision_names.begin());
}

} // namespace simrun
