#pragma once

#include "core/time.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace simrun {

/// Bins for latencies, log-linear: each power of two is cut into 64 bins of equal width. A bin's midpoint
/// is at most 1/128 (0.8 %) away from anything in it, from 0 ns to 2^37 ns (137 s); below 128 ns, where
/// a bin is one nanosecond wide, it is exact. The index is a shift, not a logarithm.
class latency_axis {
public:
  static constexpr duration end{std::int64_t{1} << 37};

  static constexpr int size() noexcept { return index_of(static_cast<std::uint64_t>(end.count())); }

  /// -1 for what is negative, size() for what lies past the end.
  static constexpr int index(std::int64_t nanoseconds) noexcept {
    if (nanoseconds < 0)
      return -1;
    return nanoseconds < end.count() ? index_of(static_cast<std::uint64_t>(nanoseconds)) : size();
  }

  /// The first duration of a bin, and the first past it.
  static constexpr duration lower(int bin) noexcept {
    const int shift = std::max(0, bin / bins_per_octave - 1);
    return duration(static_cast<std::int64_t>(bin - shift * bins_per_octave) << shift);
  }
  static constexpr duration upper(int bin) noexcept { return lower(bin + 1); }

  /// What stands for everything in the bin.
  static constexpr duration midpoint(int bin) noexcept {
    return lower(bin) + (upper(bin) - duration(1) - lower(bin)) / 2;
  }

  friend constexpr bool operator==(const latency_axis&, const latency_axis&) = default;

private:
  static constexpr int octave_bits = 6;
  static constexpr int bins_per_octave = 1 << octave_bits;

  static constexpr int index_of(std::uint64_t nanoseconds) noexcept {
    const int shift = std::max(0, static_cast<int>(std::bit_width(nanoseconds)) - octave_bits - 1);
    return shift * bins_per_octave + static_cast<int>(nanoseconds >> shift);
  }
};

} // namespace simrun
