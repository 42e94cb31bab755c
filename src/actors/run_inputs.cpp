#include "actors/run_inputs.hpp"

#include "actors/scenario_environments.hpp"
#include "features/feature_extractor_factory.hpp"
#include "market/csv_reader.hpp"
#include "market/extreme_market.hpp"
#include "market/synthetic_market.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <stdexcept>

namespace simrun {

namespace {

/// A file for each symbol, all of them long enough for any window that is asked for.
result<market_data> read_market(const std::vector<std::string>& files, std::uint32_t longest_window) {
  std::vector<bar_history> histories;
  for (const auto& file : files) {
    auto history = read_bars(file);
    if (!history)
      return failure(history.error());
    if (history->bars.size() < longest_window)
      return fail(error_code::bad_input,
                  fmt::format("{}: {} bars are too few for a window of {}; use a longer history or a shorter "
                              "window",
                              file, history->bars.size(), longest_window));
    histories.push_back(std::move(*history));
  }
  return market_data::from(std::move(histories));
}

result<market_data> load_market(const scenario& s) {
  if (s.market.is("synthetic")) {
    synthetic_market_config config;
    config.seed = seed_of(s, "market");
    config.symbols = s.market.symbols;
    config.bars = s.market.bars;
    return market_data::from(make_synthetic_market(config));
  }
  if (s.market.is("extreme"))
    return market_data::from(make_extreme_market({seed_of(s, "market"), s.market.symbols, s.market.bars}));
  return read_market(s.market.sources, longest_window(s));
}

feature_extraction_config extraction_of(const scenario& s) {
  feature_extraction_config config;
  config.model = s.model.kind;
  config.weights = s.model.weights;
  config.precision = s.model.precision;
  config.seed = s.seed;
  config.standardise = s.market.standardise;
  // Ready at start for what most requests ask for; other lengths are made ready when they first come.
  config.window = std::ranges::max(window_sizes(s), {}, &window_size::weight).bars;
  // The cache of a run is an actor of its own, in front of all workers.
  config.cache_enabled = false;
  config.fallback_enabled = s.fallback.enabled;
  return config;
}

std::unique_ptr<feature_extractor> made_or_thrown(result<std::unique_ptr<feature_extractor>> made) {
  if (!made)
    throw std::runtime_error(made.error().message);
  return std::move(*made);
}

result<void> load_model(const scenario& s, run_inputs& inputs) {
  const auto began = std::chrono::steady_clock::now();
  auto loaded = feature_extractor_factory::load(extraction_of(s), nullptr);
  inputs.weights_loading = std::chrono::steady_clock::now() - began;
  if (!loaded)
    return failure(loaded.error());
  const auto factory = std::make_shared<const feature_extractor_factory>(std::move(*loaded));
  inputs.model_identity = factory->model_identity();
  inputs.shape = shape_of(*factory);
  inputs.make_model = [factory] { return made_or_thrown(factory->make(extractor_kind::model)); };
  inputs.make_fallback = [factory] { return made_or_thrown(factory->make(extractor_kind::fallback)); };
  return {};
}

} // namespace

result<run_inputs> load_run_inputs(const scenario& s) {
  auto market = load_market(s);
  if (!market)
    return failure(market.error());
  run_inputs inputs{std::move(*market)};
  if (s.clock == clock_kind::real)
    if (auto loaded = load_model(s, inputs); !loaded)
      return failure(loaded.error());
  if (auto prepared = prepare_environments(s, inputs); !prepared)
    return failure(prepared.error());
  return inputs;
}

} // namespace simrun
