// [market] and [model]: what goes into an extraction.
#include "scenario/scenario_sections.hpp"

#include <array>
#include <utility>

namespace simrun {

namespace {

constexpr std::uint32_t window_min = 10;
constexpr std::uint32_t window_max = 4096;
constexpr std::uint32_t symbols_max = 10'000;
constexpr std::uint32_t bars_max = 10'000'000;

constexpr condition synthetic_market{"source", "synthetic",
                                     [](const scenario& s) { return s.market.made_up(); }, false, "extreme"};

void set_source(scenario& s, std::string file) {
  s.market.sources = {std::move(file)};
}

void set_sources(scenario& s, std::vector<std::string> files) {
  s.market.sources = std::move(files);
}

void set_weights(scenario& s, std::string file) {
  s.model.weights = std::move(file);
}

constexpr std::array<std::string_view, 2> kind_words{"network", "null"};
constexpr choice kind = one_of<at<&scenario::model, &model_config::kind>>(kind_words);

constexpr choice precision = one_of<at<&scenario::model, &model_config::precision>>(precision_names);

} // namespace

std::span<const scenario_field> market_fields() noexcept {
  using config = market_config;
  static constexpr std::array fields{
      scenario_field{"source",
                     input_file{set_source, "synthetic", "\"synthetic\"", nullptr, "extreme", set_sources},
                     "A CSV file of bars, or one for each symbol, the most popular first; a seeded synthetic "
                     "market; or a seeded one of extremes: flat prices, gaps, splits, no volume, denormals, "
                     "1e300, prices below zero, NaN and infinities."},
      scenario_field{"window", whole_number{at<&scenario::market, &config::window>, window_min, window_max},
                     "Bars in a request's window."},
      scenario_field{"standardise", truth{at<&scenario::market, &config::standardise>},
                     "Whether each column of a window is standardised before the network."},
      scenario_field{"symbols", whole_number{at<&scenario::market, &config::symbols>, 1, symbols_max},
                     "Symbols of a market out of a seed.", false, &synthetic_market},
      scenario_field{"bars", whole_number{at<&scenario::market, &config::bars>, window_min, bars_max},
                     "Bars of each symbol of a market out of a seed.", false, &synthetic_market},
  };
  return fields;
}

std::span<const scenario_field> model_fields() noexcept {
  static constexpr std::array fields{
      scenario_field{"kind", kind,
                     "\"null\" answers at once with zeros: what is left is what the harness itself takes."},
      scenario_field{"weights", input_file{set_weights, "", "seeded random weights"},
                     "A `.safetensors` file with the network's weights."},
      scenario_field{"precision", precision, "Number format of the network."},
  };
  return fields;
}

} // namespace simrun
