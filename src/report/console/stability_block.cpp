#include "monitor/readable.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/text_table.hpp"

#include <fmt/format.h>
#include <utility>

namespace simrun::summary {

namespace {

/// The last third of the run against the first, and when it changed.
void add_stability(text_table& table, std::string name, const latency_stability& s) {
  if (!s.drift)
    return;
  const auto change = [&] {
    return fmt::format("{} -> {} at {:.0f} s", readable_milliseconds(s.change->before_ms),
                       readable_milliseconds(s.change->after_ms), in_seconds(s.change->at));
  };
  table.add({std::move(name), readable(metric_unit::change, *s.drift), s.change ? change() : "steady"});
}

} // namespace

std::string stability_block(const run_result& result) {
  text_table table({"Over time", "trend", ""});
  if (const auto& growth = result.trends.memory_mb_per_hour)
    table.add({"  memory", readable(metric_unit::megabytes_per_hour, growth->slope),
               fmt::format("99 % sure: {} to {}", readable(metric_unit::megabytes_per_hour, growth->lower),
                           readable(metric_unit::megabytes_per_hour, growth->upper))});
  add_stability(table, "  latency p50", result.trends.latency_p50);
  add_stability(table, "  latency p95", result.trends.latency_p95);
  std::string text;
  for (const auto& line : table.lines())
    text += line + "\n";
  return table.empty() ? "" : text;
}

} // namespace simrun::summary
