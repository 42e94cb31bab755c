#pragma once

#include "market/bar.hpp"

#include <vector>

namespace simrun {

/// The histories with only those bars whose timestamp all of them have, so that bar n is the same moment in
/// each: an inner join. They are as long as each other then, and empty where nothing is common to all.
std::vector<bar_history> common_bars(std::vector<bar_history> histories);

} // namespace simrun
