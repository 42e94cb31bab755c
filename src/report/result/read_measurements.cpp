#include "report/result/result_readers.hpp"

#include <algorithm>
#include <functional>

namespace simrun::result_readers {

namespace {

latency_bin bin_of(const json_place& place) {
  const auto parts = place.elements();
  if (parts.size() != 3)
    place.refuse("expected three numbers: from, to, how many");
  return {duration(parts[0].integer()), duration(parts[1].integer()), parts[2].count()};
}

std::optional<queue_depths> depths(const json_place& row) {
  const auto requests = row.optional_count("queue_depth_max");
  const auto mailbox = row.optional_count("mailbox_depth");
  const auto breaker = row.find("breaker");
  if (!requests || !mailbox || !breaker)
    return std::nullopt;
  return queue_depths{
      *requests, *mailbox,
      breaker->one_of({breaker_state::closed, breaker_state::half_open, breaker_state::open}, name_of)};
}

trend slope(const json_place& place) {
  return {place["slope"].number(), place["lower"].number(), place["upper"].number()};
}

latency_stability stability(const json_place& place) {
  const auto change = [](const json_place& at) {
    return latency_change{at["at_s"].time(), at["before_ms"].number(), at["after_ms"].number()};
  };
  return {place.optional_number("drift"), place.optional("change", change)};
}

} // namespace

outcome_counts outcomes(const json_place& place) {
  outcome_counts counts;
  counts.issued = place["issued"].count();
  for (const auto how : all_outcomes)
    counts[how] = place[name_of(how)].count();
  return counts;
}

latency_histogram histogram(const json_place& place) {
  const auto count = place["count"].count();
  const auto bins = place["bins"].list_of(bin_of);
  if (count == 0 && bins.empty())
    return {};
  auto restored =
      latency_histogram::restore(bins, duration(place["min"].integer()), duration(place["max"].integer()),
                                 duration(place["mean"].integer()));
  if (!restored)
    place.refuse(restored.error().message);
  if (restored->count() != count)
    place["count"].refuse(fmt::format("expected {}, as the bins hold, got {}", restored->count(), count));
  return *restored;
}

interval interval_row(const json_place& place) {
  interval row;
  row.start = place["t_s"].time();
  row.width = place["width_s"].seconds();
  row.counts = outcomes(place);
  row.latency_p50_ms = place.optional_number("latency_p50_ms");
  row.latency_p95_ms = place.optional_number("latency_p95_ms");
  row.latency_p99_ms = place.optional_number("latency_p99_ms");
  row.latency_max_ms = place.optional_number("latency_max_ms");
  row.cpu_utilization = place.optional_number("cpu_utilization");
  row.memory_mb = place.optional_number("memory_mb");
  row.heap_mb = place.optional_number("heap_mb");
  row.open_descriptors = place.optional_count("open_descriptors");
  row.threads = place.optional_count("threads");
  row.depths = depths(place);
  return row;
}

latency_map latencies(const json_place& place) {
  latency_map map;
  map.bounds = place["bounds_ns"].list_of([](const json_place& p) { return duration(p.integer()); });
  if (!std::ranges::is_sorted(map.bounds, std::less_equal()) ||
      (!map.bounds.empty() && map.bounds[0].count() < 0))
    place["bounds_ns"].refuse("expected bounds that rise, from 0 on or later");
  const auto buckets = map.bounds.empty() ? 0 : map.bounds.size() - 1;
  map.rows = place["rows"].list_of([&](const json_place& p) {
    auto counts = p["counts"].list_of([](const json_place& count) { return count.count(); });
    if (counts.size() != buckets)
      p["counts"].refuse(fmt::format("expected {}, one for each bucket, got {}", buckets, counts.size()));
    return latency_map::row{p["t_s"].time(), p["width_s"].seconds(), std::move(counts)};
  });
  return map;
}

breaker_change change_of_breaker(const json_place& place) {
  return {
      place["at_s"].time(),
      place["state"].one_of({breaker_state::closed, breaker_state::half_open, breaker_state::open}, name_of)};
}

run_trends trends(const json_place& place) {
  return {place.optional("memory_mb_per_hour", slope), place.optional("heap_mb_per_hour", slope),
          stability(place["latency_p50"]), stability(place["latency_p95"])};
}

cpu_limit_record cpu_limit(const json_place& place) {
  return {place["cores"].number(),
          place["enforced_by"].text(),
          {place["throttled"].count(), place["throttled_s"].seconds()}};
}

} // namespace simrun::result_readers
