#pragma once

#include "core/request.hpp"
#include "core/result.hpp"
#include "market/market_data.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace simrun {

/// The symbols that an environment trades, all with the same number of bars: bar n is the same moment for
/// each (see common_bars). Every close is a price that can be traded at.
class traded_market {
public:
  static constexpr double price_min = 1e-9;
  static constexpr double price_max = 1e12;

  /// Symbols by name, in this order; none named: all of them. The error says which symbol is not there or
  /// there twice, has other or too few bars than `bars_min`, or has a close outside of the prices above.
  static result<traded_market> make(std::shared_ptr<const market_data> data,
                                    std::span<const std::string> names, std::uint32_t bars_min);

  std::size_t symbols() const noexcept { return ids_.size(); }
  std::uint32_t bars() const noexcept { return static_cast<std::uint32_t>(closes_.front().size()); }
  const std::string& name(std::size_t symbol) const noexcept { return data_->name(ids_[symbol]); }
  const market_data& data() const noexcept { return *data_; }

  double close(std::size_t symbol, std::uint32_t bar) const noexcept { return closes_[symbol][bar]; }
  /// All closes up to this bar, itself included.
  std::span<const double> closes_until(std::size_t symbol, std::uint32_t bar) const noexcept {
    return closes_[symbol].first(bar + 1);
  }
  /// The window of `length` bars whose last one is `bar`.
  window_id window(std::size_t symbol, std::uint32_t bar, std::uint32_t length) const noexcept {
    return {ids_[symbol], bar + 1, length};
  }

private:
  std::shared_ptr<const market_data> data_;
  std::vector<std::uint32_t> ids_;
  std::vector<std::span<const double>> closes_;
};

} // namespace simrun
