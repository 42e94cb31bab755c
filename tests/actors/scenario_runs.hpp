#pragma once

#include "actors/run_scenario.hpp"

#include <doctest/doctest.h>

#include <string>

namespace simrun {

/// A scenario on the virtual clock, small enough for hundreds of runs.
inline scenario virtual_scenario() {
  scenario s;
  s.file = "test.toml";
  s.name = "test";
  s.clock = clock_kind::virtual_time;
  s.seed = 42;
  s.duration_measured = std::chrono::seconds(5);
  s.market.bars = 300;
  s.extractor.service = service_model::constant(std::chrono::milliseconds(1));
  s.load.shape = load_shape::constant;
  s.load.arrivals = arrival_kind::uniform;
  s.load.rps = 100;
  return s;
}

inline run_result run(const scenario& s) {
  const auto inputs = load_run_inputs(s);
  REQUIRE(inputs);
  const std::atomic<bool> interrupted = false;
  return run_scenario(s, *inputs, interrupted);
}

/// Little's law: the average number open is the rate times the average latency, here without error, for the
/// measured part begins and ends with nothing of its own open. The number is measured without the latencies.
inline void check_little(const run_result& r) {
  duration waited{};
  for (const auto how : all_outcomes)
    if (const auto* latency = r.histogram("latency{outcome=" + std::string(name_of(how)) + "}"))
      waited += latency->sum();
  REQUIRE(r.metric("concurrency_avg"));
  CHECK(*r.metric("concurrency_avg") * in_seconds(r.measured) ==
        doctest::Approx(in_seconds(waited)).epsilon(1e-12));
}

/// What holds for every run that was counted, whatever happened in it.
inline void check_counts(const run_result& r) {
  CHECK(r.outcomes.issued == r.outcomes.ended());
  CHECK(r.warmup_outcomes.issued == r.warmup_outcomes.ended());
  std::uint64_t issued = 0;
  for (const auto& row : r.intervals)
    issued += row.counts.issued;
  CHECK(issued == r.outcomes.issued);
  std::uint64_t failed = 0;
  for (const auto& [reason, failures] : r.failures)
    failed += failures;
  CHECK(failed == r.outcomes[outcome::failed]);
  for (const auto& f : r.faults)
    CHECK((!f.degradation || f.degradation->requests_lost == 0));
  check_little(r);
}

inline void check_conserved(const run_result& r) {
  check_counts(r);
  CHECK_FALSE(r.broken);
}

/// Has the result say how many requests were due while a fault was active, and while none was.
inline void ask_for_parts(scenario& s) {
  for (const auto* text : {"requests_total{during=fault} >= 0", "requests_total{during=healthy} >= 0"})
    s.requirements.push_back(parse_requirement(text).value());
}

/// Each request was due at one time or the other, whoever issued it and however late.
inline void check_parts(const run_result& r) {
  const auto last = r.requirements.size() - 1;
  CHECK(*r.requirements[last - 1].value + *r.requirements[last].value ==
        static_cast<double>(r.outcomes.issued));
}

inline fault_spec fault(const std::string& text) {
  const auto parsed = parse_fault(text);
  REQUIRE_MESSAGE(parsed, text);
  return *parsed;
}

} // namespace simrun
