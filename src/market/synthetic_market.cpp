#include "market/synthetic_market.hpp"

#include "core/portable_math.hpp"
#include "core/random.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr double overnight_share = 0.2; // of a bar's variance
constexpr double pull = 1e-4;
constexpr double volume_deviation = 0.3;

/// What goes on from bar to bar.
struct path_state {
  double log_variance;
  double log_price;
};

std::chrono::sys_seconds nth_weekday(std::uint32_t n) noexcept {
  using namespace std::chrono;
  constexpr sys_days first_monday = year(2000) / January / 3;
  return first_monday + days(7LL * (n / 5) + n % 5);
}

double stationary_deviation(const synthetic_market_config& config) noexcept {
  return config.volatility_of_volatility / std::sqrt(1.0 - config.persistence * config.persistence);
}

double draw_jumps(const synthetic_market_config& config, random_stream& random) noexcept {
  double sum = 0;
  // The events of a Poisson process that fall into this bar, by the times between them.
  for (double t = random.exponential(); t < config.jumps_per_bar; t += random.exponential())
    sum += config.jump_mean + config.jump_deviation * random.normal();
  return sum;
}

/// How far a Brownian bridge gets past the higher of its ends, which are `move` apart: the reflection
/// principle gives P(M > m) = exp(-2 m (m - move) / variance), solved for a uniform probability.
double draw_excess(double move, double variance, random_stream& random) noexcept {
  return (std::sqrt(move * move + 2.0 * variance * random.exponential()) - std::abs(move)) / 2.0;
}

bar draw_bar(const synthetic_market_config& config, path_state& path, random_stream& random) noexcept {
  const double mean_log_variance = 2.0 * portable_log(config.volatility);
  path.log_variance = mean_log_variance + config.persistence * (path.log_variance - mean_log_variance) +
                      config.volatility_of_volatility * random.normal();
  const double deviation = portable_exp(path.log_variance / 2.0);

  const double drift_overnight = std::sqrt(overnight_share) * deviation * random.normal();
  const double open = path.log_price + drift_overnight + draw_jumps(config, random);
  const double day_deviation = std::sqrt(1.0 - overnight_share) * deviation;
  const double move = day_deviation * random.normal() - pull * (open - portable_log(config.price_start));
  const double close = open + move;
  const double above = draw_excess(move, day_deviation * day_deviation, random);
  const double below = draw_excess(move, day_deviation * day_deviation, random);
  const double volume_noise = volume_deviation * random.normal();
  path.log_price = close;

  bar b;
  b.open = portable_exp(open);
  b.close = portable_exp(close);
  // Bounded by the rounded ends, not by their logarithms, so that rounding can't break a bar.
  b.high = std::max({portable_exp(std::max(open, close) + above), b.open, b.close});
  b.low = std::min({portable_exp(std::min(open, close) - below), b.open, b.close});
  const double activity = (path.log_variance - mean_log_variance) / 2.0 + volume_noise;
  b.volume = std::max(1.0, std::round(config.volume_typical * portable_exp(activity)));
  return b;
}

bar_history make_symbol(const synthetic_market_config& config, std::uint32_t symbol, random_stream random) {
  path_state path{2.0 * portable_log(config.volatility) + stationary_deviation(config) * random.normal(),
                  portable_log(config.price_start)};
  bar_history history{fmt::format("synthetic_{}", symbol), {}};
  history.bars.reserve(config.bars);
  for (std::uint32_t n = 0; n < config.bars; ++n) {
    history.bars.push_back(draw_bar(config, path, random));
    history.bars.back().timestamp = nth_weekday(n);
  }
  return history;
}

} // namespace

std::vector<bar_history> make_synthetic_market(const synthetic_market_config& config) {
  const random_stream market(config.seed, "market");
  std::vector<bar_history> histories;
  histories.reserve(config.symbols);
  for (std::uint32_t symbol = 0; symbol < config.symbols; ++symbol)
    histories.push_back(make_symbol(config, symbol, market.split(symbol)));
  return histories;
}

} // namespace simrun
