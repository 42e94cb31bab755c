#include "market/market_data.hpp"

#include "market/input_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace simrun {

namespace {

bool is_finite(const bar& b) {
  return std::isfinite(b.open) && std::isfinite(b.high) && std::isfinite(b.low) && std::isfinite(b.close) &&
         std::isfinite(b.volume);
}

} // namespace

market_data market_data::from(std::vector<bar_history> histories) {
  market_data data;
  data.series_.reserve(histories.size());
  for (auto& history : histories) {
    assert(history.bars.size() <= std::numeric_limits<std::uint32_t>::max());
    data.all_finite_ = data.all_finite_ && std::ranges::all_of(history.bars, is_finite);
    data.series_.push_back({std::move(history.symbol), compute_input_columns(history.bars)});
    // The columns hold the bars again; a large market need not be in memory twice.
    history = {};
  }
  return data;
}

std::uint32_t market_data::rows(std::uint32_t symbol) const noexcept {
  return static_cast<std::uint32_t>(series_[symbol].columns.rows());
}

window_view market_data::window(const window_id& id) const noexcept {
  if (id.symbol >= symbols() || id.end > rows(id.symbol) || id.length > id.end)
    return {};
  return {&series_[id.symbol].columns, id.end - id.length, id.length, id.symbol};
}

std::uint32_t market_data::window_count(std::uint32_t symbol, std::uint32_t length) const noexcept {
  if (symbol >= symbols() || length == 0 || length > rows(symbol))
    return 0;
  return rows(symbol) - length + 1;
}

} // namespace simrun
