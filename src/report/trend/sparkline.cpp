#include "report/trend/sparkline.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace simrun {

std::string sparkline(std::span<const std::optional<double>> values, std::size_t width) {
  static constexpr std::array<std::string_view, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  values = values.last(std::min(values.size(), width));
  std::optional<double> lowest, highest;
  for (const auto& v : values)
    if (v) {
      lowest = std::min(lowest.value_or(*v), *v);
      highest = std::max(highest.value_or(*v), *v);
    }
  std::string line;
  for (const auto& v : values) {
    if (!v) {
      line += " ";
      continue;
    }
    const double height = *highest > *lowest ? (*v - *lowest) / (*highest - *lowest) : 0;
    line += blocks[static_cast<std::size_t>(height * (blocks.size() - 1) + 0.5)];
  }
  return line;
}

} // namespace simrun
