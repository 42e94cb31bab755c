#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace simrun {

/// The last `columns` values as bars of eight heights, "▂▁▃█ ▅", between the smallest and the largest that is
/// shown, on a log scale as latencies are read. Nothing is a blank. Without UTF-8 the heights are "_.-:=+*#".
std::string sparkline(std::span<const std::optional<double>> values, std::size_t columns, bool utf8);

} // namespace simrun
