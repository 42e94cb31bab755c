#include "core/random.hpp"

#include "core/portable_math.hpp"

namespace simrun {

namespace {

constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15;

std::uint64_t mix(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// FNV-1a, only to tell names apart.
std::uint64_t hash(std::string_view text) noexcept {
  std::uint64_t h = 0xcbf29ce484222325;
  for (const char c : text)
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return h;
}

} // namespace

random_stream::random_stream(std::uint64_t seed, std::string_view dimension) noexcept
    : state_(mix(mix(seed + golden_gamma) ^ hash(dimension))) {}

random_stream random_stream::split(std::uint64_t index) const noexcept {
  return random_stream(mix(state_ ^ mix((index + 1) * golden_gamma)));
}

std::uint64_t random_stream::bits() noexcept {
  state_ += golden_gamma;
  return mix(state_);
}

double random_stream::uniform() noexcept {
  return static_cast<double>(bits() >> 11) * 0x1p-53;
}

std::uint64_t random_stream::below(std::uint64_t bound) noexcept {
  __extension__ using wide = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<wide>(bits()) * bound) >> 64);
}

double random_stream::exponential() noexcept {
  // 1 - u is in (0, 1]: the logarithm stays finite.
  return -portable_log(1.0 - uniform());
}

double random_stream::normal() noexcept {
  // The middle of one of 2^52 equal cells: never 0 or 1, and as often on one side as on the other.
  return normal_quantile((static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52);
}

} // namespace simrun
