#pragma once

#include "core/requirement.hpp"
#include "monitor/load_statistics.hpp"
#include "monitor/window_watch.hpp"

#include <cstdint>

namespace simrun {

/// Whether a requirement may still hold at the end, from what was counted so far and from at most `to_come`
/// requests more: were all of them on the right side of the bound, would it? One window in which it did not
/// hold is enough to lose it.
bool can_still_hold(const requirement& rule, const load_statistics& counted, const window_record& windows,
                    std::uint64_t to_come);

} // namespace simrun
