#include "report/formats/benchmark_json.hpp"

#include "core/metric.hpp"
#include "report/result/json_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

using namespace json_parts;

constexpr std::array<std::string_view, 5> bigger_is_better{"throughput_rps", "success_rate", "cache_hit_rate",
                                                           "availability", "max_throughput_rps"};
constexpr std::array<std::string_view, 20> smaller_is_better{
    "latency_p50",     "latency_p90",   "latency_p95",     "latency_p99",     "latency_p999",
    "latency_avg",     "latency_max",   "cpu_utilization", "memory_usage_mb", "heap_mb_max",
    "queue_depth_max", "rejected_rate", "timeout_rate",    "error_rate",      "fallback_usage_rate",
    "service_p50",     "service_p95",   "service_p99",     "cold_start_ms",   "recovery_time_max"};

/// Charts need a word also where a number is a plain share or count.
std::string unit_of(std::string_view metric) {
  const auto unit = find_metric(metric)->unit;
  if (const auto symbol = symbol_of(unit); !symbol.empty())
    return std::string(symbol);
  return unit == metric_unit::count ? "count" : "ratio";
}

std::string facts_of(const run_result& r) {
  return fmt::format("verdict: {}\nclock: {}\nseed: {}", name_of(r.verdict), r.clock, r.seed);
}

std::string entries_of(const run_result& r, std::span<const std::string_view> chosen) {
  auto entries = json::array();
  for (const auto metric : chosen)
    if (const auto value = r.metric(metric))
      entries.push_back({{"name", fmt::format("{}/{}", r.scenario_name, metric)},
                         {"unit", unit_of(metric)},
                         {"value", *value},
                         {"extra", facts_of(r)}});
  return text_of(entries, 1) + "\n";
}

/// A key of the format has 1024 bytes at most; what is longer is cut between two letters.
std::string benchmark_name(std::string name) {
  std::size_t length = std::min<std::size_t>(name.size(), 1024);
  while (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xc0) == 0x80)
    --length;
  name.resize(length);
  return name.empty() ? "simrun" : name;
}

} // namespace

std::string smaller_is_better_json(const run_result& r) {
  return entries_of(r, smaller_is_better);
}

std::string bigger_is_better_json(const run_result& r) {
  return entries_of(r, bigger_is_better);
}

std::string bencher_json(const run_result& r) {
  constexpr double nanoseconds_per_ms = 1e6;
  auto measures = json::object();
  if (const auto median = r.metric("latency_p50"))
    measures["latency"] = {{"value", *median * nanoseconds_per_ms}};
  if (const auto rate = r.metric("throughput_rps"))
    measures["throughput"] = {{"value", *rate}};
  for (const auto& info : all_metrics())
    if (const auto value = r.metric(info.name))
      measures[std::string(info.name)] = {{"value", *value}};
  return text_of(json{{benchmark_name(r.scenario_name), std::move(measures)}}, 2) + "\n";
}

} // namespace simrun
