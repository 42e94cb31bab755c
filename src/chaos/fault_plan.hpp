#pragma once

#include "chaos/fault_spec.hpp"
#include "core/time.hpp"
#include "core/zone_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace simrun {

/// A fault with everything it hits, by name: "extractor[0]", "extractor[1]", "cache".
struct planned_fault {
  fault_spec spec;
  std::vector<std::string> instances;
};

/// The extractors a fault hits; nothing where it hits something else, or a zone that is not there.
std::optional<zone_workers> workers_hit(const fault_target& target, std::uint32_t extractor_workers,
                                        std::span<const zone_workers> zones);

/// The faults of a run, in the order in which they fire; those of one moment in the order written.
class fault_plan {
public:
  fault_plan() = default;
  /// The faults must have passed check_faults with as many workers.
  fault_plan(std::vector<fault_spec> faults, std::uint32_t extractor_workers,
             std::span<const zone_workers> zones = {});

  /// When the next fault is due, or nothing once all have been taken.
  std::optional<time_point> next_at() const noexcept;
  /// The index of the next fault that is due at `now`, if any, which then is done with.
  std::optional<std::size_t> take_due(time_point now) noexcept;

  const std::vector<planned_fault>& faults() const noexcept { return faults_; }

private:
  std::vector<planned_fault> faults_;
  std::size_t next_ = 0;
};

} // namespace simrun
