#pragma once

#include <cstdint>
#include <string_view>

namespace simrun {

/// A seeded stream of random numbers: SplitMix64 (Steele, Lea, Flood 2014), which is a counter put
/// through a mixing function. Bits become numbers here, not in std::*_distribution, whose results
/// differ between standard libraries, and with portable_math, so every machine draws the same.
/// Every number takes one draw of bits, whatever it is.
///
/// Each dimension of a run (arrivals, windows, service, faults) has a stream of its own name, all
/// derived from the one seed of the run: drawing more from one leaves the others as they were.
class random_stream {
public:
  random_stream(std::uint64_t seed, std::string_view dimension) noexcept;

  /// An independent stream below this one, such as one per worker. Draws nothing.
  random_stream split(std::uint64_t index) const noexcept;

  std::uint64_t bits() noexcept;

  /// Uniform in [0, 1), 53 bits.
  double uniform() noexcept;
  /// Uniform in 0 .. bound-1; bound must be positive. Lemire's multiplication, without rejection:
  /// the bias is below bound / 2^64.
  std::uint64_t below(std::uint64_t bound) noexcept;
  /// Mean 1.
  double exponential() noexcept;
  /// Mean 0, standard deviation 1.
  double normal() noexcept;

private:
  explicit random_stream(std::uint64_t state) noexcept : state_(state) {}

  std::uint64_t state_;
};

} // namespace simrun
