#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "features/feature_extractor_factory.hpp"
#include "market/csv_reader.hpp"
#include "market/market_data.hpp"

#include <cstdio>
#include <fmt/chrono.h>
#include <nlohmann/json.hpp>

namespace simrun {

namespace {

using json = nlohmann::ordered_json;

struct last_window {
  std::string symbol;
  std::chrono::sys_seconds last_bar;
  market_data market;
};

result<last_window> read_last_window(const extract_csv_arguments& a) {
  auto history = read_bars(a.csv);
  if (!history)
    return failure(history.error());
  if (history->bars.size() < a.window)
    return fail(error_code::bad_input,
                fmt::format("{}: {} bars are too few for a window of {}; use a longer history "
                            "or a smaller --window",
                            a.csv, history->bars.size(), a.window));
  last_window last{history->symbol, history->bars.back().timestamp, {}};
  std::vector<bar_history> one;
  one.push_back(std::move(*history));
  last.market = market_data::from(std::move(one));
  return last;
}

result<feature_vector> extract_last(const extract_csv_arguments& a, const last_window& last) {
  feature_extraction_config config;
  config.weights = a.weights;
  config.seed = a.seed;
  config.precision = a.precision;
  config.window = a.window;
  const auto factory = feature_extractor_factory::load(config, [] { return run_start; });
  if (!factory)
    return failure(factory.error());
  const auto extractor = factory->make(extractor_kind::model);
  if (!extractor)
    return failure(extractor.error());
  const auto window = last.market.window({0, last.market.rows(0), a.window});
  extraction found;
  (*extractor)->extract({&window, 1}, {&found, 1});
  if (found.problem)
    return failure(*found.problem);
  return std::move(found.features);
}

json to_json(const extract_csv_arguments& a, const last_window& last, const feature_vector& f) {
  return {
      {"symbol", last.symbol},
      {"window", a.window},
      {"last_bar",
       fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(last.last_bar.time_since_epoch().count()))},
      {"weights", a.weights ? json(*a.weights) : json(fmt::format("random, seed {}", a.seed))},
      {"source", "model"},
      {"features", f.values},
      {"confidence", f.confidence},
      {"class_probabilities", f.class_probabilities},
      {"regression_mean", f.regression_mean},
      {"regression_uncertainty", f.regression_uncertainty},
      {"ensemble_weights", f.ensemble_weights},
  };
}

int refuse(const error& problem) {
  fmt::print(stderr, "{}\n", problem.message);
  return exit_code::bad_usage;
}

} // namespace

int extract_csv_command(const extract_csv_arguments& arguments) {
  const auto last = read_last_window(arguments);
  if (!last)
    return refuse(last.error());
  const auto features = extract_last(arguments, *last);
  if (!features)
    return refuse(features.error());
  fmt::print("{}\n", to_json(arguments, *last, *features).dump(2));
  return exit_code::passed;
}

} // namespace simrun
