#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"
#include "core/random.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace simrun {

/// One firing of a fault, with everything it hits, by name: "extractor[0]", "extractor[1]", "cache".
struct planned_fault {
  fault_spec spec; ///< the same for each of its firings, but for `at` and `heals`
  time_point at;
  std::optional<time_point> heals; ///< none: the restart policy decides, or it is over at once
  std::vector<std::string> instances;
  std::vector<std::string> senders; ///< of drop, duplicate, delay and reorder: from these to the instances
};

/// The extractors a fault hits; nothing where it hits something else, or a zone that is not there.
std::optional<zone_workers> workers_hit(const fault_target& target, std::uint32_t extractor_workers,
                                        std::span<const zone_workers> zones);

/// The firings of a run, in the order of their times; those of one moment in the order written. What is
/// drawn (random times, [any] and shares) follows from the stream: the same stream, the same plan.
class fault_plan {
public:
  fault_plan() = default;
  /// The faults must have passed check_faults with these bounds.
  fault_plan(std::span<const fault_spec> faults, const fault_bounds& bounds, const random_stream& seed);

  /// When the next firing is due, or nothing once all have been taken.
  std::optional<time_point> next_at() const noexcept;
  /// The index of the next firing that is due at `now`, if any, which then is done with.
  std::optional<std::size_t> take_due(time_point now) noexcept;

  const std::vector<planned_fault>& faults() const noexcept { return faults_; }

private:
  std::vector<planned_fault> faults_;
  std::size_t next_ = 0;
};

} // namespace simrun
