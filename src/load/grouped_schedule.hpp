#pragma once

#include "load/arrival_schedule.hpp"

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
/// its own schedule, so adding or changing one leaves the others as they were. Constant memory.
class grouped_schedule {
public:
  static constexpr std::size_t groups_max = 64;

  /// Up to groups_max of them.
  explicit grouped_schedule(std::vector<arrival_schedule> groups);

  /// The next one; nothing at the end of all.
  std::optional<grouped_arrival> peek() const noexcept;
  void pop() noexcept;
  /// Drops what is due before `t`, in every group.
  void skip_to(time_point t) noexcept;

private:
  std::vector<arrival_schedule> groups_;
};

} // namespace simrun
