#pragma once

#include "core/requirement.hpp"
#include "core/time.hpp"
#include "monitor/load_statistics.hpp"
#include "monitor/sparse_latencies.hpp"

#include <array>
#include <optional>
#include <vector>

namespace simrun {

/// How the requests that were due in some stretch of time ended, whenever that was.
struct due_counts {
  outcome_counts outcomes;
  std::array<sparse_latencies, outcome_kinds> latency;

  void ended(outcome how, duration after);
  due_counts& operator+=(const due_counts& other);
  /// Before other threads look at it.
  void settle() const;

  /// Of all but the rejected, as load_statistics has it.
  sparse_latencies latency_of_all() const;
  /// In the form in which requirements are judged; issue lag and service time are not known.
  load_statistics statistics() const;
};

/// Requests by when they were due: those of a short stretch of time, of all and of each load group.
struct load_slice {
  time_point begin;
  time_point end;
  due_counts all;
  std::vector<due_counts> groups{};

  /// Takes over the counts of another, which may have more groups; times stay.
  load_slice& operator+=(const load_slice& other);

  /// What belongs to one time or the next is decided by where its middle lies.
  time_point middle() const noexcept { return begin + (end - begin) / 2; }
  /// Of the requests that a requirement speaks of, whatever their outcome.
  const due_counts& of(const requirement& rule) const;
};

/// The metric that a requirement speaks of, in its unit; nothing where there is no request to tell, or it
/// does not follow from such counts. Rates are left out: how long the stretch was is not known here.
std::optional<double> value_in(const requirement& rule, const load_slice& slice);

} // namespace simrun
