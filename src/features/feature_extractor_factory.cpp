#include "features/feature_extractor_factory.hpp"

#include "features/cnn_lstm_extractor.hpp"
#include "features/fallback_feature_extractor.hpp"
#include "features/null_feature_extractor.hpp"
#include "market/input_columns.hpp"

#include <fmt/format.h>
#include <utility>

namespace simrun {

namespace {

std::optional<error> check_fit(const feature_extraction_config& config, const model_shape& shape) {
  constexpr auto shortest = fallback_feature_extractor::length_min;
  if (config.window < shortest || config.window > network_length_max)
    return error{error_code::bad_input,
                 fmt::format("a window of {} bars does not fit: extractors take {} to {} bars", config.window,
                             shortest, network_length_max)};
  if (shape.channels != input_columns)
    return error{error_code::bad_input,
                 fmt::format("the model of {} takes {} columns, but windows have {}",
                             config.weights.value_or("random weights"), shape.channels, input_columns)};
  return std::nullopt;
}

result<std::shared_ptr<const model_weights>> weights_of(const feature_extraction_config& config) {
  if (config.weights)
    return load_weights(*config.weights);
  return random_weights(config.seed);
}

} // namespace

result<feature_extractor_factory> feature_extractor_factory::load(feature_extraction_config config,
                                                                  std::function<time_point()> clock) {
  if (config.model == model_kind::null)
    return feature_extractor_factory(std::move(config), nullptr, std::move(clock));
  auto weights = weights_of(config);
  if (!weights)
    return failure(weights.error());
  if (auto problem = check_fit(config, (*weights)->shape))
    return failure(std::move(*problem));
  return feature_extractor_factory(std::move(config), std::move(*weights), std::move(clock));
}

feature_extractor_factory::feature_extractor_factory(feature_extraction_config config,
                                                     std::shared_ptr<const model_weights> weights,
                                                     std::function<time_point()> clock)
    : config_(std::move(config)), weights_(std::move(weights)), clock_(std::move(clock)) {
  if (config_.cache_enabled)
    cache_ = std::make_shared<shared_feature_cache>(config_.cache_capacity, config_.cache_ttl);
}

result<std::unique_ptr<feature_extractor>> feature_extractor_factory::make(extractor_kind kind) const {
  switch (kind) {
  case extractor_kind::model:
    return make_model();
  case extractor_kind::cached:
    return make_cached();
  case extractor_kind::fallback:
    return make_fallback();
  }
  return nullptr;
}

std::uint64_t feature_extractor_factory::model_identity() const noexcept {
  // Any constants will do that no hash has a reason to differ by.
  const std::uint64_t preparation = config_.standardise ? 0 : 0x9e3779b97f4a7c15;
  const std::uint64_t precision = config_.precision == model_precision::f32 ? 0 : 0xc2b2ae3d27d4eb4f;
  return (weights_ ? weights_->identity : 0) ^ preparation ^ precision;
}

std::size_t feature_extractor_factory::feature_count() const noexcept {
  return weights_ ? weights_->shape.fusion : model_shape{}.fusion;
}

result<std::unique_ptr<feature_extractor>> feature_extractor_factory::make_model() const {
  if (config_.model == model_kind::null)
    return std::make_unique<null_feature_extractor>(feature_count());
  return cnn_lstm_extractor::make(weights_,
                                  {config_.standardise, config_.window, config_.seed, config_.precision});
}

result<std::unique_ptr<feature_extractor>> feature_extractor_factory::make_cached() const {
  if (!cache_)
    return fail(error_code::unavailable, "the cache is switched off");
  return make_model().map(
      [this](std::unique_ptr<feature_extractor> model) -> std::unique_ptr<feature_extractor> {
        return std::make_unique<cached_feature_extractor>(std::move(model), cache_, model_identity(), clock_);
      });
}

result<std::unique_ptr<feature_extractor>> feature_extractor_factory::make_fallback() const {
  if (!config_.fallback_enabled)
    return fail(error_code::unavailable, "the fallback is switched off");
  return std::make_unique<fallback_feature_extractor>(feature_count());
}

} // namespace simrun
