#include "report/environment_columns.hpp"

#include "monitor/readable.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

std::string as_count(double x) {
  return readable_count(static_cast<std::uint64_t>(x));
}

std::string as_change(double x) {
  return fmt::format("{:+.2f} %", x * 100);
}

std::string as_ratio(double x) {
  return fmt::format("{:.2f}", x);
}

constexpr std::array columns{
    environment_column{"episodes", "episodes", as_count},
    environment_column{"steps", "steps", as_count},
    environment_column{"return", "total_return", as_change},
    environment_column{"Sharpe", "sharpe", as_ratio},
    environment_column{"drawdown", "max_drawdown", readable_share},
    environment_column{"cached", "cache_hit_rate", readable_share},
    environment_column{"fallback", "fallback_rate", readable_share},
    environment_column{"no features", "error_rate", readable_share},
    environment_column{"extraction p95", "extraction_p95_ms", readable_milliseconds}};

} // namespace

std::span<const environment_column> environment_columns() noexcept {
  return columns;
}

std::string cell_of(const environment_result& environment, const environment_column& column) {
  const auto found =
      std::ranges::find(environment.metrics, column.metric, &std::pair<std::string, double>::first);
  return found == environment.metrics.end() ? "-" : column.text(found->second);
}

} // namespace simrun
