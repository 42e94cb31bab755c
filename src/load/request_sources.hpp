#pragma once

#include "load/request_source.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace simrun {

/// A request that is due, and which of several loads it belongs to.
struct grouped_arrival {
  time_point due;
  std::uint32_t group = 0;

  friend bool operator==(const grouped_arrival&, const grouped_arrival&) = default;
};

/// Several loads at once, in the order of time; of those due together the first group goes first. Each keeps
/// its own schedule or users, so adding or changing one leaves the others as they were. Constant memory.
class request_sources {
public:
  static constexpr std::size_t groups_max = 64;

  /// Up to groups_max of them.
  explicit request_sources(std::vector<request_source> groups);

  /// Whether any of them follows the answers.
  bool is_closed() const noexcept;

  void begin(time_point now);
  /// The next one, never earlier than the one before; nothing at the end of all, or while whoever is left
  /// waits for an answer.
  std::optional<grouped_arrival> peek() const noexcept;
  void pop();
  void ended(std::uint32_t group, time_point intended, time_point at, duration pause);

  void wish(std::uint32_t group, time_point at) { groups_[group].wish(at); }
  void close_wishes(std::uint32_t group) { groups_[group].close_wishes(); }

  /// Whether all requests of all were issued before the end of the measured part.
  bool is_exhausted() const noexcept;
  std::vector<load_progress> progress() const;

private:
  std::vector<request_source> groups_;
  time_point last_ = time_point::min(); ///< taken
};

} // namespace simrun
