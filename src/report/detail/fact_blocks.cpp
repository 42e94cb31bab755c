#include "monitor/readable.hpp"
#include "report/detail/detail_blocks.hpp"
#include "report/text_table.hpp"

#include <fmt/format.h>

namespace simrun::detail {

namespace {

std::string share(const std::optional<double>& s) {
  return s ? readable_share(*s) : "-";
}

std::string milliseconds(const std::optional<double>& ms) {
  return ms ? readable_milliseconds(*ms) : "-";
}

} // namespace

std::string degradation_block(const run_result& result) {
  text_table table({"while it was active", "requests", "success", "fallback", "throughput", "p95", "peak p95",
                    "messages hit", "lost"});
  for (const auto& f : result.faults)
    if (const auto& d = f.degradation)
      table.add({f.text, readable_count(d->requests), share(d->success_rate), share(d->fallback_usage_rate),
                 readable(metric_unit::per_second, d->throughput_rps), milliseconds(d->latency_p95_ms),
                 milliseconds(d->latency_p95_ms_peak), readable_count(f.messages_affected),
                 readable_count(d->requests_lost)});
  return table.empty() ? "" : "Under faults\n" + table.indented();
}

std::string breaker_block(const run_result& result) {
  text_table table({"circuit breaker", "from"});
  for (const auto& change : result.breaker_changes)
    table.add({std::string(name_of(change.to)), fmt::format("{:.3f} s", in_seconds(change.at))});
  return table.empty() ? "" : "Circuit breaker\n" + table.indented();
}

std::string environment_block(const run_result& result) {
  std::string text;
  for (const auto& [name, value] : result.environment)
    text += wrapped(value, fmt::format("  {}: ", name), 100);
  if (result.event_digest)
    text += fmt::format("  event digest: {:016x}, of {} events\n", *result.event_digest,
                        readable_count(result.events));
  return text.empty() ? "" : "Environment\n" + text;
}

std::string replay_block(const run_result& result) {
  return result.replay.empty() ? "" : "Replay\n  " + result.replay + "\n";
}

} // namespace simrun::detail
