#pragma once

#include "market/bar.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace simrun {

/// A market out of a seed: stochastic volatility (Taylor 1986) with compound-Poisson jumps (Merton 1976).
/// Per bar, with independent standard normals e, z, v and a Poisson number N of jumps J:
///
///   h  = m + persistence (h_before - m) + volatility_of_volatility e     log-variance, m = 2 ln volatility
///   g  = sqrt(overnight_share) exp(h/2) z0 + J_1 + .. + J_N              ln open - ln previous close
///   d  = sqrt(1 - overnight_share) exp(h/2) z1 - pull (ln open - ln price_start)      ln close - ln open
///
/// High and low are the extremes of a Brownian bridge from open to close. The pull is weak (a half-life of
/// 27 years) and only keeps prices in range, however long the history. Volume is log-normal and follows
/// volatility. Defaults look like the returns of a single share, in fat tails and clusters too.
struct synthetic_market_config {
  std::uint64_t seed = 42;
  std::uint32_t symbols = 1;
  std::uint32_t bars = 2500; ///< per symbol, one every weekday from 2000-01-03 on

  double price_start = 100;
  double volatility = 0.01; ///< standard deviation of a bar's log-return where log-variance is at its mean
  double persistence = 0.97;
  double volatility_of_volatility = 0.2;
  double jumps_per_bar = 0.01;
  double jump_mean = -0.01;
  double jump_deviation = 0.03;
  double volume_typical = 1e6;
};

/// One history per symbol, "synthetic_0" and on. The same config gives the same bits; more symbols or bars
/// leave the earlier ones as they were.
std::vector<bar_history> make_synthetic_market(const synthetic_market_config& config);

} // namespace simrun
