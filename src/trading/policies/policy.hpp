#pragma once

#include "trading/environment_core.hpp"

#include <cstdint>
#include <span>

namespace simrun {

/// What a policy may know: the present, and the past of prices.
class policy_view {
public:
  explicit policy_view(const environment_core& core) noexcept : core_(core) {}

  std::span<const float> observation() const noexcept { return core_.observation(); }
  const episode_state& state() const noexcept { return core_.state(); }
  std::size_t symbols() const noexcept { return core_.market().symbols(); }
  double size_max() const noexcept { return core_.action_space().size_max; }

  /// All closes so far, the present one last.
  std::span<const double> closes(std::size_t symbol) const noexcept {
    return core_.market().closes_until(symbol, state().bar);
  }
  double cash_ratio() const noexcept { return state().cash / state().value; }
  double position_ratio(std::size_t symbol) const noexcept {
    return core_.positions()[symbol] * closes(symbol).back() / state().value;
  }

private:
  const environment_core& core_;
};

/// Decides what to do at each step of an episode.
class policy {
public:
  policy() = default;
  policy(const policy&) = delete;
  policy& operator=(const policy&) = delete;
  virtual ~policy() = default;

  /// An episode begins.
  virtual void begin(std::uint64_t seed) = 0;
  /// Fills in one action for each symbol.
  virtual void decide(const policy_view& view, std::span<trading_action> actions) = 0;
};

/// Less than this share of the value is not worth a trade for policies that would else go on for ever with
/// ever smaller ones.
inline constexpr double share_worth_a_trade = 0.01;

} // namespace simrun
