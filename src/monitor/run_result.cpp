#include "monitor/run_result.hpp"

#include <algorithm>

namespace simrun {

std::string_view name_of(verdict v) noexcept {
  constexpr std::array<std::string_view, 3> names{"passed", "failed", "invalid"};
  return names[static_cast<std::size_t>(v)];
}

std::optional<double> run_result::metric(std::string_view name) const {
  const auto found =
      std::ranges::find(metrics, name, [](const auto& m) { return std::string_view(m.first); });
  return found == metrics.end() ? std::nullopt : std::optional(found->second);
}

const latency_histogram* run_result::histogram(std::string_view name) const {
  const auto found =
      std::ranges::find(histograms, name, [](const auto& h) { return std::string_view(h.first); });
  return found == histograms.end() ? nullptr : &found->second;
}

} // namespace simrun
