#include "report/comparison/compared_metrics.hpp"

#include "core/portable_math.hpp"

#include <array>

namespace simrun {

namespace {

constexpr std::array judged{compared_metric{"latency_p50"},
                            compared_metric{"latency_p95"},
                            compared_metric{"latency_p99"},
                            compared_metric{"latency_p999", true, true, true},
                            compared_metric{"latency_avg"},
                            compared_metric{"throughput_rps", false},
                            compared_metric{"success_rate", false},
                            compared_metric{"fallback_usage_rate"},
                            compared_metric{"cpu_utilization", true, false},
                            compared_metric{"memory_usage_mb", true, false}};

constexpr std::array<std::string_view, 8> shown{
    "latency_max", "offered_rps",   "cache_hit_rate",     "service_p50",
    "service_p95", "issue_lag_p99", "worker_utilization", "memory_growth_mb_per_hour"};

} // namespace

std::span<const compared_metric> judged_metrics() noexcept {
  return judged;
}

std::span<const std::string_view> shown_metrics() noexcept {
  return shown;
}

bool is_share_of_requests(std::string_view metric) noexcept {
  const auto* info = find_metric(metric);
  return info && info->unit == metric_unit::share && info->of_requests;
}

double scaled_change(std::string_view metric, double base, double now) noexcept {
  return is_share_of_requests(metric) ? now - base : portable_log(now / base);
}

double change_of(std::string_view metric, double scaled) noexcept {
  return is_share_of_requests(metric) ? scaled : portable_exp(scaled) - 1;
}

double smallest_change(std::string_view metric, double minimum_effect) noexcept {
  return is_share_of_requests(metric) ? minimum_effect / 10 : minimum_effect;
}

} // namespace simrun
