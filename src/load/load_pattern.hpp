#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace simrun {

/// Environments ask for what they need: their load is no pattern that a scenario names.
enum class load_shape { constant, ramp, step, spike, stages, replay, closed, environments };
enum class arrival_kind { uniform, poisson, gamma };

/// One of a sequence of stages: the rate goes evenly from one to the other; where they are equal, it stays.
struct load_stage {
  duration length{};
  double start_rps = 0;
  double end_rps = 0;
};

/// The `[load]` of a scenario: how many requests are due when. Each shape has its own
/// members and leaves the others alone.
struct load_pattern {
  load_shape shape = load_shape::constant;
  arrival_kind arrivals = arrival_kind::poisson;
  double burstiness = 1;          ///< gamma: standard deviation of the gaps, over their mean
  double rps = 100;               ///< constant
  double start_rps = 0;           ///< ramp: at its start, and during the warm-up
  double end_rps = 0;             ///< ramp: at its end, and from then on
  duration ramp_duration{};       ///< ramp
  std::vector<double> step_rps{}; ///< step: one after the other; the last one stays
  duration step_duration{};       ///< step: of each
  double base_rps = 0;            ///< spike: between the bursts, and during the warm-up
  double spike_rps = 0;           ///< spike: within a burst
  duration spike_duration{};      ///< spike: length of a burst
  duration spike_every{}; ///< spike: bursts start at once, twice, ... this time; the first not at zero
  std::vector<load_stage> stages{}; ///< stages: the last rate stays, the first holds during the warm-up
  std::string times_file{};         ///< replay: when requests are due, line by line
  std::uint32_t concurrency = 1;    ///< closed: users, each with a request at a time
  std::uint32_t requests = 0;       ///< closed: how many end the measured part; 0: its duration does
  std::uint32_t episodes = 0;       ///< environments: of each, with the same meaning
};

/// Whether a number of requests, or of episodes, ends the measured part, and not its duration.
inline bool ends_by_count(const load_pattern& pattern) noexcept {
  return (pattern.shape == load_shape::closed && pattern.requests != 0) ||
         (pattern.shape == load_shape::environments && pattern.episodes != 0);
}

} // namespace simrun
