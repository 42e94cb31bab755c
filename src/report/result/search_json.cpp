#include "report/result/search_json.hpp"

namespace simrun {

namespace {

using namespace json_parts;

json probe_of(const search_probe& p) {
  return {{"rate_rps", p.rate_rps},
          {"duration_s", in_seconds(p.length)},
          {"seed", p.seed},
          {"samples", p.samples},
          {"verdict", p.verdict},
          {"why", p.why},
          {"throughput_rps", p.throughput_rps},
          {"latency_p50", or_null(p.latency_p50_ms)},
          {"latency_p95", or_null(p.latency_p95_ms)},
          {"latency_p99", or_null(p.latency_p99_ms)},
          {"cpu_utilization", or_null(p.cpu_utilization)}};
}

json point_of(const search_probe& p) {
  return {{"offered_rps", p.rate_rps},
          {"throughput_rps", p.throughput_rps},
          {"latency_p50", or_null(p.latency_p50_ms)},
          {"latency_p95", or_null(p.latency_p95_ms)},
          {"latency_p99", or_null(p.latency_p99_ms)},
          {"cpu_utilization", or_null(p.cpu_utilization)}};
}

} // namespace

json search_of(const search_record& search) {
  const auto edge =
      search.edge_rps ? json::array({search.edge_rps->first, search.edge_rps->second}) : json(nullptr);
  return {
      {"answer_rps", or_null(search.answer_rps)},
      {"interval_rps", json::array({or_null(search.highest_held_rps), or_null(search.lowest_failed_rps)})},
      {"undecided_rps", edge},
      {"goodput_rps", or_null(search.goodput_rps)},
      {"confirmed", search.confirmed},
      {"ended", search.ended},
      {"rps_min", search.rps_min},
      {"rps_max", search.rps_max},
      {"tolerance", search.tolerance},
      {"probes", array_of(search.probes, probe_of)},
      {"curve", array_of(search.curve(), point_of)}};
}

} // namespace simrun
