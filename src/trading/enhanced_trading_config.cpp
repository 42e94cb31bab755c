#include "trading/enhanced_trading_config.hpp"

#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace simrun {

namespace {

class problems {
public:
  void unless(bool good, std::string_view key, std::string_view wanted, double value) {
    if (!good)
      text_ += fmt::format("{}{} must be {}, got {}", text_.empty() ? "" : "; ", key, wanted, value);
  }
  const std::string& text() const noexcept { return text_; }

private:
  std::string text_;
};

// Written so that NaN is in no range.
bool is_share(double x) noexcept {
  return x >= 0 && x < 1;
}
bool is_positive_share(double x) noexcept {
  return x > 0 && x <= 1;
}
bool is_between(double x, double low, double high) noexcept {
  return x >= low && x <= high;
}

} // namespace

std::optional<error> check(const enhanced_trading_config& c) {
  problems found;
  found.unless(is_between(c.initial_balance, 1e-3, 1e15), "initial_balance", "between 0.001 and 1e15",
               c.initial_balance);
  found.unless(is_positive_share(c.max_position_size), "max_position_size", "above 0 and at most 1",
               c.max_position_size);
  found.unless(is_share(c.transaction_cost), "transaction_cost", "at least 0 and below 1",
               c.transaction_cost);
  found.unless(is_share(c.slippage), "slippage", "at least 0 and below 1", c.slippage);
  found.unless(is_between(c.lookback_window, 1, 1e6), "lookback_window", "between 1 and 1e6",
               c.lookback_window);
  found.unless(is_positive_share(c.max_drawdown_limit), "max_drawdown_limit", "above 0 and at most 1",
               c.max_drawdown_limit);
  found.unless(is_between(c.risk_free_rate, -1, 1), "risk_free_rate", "between -1 and 1", c.risk_free_rate);
  found.unless(is_between(c.reward_scaling, 1e-9, 1e9), "reward_scaling", "between 1e-9 and 1e9",
               c.reward_scaling);
  found.unless(!c.enable_feature_caching || c.feature_cache_size >= 1, "feature_cache_size", "at least 1",
               static_cast<double>(c.feature_cache_size));
  found.unless(is_between(c.bars_per_year, 1, 1e9), "bars_per_year", "between 1 and 1e9", c.bars_per_year);
  if (found.text().empty())
    return std::nullopt;
  return error{error_code::bad_input, found.text()};
}

} // namespace simrun
