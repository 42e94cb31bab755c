#include "market/extreme_market.hpp"

#include "core/portable_math.hpp"
#include "core/random.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>

namespace simrun {

namespace {

enum class stretch { ordinary, flat, gap, split, no_volume, denormal, huge, negative, changing_sign };
constexpr std::uint64_t stretch_kinds = 9;
constexpr std::uint64_t stretch_bars_min = 5;
constexpr std::uint64_t stretch_bars_max = 60;
constexpr double unsound_share = 0.05; // of stretches
constexpr double days_missing_share = 0.02;

/// A bar of ordinary size around a price.
bar around(double price, random_stream& random) {
  const double close = price * portable_exp(0.01 * random.normal());
  const double above = 1 + 0.005 * random.uniform();
  const double below = 1 - 0.005 * random.uniform();
  bar b;
  b.open = price;
  b.close = close;
  b.high = std::max(price, close) * above;
  b.low = std::min(price, close) * below;
  b.volume = 1e6 * random.exponential();
  return b;
}

bar scaled(bar b, double prices, double volume) {
  b.open *= prices;
  b.close *= prices;
  b.high *= prices;
  b.low *= prices;
  b.volume *= volume;
  // What was above is below once it is mirrored.
  if (prices < 0)
    std::swap(b.high, b.low);
  return b;
}

bar draw_bar(stretch kind, std::uint64_t nth, double price, random_stream& random) {
  const auto b = around(price, random);
  switch (kind) {
  case stretch::ordinary:
  case stretch::gap:
  case stretch::split:
    return b;
  case stretch::flat:
    return {{}, price, price, price, price, b.volume};
  case stretch::no_volume:
    return scaled(b, 1, 0);
  case stretch::denormal:
    return scaled(b, 1e-312, 1e-315);
  case stretch::huge:
    return scaled(b, 1e298, 1e290);
  case stretch::negative:
    return scaled(b, -1, 1);
  case stretch::changing_sign:
    return scaled(b, nth % 2 == 0 ? 1 : -1, 1);
  }
  return b;
}

/// A stretch may begin with a jump of the price.
double price_after(stretch kind, double price, random_stream& random) {
  const double draw = random.uniform();
  if (kind == stretch::gap)
    return price * (draw < 0.5 ? 0.4 : 2.5);
  if (kind == stretch::split)
    return price / (draw < 0.5 ? 10 : 0.1);
  return price;
}

void spoil(bar& b, random_stream& random) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr std::array values{std::numeric_limits<double>::quiet_NaN(), infinity, -infinity};
  constexpr std::array fields{&bar::open, &bar::high, &bar::low, &bar::close, &bar::volume};
  const auto value = values[random.below(values.size())];
  b.*fields[random.below(fields.size())] = value;
}

bar_history make_symbol(std::uint32_t symbol, std::uint32_t bars, random_stream random) {
  bar_history history{fmt::format("extreme_{}", symbol), {}};
  history.bars.reserve(bars);
  std::chrono::sys_seconds day = std::chrono::sys_days(std::chrono::year(2000) / 1 / 3);
  double price = 100;
  while (history.bars.size() < bars) {
    const auto kind = static_cast<stretch>(random.below(stretch_kinds));
    const auto length = stretch_bars_min + random.below(stretch_bars_max - stretch_bars_min + 1);
    price = std::clamp(price_after(kind, price, random), 1e-3, 1e6);
    const bool unsound = random.uniform() < unsound_share;
    const auto spoilt = random.below(length);
    for (std::uint64_t n = 0; n < length && history.bars.size() < bars; ++n) {
      auto b = draw_bar(kind, n, price, random);
      if (unsound && n == spoilt)
        spoil(b, random);
      b.timestamp = day;
      day += std::chrono::days(random.uniform() < days_missing_share ? 30 : 1);
      history.bars.push_back(b);
    }
  }
  return history;
}

} // namespace

std::vector<bar_history> make_extreme_market(const extreme_market_config& config) {
  const random_stream market(config.seed, "extreme_market");
  std::vector<bar_history> histories;
  histories.reserve(config.symbols);
  for (std::uint32_t symbol = 0; symbol < config.symbols; ++symbol)
    histories.push_back(make_symbol(symbol, config.bars, market.split(symbol)));
  return histories;
}

} // namespace simrun
