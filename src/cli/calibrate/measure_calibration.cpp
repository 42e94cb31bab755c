#include "cli/calibrate/measure_calibration.hpp"

#include "actors/measure_path.hpp"
#include "cli/environment.hpp"
#include "features/calibration/measure_service.hpp"
#include "market/synthetic_market.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

time_point steady_now() {
  return time_point(std::chrono::steady_clock::now().time_since_epoch());
}

/// Bars for the longest window many times over. Which bars they are makes no difference to the time.
market_data bars_for(const std::vector<std::uint32_t>& windows) {
  synthetic_market_config config;
  config.bars = 2 * std::ranges::max(windows) + 1000;
  return market_data::from(make_synthetic_market(config));
}

std::string weights_text(const feature_extraction_config& config) {
  const auto source = config.weights.value_or(fmt::format("random, seed {}", config.seed));
  return config.precision == model_precision::f32 ? source
                                                  : fmt::format("{}, {}", source, name_of(config.precision));
}

/// How far the 95th percentile lies above the median at most. It is 1.1 on an idle machine.
constexpr double spread_max = 1.3;

} // namespace

std::optional<std::string> disturbance_in(const calibration& c) {
  for (const auto& w : c.windows) {
    const auto& single = w.extraction.front().times;
    const double spread = in_seconds(single.at(0.95)) / in_seconds(single.at(0.5));
    if (spread > spread_max)
      return fmt::format(
          "the machine was busy: of single windows of {} bars, one in twenty took {:.1f} times as "
          "long as the middle one; calibrate again when it is idle",
          w.window, spread);
  }
  return std::nullopt;
}

result<calibration> measure_calibration(calibration_order order) {
  order.extraction.cache_enabled = false;
  order.extraction.window = order.windows.front();
  const auto market = bars_for(order.windows);
  // Before all else and once: what the compute library has made it keeps, and the next start is not as cold.
  const auto cold_start = measure_cold_start(order.extraction, market, 1, steady_now);
  if (!cold_start)
    return failure(cold_start.error());
  const auto factory = feature_extractor_factory::load(order.extraction, nullptr);
  if (!factory)
    return failure(factory.error());

  calibration c;
  c.measured_at = utc_now();
  c.machine = describe_environment(clock_kind::real);
  c.weights = weights_text(order.extraction);
  c.cold_start = *cold_start;
  // Extraction first and longest: it is nearly all of a request's time.
  service_measurement service;
  service.windows = order.windows;
  service.time = order.time * 7 / 10;
  return measure_service_times(*factory, market, service, steady_now)
      .and_then([&](auto windows) {
        c.windows = std::move(windows);
        return measure_path(c.windows.front().extraction.front().times.mean(), order.time / 4);
      })
      .map([&](const auto& path) {
        c.path = path;
        return std::move(c);
      });
}

} // namespace simrun
