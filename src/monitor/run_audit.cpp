#include "monitor/run_audit.hpp"

namespace simrun {

void run_audit::note_sign() {
  const std::scoped_lock lock(mutex_);
  if (!first_sign_)
    first_sign_ = events_so_far_ ? events_so_far_() : 0;
}

void run_audit::add(const audit_counts& of_a_life) {
  const std::scoped_lock lock(mutex_);
  total_ += of_a_life;
}

audit_counts run_audit::total() const {
  const std::scoped_lock lock(mutex_);
  return total_;
}

std::optional<std::uint64_t> run_audit::first_sign() const {
  const std::scoped_lock lock(mutex_);
  return first_sign_;
}

} // namespace simrun
