#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace simrun {

/// The first n in (after, last] for which `holds` is true, where it holds for all that follow the first:
/// probes after + 1, + 2, + 4, ... and then bisects, in about 2 log2(n - after) probes. `after` is taken not
/// to hold and is not probed.
///
/// Of a predicate that is not quite monotone (a simulation near its limit), an n that was seen to hold while
/// n - 1 was seen not to, or is `after`. Nothing where no probe up to `last` held.
std::optional<std::uint32_t> first_that_holds(std::uint32_t after, std::uint32_t last,
                                              const std::function<bool(std::uint32_t)>& holds);

} // namespace simrun
