#pragma once

#include "../scenario_runs.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

/// Independent replications rather than batch means: a run has one set of books, and another seed makes runs
/// that are independent by construction, where batches of one run are so only if they are long enough.
inline constexpr int replications = 20;
/// Student's t for 19 degrees of freedom, 99.9 % two-sided.
inline constexpr double student_t = 3.883;
/// Of one worker. A mean service of 100 us makes the rounding to nanoseconds a matter of 1e-5.
inline constexpr double services_per_s = 10'000;

/// A waiting line and nothing else: no cache, no fallback, one request at a time, and a deadline far away.
/// `load` is the share of the workers' time that is asked for.
inline scenario queue_scenario(service_model service, std::uint32_t workers, double load) {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  s.fallback.enabled = false;
  s.load.arrivals = arrival_kind::poisson;
  s.load.rps = load * workers * services_per_s;
  s.extractor.service = service;
  s.extractor.workers = workers;
  s.extractor.batch_max = 1;
  s.extractor.queue_max = 1'000'000;
  s.extractor.timeout = std::chrono::seconds(2);
  return s;
}

inline service_model exponential_service() {
  return service_model::exponential(from_seconds(1 / services_per_s));
}

struct estimate {
  double mean = 0;
  double standard_error = 0;
};

/// Runs of one scenario under different seeds.
class queue_runs {
public:
  /// Each of `requests` on average. A tenth as many come before, unmeasured: the queue starts empty, and what
  /// it was forgets itself in 1 / (mu (1 - sqrt(rho))^2), 1500 services at a load of 0.95 (Kleinrock,
  /// "Queueing Systems 1" (1975), 2.163 ff.).
  queue_runs(scenario s, double requests) {
    s.duration_measured = from_seconds(requests / s.load.rps);
    s.warmup = s.duration_measured / 10;
    for (int i = 0; i < replications; ++i) {
      s.seed = static_cast<std::uint64_t>(1 + i);
      runs_.push_back(run(s));
      check_conserved(runs_.back());
    }
  }

  template <class Observe>
  estimate of(const Observe& observe) const {
    double sum = 0;
    double squares = 0;
    for (const auto& r : runs_)
      sum += observe(r);
    const double mean = sum / replications;
    for (const auto& r : runs_)
      squares += (observe(r) - mean) * (observe(r) - mean);
    return {mean, std::sqrt(squares / (replications - 1) / replications)};
  }

  estimate metric(std::string_view name) const {
    return of([&](const run_result& r) { return r.metric(name).value(); });
  }
  /// Of a metric in milliseconds.
  estimate seconds(std::string_view name) const {
    return of([&](const run_result& r) { return r.metric(name).value() / 1000; });
  }

private:
  std::vector<run_result> runs_;
};

/// The time between the intended time and the start of service, in seconds; nothing was rejected.
inline double mean_wait(const run_result& r) {
  return in_seconds(*r.histogram("latency")->mean() - *r.histogram("service")->mean());
}

/// The share of latencies above t seconds. Held against theory at the percentile that theory gives: unlike
/// the percentile of a short run, which misses what is rare, a share is right on average. Within a bin, by
/// proportion; a bin is 0.8 % wide.
inline double share_above(const run_result& r, double t) {
  const auto& latency = *r.histogram("latency");
  double above = 0;
  for (const auto& bin : latency.bins()) {
    const double inside = (in_seconds(bin.upper) - t) / in_seconds(bin.upper - bin.lower);
    above += static_cast<double>(bin.count) * std::clamp(inside, 0.0, 1.0);
  }
  return above / static_cast<double>(latency.count());
}

/// Requests that waited, on average over time: those open less those in service.
inline double mean_waiting(const run_result& r) {
  return r.metric("concurrency_avg").value() -
         in_seconds(r.histogram("service")->sum()) / in_seconds(r.measured);
}

/// Agrees within the statistical error of the runs, which must be small enough to tell something. Most of
/// them have far less; how near the actors come to the theory is Lindley's recursion to say, without any
/// error.
inline void check_agrees(std::string_view what, const estimate& simulated, double expected,
                         double error_max = 0.25) {
  const double error = student_t * simulated.standard_error;
  INFO(fmt::format("{}: {:.6g} by theory, {:.6g} simulated, {:+.2f} standard errors; +-{:.1f} %", what,
                   expected, simulated.mean, (simulated.mean - expected) / simulated.standard_error,
                   100 * error / expected));
  CHECK(std::abs(simulated.mean - expected) <= error);
  CHECK(error <= error_max * expected);
}

/// `t` is the q-th percentile of latency, by theory. The tail is thin: a share of it that is twice as large
/// moves the 99th percentile of an exponential by ln 2 / ln 100, 15 %.
inline void check_percentile(double q, const queue_runs& runs, double t) {
  const auto simulated = runs.of([t](const run_result& r) { return share_above(r, t); });
  check_agrees(fmt::format("share above percentile {:.3g} ({:.3g} ms)", 100 * q, 1000 * t), simulated, 1 - q,
               1.25);
}

} // namespace simrun
