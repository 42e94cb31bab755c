#include "report/live/sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace simrun {

namespace {

constexpr std::size_t heights = 8;
constexpr std::array<std::string_view, heights> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, heights> letters{"_", ".", "-", ":", "=", "+", "*", "#"};

/// What is no time at all is as little as can be told.
double log_of(double value) noexcept {
  return std::log(std::max(value, 1e-6));
}

std::size_t height_of(double value, double least, double most) {
  const double low = log_of(least), high = log_of(most);
  if (high <= low)
    return 0;
  const double share = (log_of(value) - low) / (high - low);
  return std::min(static_cast<std::size_t>(share * heights), heights - 1);
}

} // namespace

std::string sparkline(std::span<const std::optional<double>> values, std::size_t columns, bool utf8) {
  const auto shown = values.last(std::min(values.size(), columns));
  std::optional<double> least, most;
  for (const auto& v : shown) {
    if (!v)
      continue;
    least = least ? std::min(*least, *v) : *v;
    most = most ? std::max(*most, *v) : *v;
  }
  std::string line;
  for (const auto& v : shown)
    line += v ? (utf8 ? blocks : letters)[height_of(*v, *least, *most)] : std::string_view(" ");
  return line;
}

} // namespace simrun
