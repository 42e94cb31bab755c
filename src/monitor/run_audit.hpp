#pragma once

#include "monitor/audit_counts.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace simrun {

/// Where the auditors of a run put what they saw. Each watches one life of one actor from outside, with books
/// of its own, so that an actor that miscounts does not also convince its checker. Any thread may call
/// anything.
class run_audit {
public:
  /// `events_so_far` says how far the run's event trace is; empty where there is none.
  explicit run_audit(std::function<std::uint64_t()> events_so_far = {})
      : events_so_far_(std::move(events_so_far)) {}

  /// What is wrong for sure has been seen, for the first time or once more.
  void note_sign();
  /// The books are closed: from now on nothing may be open.
  void close() noexcept { closed_ = true; }
  bool closed() const noexcept { return closed_; }
  void add(const audit_counts& of_a_life);

  audit_counts total() const;
  /// How many events the trace had at the first sign.
  std::optional<std::uint64_t> first_sign() const;

private:
  std::function<std::uint64_t()> events_so_far_;
  std::atomic<bool> closed_ = false;
  mutable std::mutex mutex_;
  std::optional<std::uint64_t> first_sign_;
  audit_counts total_;
};

} // namespace simrun
