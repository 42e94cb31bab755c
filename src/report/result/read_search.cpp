#include "report/result/result_readers.hpp"

namespace simrun::result_readers {

namespace {

search_probe probe(const json_place& place) {
  search_probe p;
  p.rate_rps = place["rate_rps"].number();
  p.length = place["duration_s"].seconds();
  p.seed = place["seed"].count();
  p.samples = place["samples"].count();
  p.verdict = place["verdict"].text();
  p.why = place["why"].text();
  p.throughput_rps = place["throughput_rps"].number();
  p.latency_p50_ms = place.optional_number("latency_p50");
  p.latency_p95_ms = place.optional_number("latency_p95");
  p.latency_p99_ms = place.optional_number("latency_p99");
  p.cpu_utilization = place.optional_number("cpu_utilization");
  return p;
}

/// The two ends of a range; either may be null.
std::pair<std::optional<double>, std::optional<double>> range(const json_place& place) {
  const auto end = [](const json_place& x) { return x.is_null() ? std::nullopt : std::optional(x.number()); };
  const auto ends = place.elements();
  if (ends.size() != 2)
    place.refuse("expected two numbers: from, to");
  return {end(ends[0]), end(ends[1])};
}

} // namespace

search_record search(const json_place& place) {
  search_record s;
  s.answer_rps = place.optional_number("answer_rps");
  std::tie(s.highest_held_rps, s.lowest_failed_rps) = range(place["interval_rps"]);
  if (const auto undecided = place.find("undecided_rps")) {
    const auto [from, to] = range(*undecided);
    if (!from || !to)
      undecided->refuse("expected two numbers: from, to");
    s.edge_rps = {*from, *to};
  }
  s.goodput_rps = place.optional_number("goodput_rps");
  s.confirmed = place["confirmed"].truth();
  s.ended = place["ended"].text();
  s.rps_min = place["rps_min"].number();
  s.rps_max = place["rps_max"].number();
  s.tolerance = place["tolerance"].number();
  s.probes = place["probes"].list_of(probe);
  return s;
}

} // namespace simrun::result_readers
