#pragma once

#include "monitor/availability_meter.hpp"
#include "monitor/degradation_meter.hpp"
#include "monitor/fault_evidence.hpp"
#include "monitor/recovery_watch.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace simrun {

/// Sets the requests of a run, by when they were due, against the times at which its faults fired and
/// healed. A slice belongs to a fault's time if its middle does: what is planned has slices of its own (see
/// slice_grid), what happens in between is known to half a slice.
///
/// Memory: a few numbers for each fault, and what was counted of those that are active.
class fault_watch {
public:
  /// `stays`: how long a system must keep to its requirements until it has recovered.
  fault_watch(std::span<const requirement> requirements, std::size_t faults, duration stays);
  fault_watch(const fault_watch&) = delete; // its parts refer to its rules
  fault_watch& operator=(const fault_watch&) = delete;

  /// What is known of a fault by now. Comes before the slices of that time.
  void saw(std::size_t fault, std::optional<time_point> fired, std::optional<time_point> healed);
  /// In the order of time, without gaps.
  void feed(const load_slice& slice);

  fault_evidence evidence() const;

private:
  struct active_fault {
    time_point fired;
    std::optional<time_point> healed;
    degradation_meter meter;
  };

  bool charge_active(const load_slice& slice);
  void settle_healed(time_point until);

  health_rules rules_;
  recovery_watch recovery_;
  availability_meter availability_;
  std::map<std::size_t, active_fault> active_; ///< by fault: fired, and not yet past its healing
  std::vector<bool> fired_;                    ///< of each fault; it does so once
  std::vector<std::optional<degradation>> degradations_;
  part_counts faulty_;
  part_counts healthy_;
};

} // namespace simrun
