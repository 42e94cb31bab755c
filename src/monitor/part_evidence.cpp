#include "monitor/part_evidence.hpp"

#include "monitor/run_metrics.hpp"

#include <algorithm>
#include <array>

namespace simrun {

namespace {

constexpr std::array<std::string_view, 3> shown_metrics{"success_rate", "latency_p95", "fallback_usage_rate"};

std::vector<std::pair<std::string, double>> metrics_of(const load_statistics& counted, duration length) {
  auto metrics = run_metrics({.load = counted, .measured = length});
  std::erase_if(metrics, [](const auto& m) { return !follows_from_outcomes(m.first); });
  return metrics;
}

} // namespace

part_evidence::part_evidence(const part_counts& part, std::size_t groups) {
  counted_.push_back(part.counts.all.statistics());
  // Where nothing was counted the groups are there all the same.
  for (std::size_t g = 0; g < groups; ++g)
    counted_.push_back(g < part.counts.groups.size() ? part.counts.groups[g].statistics()
                                                     : load_statistics());
  for (const auto& counted : counted_)
    metrics_.push_back(metrics_of(counted, part.length));
  for (std::size_t i = 0; i < counted_.size(); ++i)
    found_.push_back({metrics_[i], counted_[i]});
}

std::vector<std::pair<std::string, double>> part_evidence::shown(const std::string& selector) const {
  std::vector<std::pair<std::string, double>> metrics;
  for (const auto& [name, value] : metrics_.front())
    if (std::ranges::find(shown_metrics, name) != shown_metrics.end())
      metrics.emplace_back(name + selector, value);
  return metrics;
}

} // namespace simrun
