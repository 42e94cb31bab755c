#pragma once

#include <optional>
#include <span>
#include <string>

namespace simrun {

/// A course of values in one line of blocks, the lowest value the lowest block; a blank where there is none.
/// Of more values than `width` the newest are shown.
std::string sparkline(std::span<const std::optional<double>> values, std::size_t width);

} // namespace simrun
