#include "features/indicators/volume.hpp"

#include "features/indicators/definedness.hpp"

namespace simrun::indicators {

void on_balance_volume(std::span<const double> close, std::span<const double> volume, std::span<double> out) {
  double sum = 0;
  for (std::size_t i = 0; i < close.size(); ++i) {
    if (i == 0 || close[i] > close[i - 1])
      sum += volume[i];
    else if (close[i] < close[i - 1])
      sum -= volume[i];
    out[i] = sum;
  }
}

void accumulation_distribution(std::span<const double> high, std::span<const double> low,
                               std::span<const double> close, std::span<const double> volume,
                               std::span<double> out) {
  double sum = 0;
  for (std::size_t i = 0; i < close.size(); ++i) {
    const double range = high[i] - low[i];
    if (range > 0)
      sum += ((close[i] - low[i]) - (high[i] - close[i])) / range * volume[i];
    out[i] = sum;
  }
}

void money_flow_index(std::span<const double> high, std::span<const double> low,
                      std::span<const double> close, std::span<const double> volume, std::size_t period,
                      std::span<double> out) {
  const auto typical = [&](std::size_t i) { return (high[i] + low[i] + close[i]) / 3.0; };
  for (std::size_t i = undefined_before(period, out); i < close.size(); ++i) {
    double inflow = 0;
    double outflow = 0;
    for (std::size_t j = i + 1 - period; j <= i; ++j) {
      const double before = typical(j - 1);
      const double now = typical(j);
      if (now > before)
        inflow += now * volume[j];
      else if (now < before)
        outflow += now * volume[j];
    }
    const double flow = inflow + outflow;
    out[i] = flow < 1.0 ? 0.0 : 100.0 * inflow / flow;
  }
}

} // namespace simrun::indicators
