#pragma once

#include "core/request.hpp"
#include "monitor/run_audit.hpp"

#include <string_view>
#include <unordered_map>

namespace simrun {

/// Watches one life of a load generator. It remembers every request, so that an answer to one that ended long
/// ago is known for what it is: for runs that are checked, not for hours.
class issuer_audit {
public:
  explicit issuer_audit(run_audit& owner) : owner_(owner) {}
  issuer_audit(const issuer_audit&) = delete;
  issuer_audit& operator=(const issuer_audit&) = delete;
  ~issuer_audit() { owner_.add(seen_); }

  void issued(request_id id, time_point intended, time_point deadline);
  /// An answer came, whether it counts or not.
  void answered(request_id id, outcome how, bool with_fallback_features);
  /// An end was counted, at a time that is not past the deadline.
  void ended(request_id id, outcome how, time_point at, std::string_view reason);
  /// The generator died with it.
  void abandoned(request_id id, time_point at, std::string_view reason);

private:
  enum class state : std::uint8_t { open, answered, ended };
  struct entry {
    time_point intended;
    time_point deadline;
    state now = state::open;
    bool answer_is_here = false; ///< and about to be counted
  };

  void close(request_id id, outcome how, time_point at, std::string_view reason, bool may_be_late);
  void sign(std::uint64_t& count);

  run_audit& owner_;
  std::unordered_map<request_id, entry> requests_;
  std::uint64_t open_ = 0;
  audit_counts seen_;
};

} // namespace simrun
