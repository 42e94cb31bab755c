#include "trading/trading_environment.hpp"

#include "features/fallback_feature_extractor.hpp"

#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace simrun {

namespace {

time_point system_time() {
  return time_point(std::chrono::steady_clock::now().time_since_epoch());
}

/// Features of the same bars by the same model never get old, so nothing has to tell the cache the time.
std::unique_ptr<feature_extractor> with_cache(std::unique_ptr<feature_extractor> model,
                                              std::size_t capacity) {
  constexpr auto for_ever = std::chrono::hours(24 * 365 * 100);
  return std::make_unique<cached_feature_extractor>(
      std::move(model), std::make_shared<shared_feature_cache>(capacity, for_ever), 0,
      [] { return run_start; });
}

std::optional<error> check_fit(const feature_extractor& model, const feature_shape& shape,
                               std::uint32_t lookback) {
  if (model.feature_count() != shape.features)
    return error{error_code::bad_input, fmt::format("extractor '{}' delivers {} features, its shape says {}",
                                                    model.name(), model.feature_count(), shape.features)};
  if (lookback < model.window_length_min())
    return error{error_code::bad_input,
                 fmt::format("lookback_window is {} bars; extractor '{}' needs at least {}", lookback,
                             model.name(), model.window_length_min())};
  return std::nullopt;
}

} // namespace

result<trading_environment> trading_environment::make(enhanced_trading_config config,
                                                      std::shared_ptr<const market_data> market,
                                                      feature_extraction_config model) {
  if (auto problem = check(config))
    return failure(std::move(*problem));
  model.window = config.lookback_window;
  model.cache_enabled = false;
  const auto factory = feature_extractor_factory::load(std::move(model), {});
  if (!factory)
    return failure(factory.error());
  auto extractor = factory->make(extractor_kind::model);
  if (!extractor)
    return failure(extractor.error());
  return make(std::move(config), std::move(market), std::move(*extractor), shape_of(*factory));
}

result<trading_environment> trading_environment::make(enhanced_trading_config config,
                                                      std::shared_ptr<const market_data> market,
                                                      std::unique_ptr<feature_extractor> model,
                                                      feature_shape shape, std::function<time_point()> now) {
  if (auto problem = check_fit(*model, shape, config.lookback_window))
    return failure(std::move(*problem));
  auto core = environment_core::make(std::move(config), std::move(market), shape);
  if (!core)
    return failure(core.error());
  if (!now)
    now = system_time;
  return trading_environment(std::move(*core), std::move(model), std::move(now));
}

trading_environment::trading_environment(environment_core core, std::unique_ptr<feature_extractor> model,
                                         std::function<time_point()> now)
    : core_(std::move(core)),
      extractor_(std::move(model)),
      now_(std::move(now)),
      tracker_(std::make_unique<performance_tracker>()),
      windows_(core_.market().symbols()),
      extractions_(core_.market().symbols()) {
  const auto& config = core_.config();
  if (config.enable_fallback)
    fallback_ = std::make_unique<fallback_feature_extractor>(core_.layout().shape.features);
  if (config.enable_feature_caching)
    extractor_ = with_cache(std::move(extractor_), config.feature_cache_size);
}

result<reset_result> trading_environment::reset(std::optional<std::uint64_t> seed,
                                                const reset_options& options) {
  if (auto problem = core_.reset(seed, options))
    return failure(std::move(*problem));
  if (auto problem = observe())
    return failure(std::move(*problem));
  return reset_result{core_.observation(), info()};
}

result<step_result> trading_environment::step(std::span<const trading_action> actions) {
  if (auto problem = core_.act(actions))
    return failure(std::move(*problem));
  if (auto problem = observe())
    return failure(std::move(*problem));
  const auto& state = core_.state();
  return step_result{core_.observation(), state.reward, state.terminated(), state.truncated(), info()};
}

std::optional<error> trading_environment::observe() {
  const auto asked = now_();
  const auto needs = core_.needs();
  for (std::size_t i = 0; i < needs.size(); ++i)
    windows_[i] = core_.market().data().window(needs[i]);
  extractor_->extract(windows_, extractions_);
  if (fallback_)
    fall_back();
  latency_ = now_() - asked;

  for (std::size_t i = 0; i < extractions_.size(); ++i) {
    auto& done = extractions_[i];
    tracker_->record(done, latency_);
    if (done.problem)
      core_.give_up();
    else
      done.problem = core_.take(i, done.features);
    if (done.problem)
      return done.problem;
  }
  return std::nullopt;
}

void trading_environment::fall_back() {
  for (std::size_t i = 0; i < extractions_.size(); ++i)
    if (extractions_[i].problem)
      fallback_->extract(std::span(windows_).subspan(i, 1), std::span(extractions_).subspan(i, 1));
}

step_info trading_environment::info() const noexcept {
  return {core_.state(), core_.positions(), core_.sources(), latency_, tracker_.get()};
}

} // namespace simrun
