#include "actors/measure_path.hpp"

#include "actors/run_scenario.hpp"
#include "market/synthetic_market.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;

/// Of the run whose worker is never idle: as much arrives as it can take four times over, and waits.
constexpr double overload = 4;
/// Its service is short, for the sake of many turnarounds.
constexpr duration busy_service = 300us;
constexpr std::size_t feature_count = 256;

/// Stands in for the network: takes its time and delivers zeros.
class hollow_extractor final : public feature_extractor {
public:
  /// `gaps` takes the times between two batches, where it is not null.
  hollow_extractor(duration service, std::vector<duration>* gaps) : service_(service), gaps_(gaps) {}

  std::string_view name() const noexcept override { return "hollow"; }
  std::size_t feature_count() const noexcept override { return simrun::feature_count; }
  std::size_t window_length_min() const noexcept override { return 1; }

  void extract(std::span<const window_view>, std::span<extraction> results, std::stop_token) override {
    const auto began = steady::now();
    // The first batch is the one at the start, before there is any load.
    if (gaps_ && batches_++ > 1)
      gaps_->push_back(began - ended_);
    for (auto& result : results)
      result.features.values.assign(simrun::feature_count, 0);
    while (steady::now() - began < service_) {
    }
    ended_ = steady::now();
  }

private:
  duration service_;
  std::vector<duration>* gaps_;
  std::uint64_t batches_ = 0;
  steady::time_point ended_;
};

scenario path_scenario(double rps, duration time) {
  scenario s;
  s.name = "path";
  s.warmup = std::min<duration>(time / 4, 500ms);
  s.duration_measured = time - s.warmup;
  s.extractor.workers = 1;
  s.extractor.batch_max = 1;
  s.extractor.timeout = 30s;
  s.cache.enabled = false;
  s.fallback.enabled = false;
  s.load.arrivals = arrival_kind::uniform;
  s.load.rps = rps;
  return s;
}

run_inputs inputs_of(duration service, std::vector<duration>* gaps = nullptr) {
  run_inputs inputs{market_data::from(make_synthetic_market({}))};
  inputs.make_model = [=] { return std::make_unique<hollow_extractor>(service, gaps); };
  return inputs;
}

run_result run(const scenario& s, const run_inputs& inputs) {
  const std::atomic<bool> never = false;
  return run_scenario(s, inputs, never);
}

/// The latencies of one outcome.
result<empirical_distribution> latencies(const run_result& r, outcome how) {
  const auto* histogram = r.histogram(fmt::format("latency{{outcome={}}}", name_of(how)));
  if (!histogram)
    return fail(
        error_code::unavailable,
        fmt::format("no request was {} in a short run of the actors; is the machine busy?", name_of(how)));
  constexpr auto parts = empirical_distribution::parts;
  std::vector<duration> middles;
  for (std::size_t part = 0; part < parts; ++part)
    middles.push_back(*histogram->percentile((static_cast<double>(part) + 0.5) / parts));
  return *empirical_distribution::from_parts(middles, histogram->count());
}

/// Evenly spaced at half of what the worker can take: no request waits for another.
result<empirical_distribution> measure_extracted(duration service, duration time) {
  const auto s = path_scenario(0.5 / in_seconds(service), time);
  const auto known = empirical_distribution::of({service});
  return latencies(run(s, inputs_of(service)), outcome::extracted).map([&](const auto& whole) {
    return rest_of(whole, known);
  });
}

/// The misses keep the worker busy half of the time, as above.
result<empirical_distribution> measure_cached(duration service, duration time) {
  auto s = path_scenario(1 / in_seconds(service), time);
  s.cache.enabled = true;
  s.mix.repeat_ratio = 0.5;
  return latencies(run(s, inputs_of(service)), outcome::cached);
}

result<empirical_distribution> measure_turnaround(duration time) {
  std::vector<duration> gaps;
  // What has arrived by then keeps the worker busy for the rest of the time.
  auto s = path_scenario(overload / in_seconds(busy_service), from_seconds(in_seconds(time) / overload));
  s.warmup = 0s;
  s.extractor.queue_max = 1'000'000;
  run(s, inputs_of(busy_service, &gaps));
  if (gaps.empty())
    return fail(error_code::unavailable,
                "no worker was busy in a short run of the actors; is the machine busy?");
  return empirical_distribution::of(std::move(gaps));
}

} // namespace

result<path_calibration> measure_path(duration service, duration time) {
  return measure_extracted(service, time * 2 / 5).and_then([&](const auto& extracted) {
    return measure_cached(service, time * 2 / 5).and_then([&](const auto& cached) {
      return measure_turnaround(time / 5).map([&](const auto& turnaround) {
        return path_calibration{extracted, cached, turnaround};
      });
    });
  });
}

} // namespace simrun
