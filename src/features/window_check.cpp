#include "features/window_check.hpp"

#include "market/input_columns.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <span>

namespace simrun {

namespace {

std::optional<error> check_shape(const window_view& window, std::size_t columns, std::size_t length_min) {
  if (window.columns() != columns)
    return error{error_code::bad_input,
                 fmt::format("window has {} columns, the extractor takes {}", window.columns(), columns)};
  if (window.length < length_min)
    return error{error_code::bad_input,
                 fmt::format("window of {} bars is too short: the extractor needs at least {}", window.length,
                             length_min)};
  const auto rows = window.source->rows();
  // Written so that no sum can overflow.
  if (window.length > rows || window.first > rows - window.length)
    return error{error_code::bad_input,
                 fmt::format("window of {} bars from bar {} reaches past its history of {} bars",
                             window.length, window.first, rows)};
  return std::nullopt;
}

/// Networks may take other columns than ours; those have only a number.
std::string name_of_column(std::size_t column, std::size_t columns) {
  return columns == input_columns ? std::string(input_column_names[column]) : std::to_string(column);
}

} // namespace

std::optional<error> check_window(const window_view& window, std::size_t columns, std::size_t length_min) {
  if (auto problem = check_shape(window, columns, length_min))
    return problem;
  for (std::size_t c = 0; c < columns; ++c) {
    const auto values = window.column(c);
    const auto bad = std::ranges::find_if_not(values, [](double x) { return std::isfinite(x); });
    if (bad != values.end())
      return error{error_code::bad_input,
                   fmt::format("window has a value that is not finite: column {}, row {}",
                               name_of_column(c, columns), bad - values.begin())};
  }
  return std::nullopt;
}

} // namespace simrun
