#include "report/formats/interval_csv.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using cells = std::vector<std::string>;

template <class Value>
std::string cell(const std::optional<Value>& value) {
  return value ? fmt::format("{}", *value) : "";
}

cells header() {
  cells names{"t_s", "width_s", "issued"};
  for (const auto how : all_outcomes)
    names.emplace_back(name_of(how));
  for (const auto* name :
       {"latency_p50_ms", "latency_p95_ms", "latency_p99_ms", "latency_max_ms", "cpu_utilization",
        "memory_mb", "heap_mb", "open_descriptors", "threads", "queue_depth_max", "mailbox_depth", "breaker"})
    names.emplace_back(name);
  return names;
}

cells row_of(const interval& x) {
  cells row{fmt::format("{}", in_seconds(x.start)), fmt::format("{}", in_seconds(x.width)),
            std::to_string(x.counts.issued)};
  for (const auto how : all_outcomes)
    row.push_back(std::to_string(x.counts[how]));
  for (const auto& number : {x.latency_p50_ms, x.latency_p95_ms, x.latency_p99_ms, x.latency_max_ms,
                             x.cpu_utilization, x.memory_mb, x.heap_mb})
    row.push_back(cell(number));
  row.push_back(cell(x.open_descriptors));
  row.push_back(cell(x.threads));
  row.push_back(x.depths ? std::to_string(x.depths->requests) : "");
  row.push_back(x.depths ? std::to_string(x.depths->mailbox) : "");
  row.emplace_back(x.depths ? name_of(x.depths->breaker) : "");
  return row;
}

/// No cell needs quotes: all are numbers and words of ours.
std::string line(const cells& row) {
  return fmt::format("{}\r\n", fmt::join(row, ","));
}

} // namespace

std::string interval_csv(const run_result& r) {
  auto text = line(header());
  for (const auto& x : r.intervals)
    text += line(row_of(x));
  return text;
}

} // namespace simrun
