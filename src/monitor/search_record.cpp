#include "monitor/search_record.hpp"

#include <map>
#include <ranges>

namespace simrun {

std::vector<search_probe> search_record::curve() const {
  std::map<double, search_probe> by_rate;
  for (const auto& p : probes) {
    if (p.verdict == "disturbed")
      continue;
    const auto [place, is_new] = by_rate.try_emplace(p.rate_rps, p);
    if (!is_new && p.length >= place->second.length)
      place->second = p;
  }
  const auto sorted = by_rate | std::views::values;
  return {sorted.begin(), sorted.end()};
}

} // namespace simrun
