#include "monitor/readable.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun::html {

namespace {

using enum table::column_kind;

struct named_metric {
  std::string_view title;
  std::string_view metric;
};

std::string metric_table(const run_result& r) {
  constexpr std::array<named_metric, 11> shown{{{"processor, of the machine", "cpu_utilization"},
                                                {"memory, at most", "memory_usage_mb"},
                                                {"heap, at most", "heap_mb_max"},
                                                {"file descriptors, at most", "open_descriptors_max"},
                                                {"threads, at most", "threads_max"},
                                                {"extractors busy", "worker_utilization"},
                                                {"cache hits", "cache_hit_rate"},
                                                {"queue, at most", "queue_depth_max"},
                                                {"messages waiting, at most", "mailbox_depth_max"},
                                                {"requests open, on average", "concurrency_avg"},
                                                {"cold start, at most", "cold_start_ms"}}};
  table rows("What the run used", {{"resource", text}, {"used"}});
  for (const auto& [title, metric] : shown)
    if (const auto value = r.metric(metric))
      rows.add({title, readable(metric, *value)});
  if (r.cpu_limit) {
    const auto& limit = *r.cpu_limit;
    rows.add({fmt::format("limit on processor time ({})", limit.enforced_by),
              fmt::format("{} cores", limit.cores)});
    rows.add({"held up by it", fmt::format("{} times, for {} in all", readable_count(limit.throttling.times),
                                           readable_milliseconds(in_milliseconds(limit.throttling.waited)))});
  }
  return rows.html();
}

void add_growth(table& rows, std::string_view name, const std::optional<trend>& t) {
  const auto growth = [](double value) { return readable(metric_unit::megabytes_per_hour, value); };
  if (t)
    rows.add(
        {name, growth(t->slope), fmt::format("99 % sure: {} to {}", growth(t->lower), growth(t->upper))});
}

void add_stability(table& rows, std::string_view name, const latency_stability& s) {
  if (!s.drift)
    return;
  rows.add({name, readable(metric_unit::change, *s.drift),
            s.change ? fmt::format("from {} to {} at {:.0f} s", readable_milliseconds(s.change->before_ms),
                                   readable_milliseconds(s.change->after_ms), in_seconds(s.change->at))
                     : "steady"});
}

std::string trend_table(const run_result& r) {
  table rows("Does it hold its level? Memory by its slope; latency of the last third against the first",
             {{"of", text}, {"trend"}, {"how sure, or when", text}});
  add_growth(rows, "memory", r.trends.memory_mb_per_hour);
  add_growth(rows, "heap", r.trends.heap_mb_per_hour);
  add_stability(rows, "latency p50", r.trends.latency_p50);
  add_stability(rows, "latency p95", r.trends.latency_p95);
  return rows.html();
}

std::string at_most(const run_result& r, std::string_view metric) {
  const auto value = r.metric(metric);
  return value ? fmt::format("At most {}.", readable(metric, *value)) : "";
}

std::string figures_of(const run_result& r) {
  const auto any = [&](auto has) { return std::ranges::any_of(r.intervals, has); };
  std::string html;
  if (any([](const interval& i) { return i.cpu_utilization.has_value(); })) {
    const auto average = r.metric("cpu_utilization");
    html += html_of({"processor", "Processor", "% of the machine",
                     average ? fmt::format("{} on average.", readable_share(*average)) : ""});
  }
  if (any([](const interval& i) { return i.memory_mb || i.heap_mb; }))
    html += html_of({"memory", "Memory", "MB", at_most(r, "memory_usage_mb")});
  if (any([](const interval& i) { return i.depths.has_value(); }))
    html += html_of(
        {"waiting", "Waiting", "requests; messages", at_most(r, "queue_depth_max"),
         "Requests for an extractor or the fallback, the most at once; messages for the dispatcher at "
         "the end of an interval."});
  return html;
}

} // namespace

std::string resource_section(const run_result& r) {
  return section("resources", "Resources", figures_of(r) + metric_table(r) + trend_table(r));
}

} // namespace simrun::html
