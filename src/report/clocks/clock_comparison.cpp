#include "report/clocks/clock_comparison.hpp"

#include "monitor/readable.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

/// In the order of the table.
constexpr std::array<std::string_view, 10> metrics_compared{
    "latency_p50", "latency_p95",   "latency_p99",        "throughput_rps", "service_p50",
    "service_p95", "issue_lag_p50", "worker_utilization", "success_rate",   "cache_hit_rate"};

/// Parts of the latency that are worth a sentence, as shares of the p95 latency or of the service time.
constexpr double worth_a_word = 0.05;
constexpr double near_capacity = 0.75;

void add_rows(clock_comparison& c, const run_result& real, const run_result& simulated) {
  for (const auto name : metrics_compared) {
    const auto a = real.metric(name);
    const auto b = simulated.metric(name);
    if (a && b)
      c.rows.push_back({std::string(name), *a, *b});
  }
  for (const auto how : all_outcomes)
    if (real.outcomes[how] + simulated.outcomes[how] > 0)
      c.rows.push_back({std::string(name_of(how)), static_cast<double>(real.outcomes[how]),
                        static_cast<double>(simulated.outcomes[how])});
}

void find_disagreements(clock_comparison& c) {
  for (const auto& row : c.rows) {
    const auto off = row.difference();
    if ((row.name == "latency_p50" || row.name == "latency_p95") &&
        (!off || std::abs(*off) > clock_tolerance))
      c.disagreements.push_back(fmt::format("{} is {} on the real clock and {} on the virtual one.", row.name,
                                            readable(row.name, row.real), readable(row.name, row.simulated)));
  }
}

/// The wait of a queue goes with busy / (1 - busy): near capacity it turns small errors into large ones.
void explain_capacity(clock_comparison& c, const run_result& real, const run_result& simulated) {
  const auto a = real.metric("worker_utilization");
  const auto b = simulated.metric("worker_utilization");
  if (a && b && std::max(*a, *b) > near_capacity)
    c.left_out.push_back(
        fmt::format("Nothing, perhaps: near capacity, a few percent of service time make a large "
                    "part of the wait. Workers were {} busy, {} in the model.",
                    readable_share(*a), readable_share(*b)));
}

std::optional<unsigned> cores_of(const run_result& r) {
  for (const auto& [name, value] : r.environment)
    if (unsigned cores = 0;
        name == "cores" &&
        std::from_chars(value.data(), value.data() + value.size(), cores).ec == std::errc())
      return cores;
  return std::nullopt;
}

/// The load generator's lateness is in the latency. A calibration knows it beside one worker, busy half of
/// the time.
void explain_lag(clock_comparison& c, const run_result& real) {
  const auto lag = real.metric("issue_lag_p99");
  const auto p95 = real.metric("latency_p95");
  if (lag && p95 && *lag > worth_a_word * *p95)
    c.left_out.push_back(fmt::format(
        "Wake-ups that come late under load: the load generator was up to {} late (p99), {} in the middle.",
        readable_milliseconds(*lag), readable_milliseconds(real.metric("issue_lag_p50").value_or(0))));
}

void explain_service(clock_comparison& c, const run_result& real, const run_result& simulated) {
  const auto a = real.metric("service_p50");
  const auto b = simulated.metric("service_p50");
  if (!a || !b || std::abs(*b - *a) <= worth_a_word * *a)
    return;
  c.left_out.push_back(
      *a > *b ? fmt::format(
                    "A slower extractor than the one calibrated: {} in the middle against {}. Caches that "
                    "others used meanwhile, a processor shared or at another speed, or larger batches.",
                    readable_milliseconds(*a), readable_milliseconds(*b))
              : fmt::format(
                    "A faster extractor than the one calibrated: {} in the middle against {}. The processor "
                    "had less to do than while calibrating, or batches were smaller.",
                    readable_milliseconds(*a), readable_milliseconds(*b)));
}

void explain_cores(clock_comparison& c, const run_result& real, std::uint32_t workers) {
  const auto cores = cores_of(real);
  if (cores && workers + 1 > *cores)
    c.left_out.push_back(fmt::format("Shared cores: {} {} beside the load generator on {} {}.", workers,
                                     workers == 1 ? "worker runs" : "workers run", *cores,
                                     *cores == 1 ? "core" : "cores"));
}

} // namespace

std::optional<double> clock_row::difference() const noexcept {
  if (real == 0)
    return simulated == 0 ? std::optional(0.0) : std::nullopt;
  return simulated / real - 1;
}

clock_comparison compare_clocks(const run_result& real, const run_result& simulated, std::uint32_t workers) {
  clock_comparison c{real.scenario_name, {}, {}, {}};
  add_rows(c, real, simulated);
  find_disagreements(c);
  if (c.disagreements.empty())
    return c;
  explain_lag(c, real);
  explain_service(c, real, simulated);
  explain_capacity(c, real, simulated);
  explain_cores(c, real, workers);
  if (c.left_out.empty())
    c.left_out.push_back("Something that these numbers do not show.");
  return c;
}

} // namespace simrun
