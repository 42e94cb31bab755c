#include "report/html/chart_data.hpp"

#include "core/metric.hpp"
#include "report/html/percentile_curve.hpp"
#include "report/result/json_parts.hpp"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace simrun::html {

namespace {

using namespace json_parts;

json rounded(double value) {
  if (!std::isfinite(value))
    return nullptr;
  const auto short_one = std::strtod(fmt::format("{:.4g}", value).c_str(), nullptr);
  // Whole numbers without ".0": thousands of them add up.
  return std::abs(short_one) < 1e15 && short_one == std::floor(short_one)
             ? json(static_cast<std::int64_t>(short_one))
             : json(short_one);
}

json rounded(const std::optional<double>& value) {
  return value ? rounded(*value) : json(nullptr);
}

/// A column of the intervals; null where none of them has a value.
template <class Value>
json column(const run_result& r, Value value) {
  auto numbers = array_of(r.intervals, value);
  for (const auto& number : numbers)
    if (!number.is_null())
      return numbers;
  return nullptr;
}

template <class Count>
json column_of_rates(const run_result& r, Count count) {
  return column(r, [&](const interval& i) {
    const double seconds = in_seconds(i.width);
    return seconds > 0 ? rounded(static_cast<double>(count(i.counts)) / seconds) : json(nullptr);
  });
}

json intervals_of(const run_result& r) {
  json columns{
      {"t", array_of(r.intervals, [](const interval& i) { return in_seconds(i.start); })},
      {"end", r.intervals.empty() ? 0 : in_seconds(r.intervals.back().start + r.intervals.back().width)},
      {"p50", column(r, [](const interval& i) { return rounded(i.latency_p50_ms); })},
      {"p95", column(r, [](const interval& i) { return rounded(i.latency_p95_ms); })},
      {"p99", column(r, [](const interval& i) { return rounded(i.latency_p99_ms); })},
      {"max", column(r, [](const interval& i) { return rounded(i.latency_max_ms); })},
      {"offered", column_of_rates(r, [](const outcome_counts& c) { return c.issued; })},
      {"achieved", column_of_rates(r, [](const outcome_counts& c) { return c.successful(); })}};
  for (const auto how : all_outcomes)
    columns["outcomes"][std::string(name_of(how))] =
        column_of_rates(r, [how](const outcome_counts& c) { return c[how]; });
  columns["processor"] = column(r, [](const interval& i) {
    return i.cpu_utilization ? rounded(*i.cpu_utilization * 100) : json(nullptr);
  });
  columns["memory"] = column(r, [](const interval& i) { return rounded(i.memory_mb); });
  columns["heap"] = column(r, [](const interval& i) { return rounded(i.heap_mb); });
  columns["queue"] =
      column(r, [](const interval& i) { return i.depths ? json(i.depths->requests) : json(nullptr); });
  columns["mailbox"] =
      column(r, [](const interval& i) { return i.depths ? json(i.depths->mailbox) : json(nullptr); });
  return columns;
}

/// One that never fired has no `from`; one that never healed no `to`.
json faults_of(const run_result& r) {
  auto faults = json::array();
  for (std::size_t i = 0; i < r.faults.size(); ++i) {
    const auto& f = r.faults[i];
    const auto seconds = [](const std::optional<time_point>& t) {
      return t ? json(in_seconds(*t)) : json(nullptr);
    };
    faults.push_back(
        {{"number", i + 1}, {"text", f.text}, {"from", seconds(f.fired_at)}, {"to", seconds(f.healed_at)}});
  }
  return faults;
}

/// Requirements on the latency of all requests, with the place on the percentile curve they speak of.
json bounds_of(const run_result& r) {
  auto bounds = json::array();
  for (const auto& [rule, value, holds, percentile, windows, growth] : r.requirements) {
    if (!rule.metric.starts_with("latency_") || !rule.group.empty() || rule.outcome || rule.during)
      continue;
    const auto* info = find_metric(rule.metric);
    if (!info || info->unit != metric_unit::milliseconds || rule.bound <= 0)
      continue;
    const auto tail = tail_share_of(rule.metric);
    bounds.push_back(
        {{"text", rule.text}, {"ms", rule.bound}, {"x", tail ? rounded(-std::log10(*tail)) : json(nullptr)}});
  }
  return bounds;
}

json curve_of(std::string_view name, const latency_histogram& h) {
  json x = json::array(), ms = json::array();
  std::size_t thin_from = 0;
  for (const auto& point : percentile_curve(h)) {
    x.push_back(point.x);
    ms.push_back(rounded(point.ms));
    thin_from += point.thin ? 0 : 1;
  }
  return {{"name", name},
          {"count", h.count()},
          {"x", std::move(x)},
          {"ms", std::move(ms)},
          {"thin_from", thin_from}};
}

json curves_of(const run_result& r) {
  auto curves = json::array();
  const auto add = [&](std::string_view name, const latency_histogram* h) {
    if (h && h->count() > 0)
      curves.push_back(curve_of(name, *h));
  };
  add("all but rejected", r.histogram("latency"));
  for (const auto how : all_outcomes)
    add(name_of(how), r.histogram(fmt::format("latency{{outcome={}}}", name_of(how))));
  return curves;
}

/// Of the cells only those that hold something: bucket, count, bucket, count, ...
json heat_of(const latency_map& map) {
  const auto cells = [](const latency_map::row& row) {
    auto held = json::array();
    for (std::size_t bucket = 0; bucket < row.counts.size(); ++bucket)
      if (row.counts[bucket] > 0) {
        held.push_back(bucket);
        held.push_back(row.counts[bucket]);
      }
    return held;
  };
  return {{"bounds", array_of(map.bounds, [](duration bound) { return in_milliseconds(bound); })},
          {"t", array_of(map.rows, [](const latency_map::row& row) { return in_seconds(row.start); })},
          {"width",
           array_of(map.rows, [](const latency_map::row& row) { return rounded(in_seconds(row.width)); })},
          {"cells", array_of(map.rows, cells)}};
}

json probe_of(const search_probe& p) {
  return {{"rate", rounded(p.rate_rps)},
          {"goodput", rounded(p.throughput_rps)},
          {"p50", rounded(p.latency_p50_ms)},
          {"p95", rounded(p.latency_p95_ms)},
          {"p99", rounded(p.latency_p99_ms)},
          {"verdict", p.verdict},
          {"processor", rounded(p.cpu_utilization)}};
}

json search_of(const std::optional<search_record>& search) {
  if (!search)
    return nullptr;
  return {{"answer", rounded(search->answer_rps)},
          {"probes", array_of(search->probes, probe_of)},
          {"curve", array_of(search->curve(), probe_of)}};
}

} // namespace

std::string chart_data(const run_result& r) {
  const json data{{"intervals", intervals_of(r)}, {"faults", faults_of(r)},
                  {"bounds", bounds_of(r)},       {"curves", curves_of(r)},
                  {"heat", heat_of(r.latencies)}, {"search", search_of(r.search)}};
  const auto text = data.dump(-1, ' ', false, json::error_handler_t::replace);
  // No name may end the script element; in JSON a "<" only stands in names.
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text)
    c == '<' ? safe.append("\\u003c") : safe.append(1, c);
  return safe;
}

} // namespace simrun::html
