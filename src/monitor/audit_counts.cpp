#include "monitor/audit_counts.hpp"

#include <algorithm>

namespace simrun {

audit_counts& audit_counts::operator+=(const audit_counts& other) {
  using sum = std::uint64_t audit_counts::*;
  for (const sum part : {&audit_counts::ended_again,
                         &audit_counts::ended_unknown,

                         &audit_counts::answered_again,
                         &audit_counts::answered_late,
                         &audit_counts::disguised,
                         &audit_counts::abandoned,
                         &audit_counts::open_at_close,
                         &audit_counts::answers_missing,
                         &audit_counts::answers_made_up,
                         &audit_counts::answers_past_deadline,
                         &audit_counts::kept_past_deadline,
                         &audit_counts::left_with_dead,
                         &audit_counts::ordered_from_dead,
                         &audit_counts::moved_by_death,
                         &audit_counts::retries,
                         &audit_counts::attempt_timeouts,
                         &audit_counts::late_results,
                         &audit_counts::expired,
                         &audit_counts::fallback_offered,
                         &audit_counts::fallback_served,
                         &audit_counts::held_at_end})
    this->*part += other.*part;
  for (const sum part : {&audit_counts::open_max, &audit_counts::queued_max, &audit_counts::falling_back_max,
                         &audit_counts::waiting_max, &audit_counts::probing_max, &audit_counts::mailbox_max,
                         &audit_counts::held_max})
    this->*part = std::max(this->*part, other.*part);
  outcomes += other.outcomes;
  ended_late_by = std::max(ended_late_by, other.ended_late_by);
  served_age_max = std::max(served_age_max, other.served_age_max);
  const auto room = failed_requests_kept - std::min(failed.size(), failed_requests_kept);
  failed.insert(failed.end(), other.failed.begin(),
                other.failed.begin() + static_cast<std::ptrdiff_t>(std::min(room, other.failed.size())));
  return *this;
}

} // namespace simrun
