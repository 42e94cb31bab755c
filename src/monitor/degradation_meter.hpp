#pragma once

#include "core/fault_record.hpp"
#include "monitor/load_slice.hpp"

#include <optional>

namespace simrun {

/// How the requests fared that were due in some stretch of time, and in the worst slice of it.
class degradation_meter {
public:
  void feed(const load_slice& slice);

  /// Nothing where no time has passed.
  std::optional<degradation> result() const;

private:
  due_counts counts_;
  duration length_{};
  std::optional<duration> p95_peak_;
};

} // namespace simrun
