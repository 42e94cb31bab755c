#include "monitor/stolen_time.hpp"

#include <fstream>
#include <sstream>
#include <string>

namespace simrun {

std::optional<processor_ticks> parse_processor_ticks(std::string_view first_line) {
  std::istringstream in{std::string(first_line)};
  std::string name;
  if (!(in >> name) || name != "cpu")
    return std::nullopt;
  // user nice system idle iowait irq softirq steal; what follows is part of user and nice already.
  constexpr int columns = 8;
  processor_ticks ticks;
  for (int column = 0; column < columns; ++column) {
    std::uint64_t n = 0;
    if (!(in >> n))
      return std::nullopt;
    ticks.total += n;
    ticks.stolen = n;
  }
  return ticks;
}

std::optional<processor_ticks> read_processor_ticks() {
  std::ifstream stat("/proc/stat");
  std::string line;
  return std::getline(stat, line) ? parse_processor_ticks(line) : std::nullopt;
}

double stolen_share(const std::optional<processor_ticks>& before,
                    const std::optional<processor_ticks>& after) {
  if (!before || !after || after->total <= before->total || after->stolen < before->stolen)
    return 0;
  return static_cast<double>(after->stolen - before->stolen) /
         static_cast<double>(after->total - before->total);
}

} // namespace simrun
