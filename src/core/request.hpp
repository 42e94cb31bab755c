#pragma once

#include "core/outcome.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace simrun {

/// Unique within a run: the incarnation of the issuer in the upper 16 bits, its sequence number below.
using request_id = std::uint64_t;

constexpr request_id make_request_id(std::uint32_t incarnation, std::uint64_t sequence) noexcept {
  return (static_cast<std::uint64_t>(incarnation) << 48) | sequence;
}

/// Which bars a request asks features for: `length` bars of a symbol that end just before bar `end`.
struct window_id {
  std::uint32_t symbol = 0;
  std::uint32_t end = 0;
  std::uint32_t length = 0;

  friend auto operator<=>(const window_id&, const window_id&) = default;
};

/// A request as the issuer sends it. Latency counts from `intended`.
struct arrival {
  request_id id = 0;
  window_id window;
  time_point intended;
  time_point deadline;
};

} // namespace simrun

template <>
struct std::hash<simrun::window_id> {
  std::size_t operator()(const simrun::window_id& w) const noexcept {
    const auto packed =
        (static_cast<std::uint64_t>(w.end) << 32) ^ (static_cast<std::uint64_t>(w.symbol) << 16) ^ w.length;
    return static_cast<std::size_t>((packed ^ (packed >> 29)) * 0xbf58476d1ce4e5b9);
  }
};
