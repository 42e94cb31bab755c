#pragma once

#include "core/clock_kind.hpp"

#include <cstdint>
#include <string>

namespace simrun {

/// The scenario of `simrun chaos` where no file is given, as TOML. The seed varies what it asks of the system
/// (load, mix, timeouts, workers, bounds), always so that it holds without a fault. It has no faults.
std::string chaos_scenario(std::uint64_t seed, clock_kind clock);

} // namespace simrun
