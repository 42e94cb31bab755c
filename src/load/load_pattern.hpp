#pragma once

#include "core/time.hpp"

#include <cstdint>

namespace simrun {

enum class load_shape { constant, spike };
enum class arrival_kind { uniform, poisson };

/// The `[load]` of a scenario: how many requests are due when, and for which windows.
struct load_pattern {
  load_shape shape = load_shape::constant;
  arrival_kind arrivals = arrival_kind::poisson;
  double rps = 100;          ///< constant
  double base_rps = 0;       ///< spike: between the bursts, and during the warm-up
  double spike_rps = 0;      ///< spike: within a burst
  duration spike_duration{}; ///< spike: length of a burst
  duration spike_every{};    ///< spike: bursts start at once, twice, ... this time; the first not at zero
  double repeat_ratio = 0;   ///< share of requests for a window asked before
};

} // namespace simrun
