#include "monitor/issuer_audit.hpp"

#include <algorithm>

namespace simrun {

void issuer_audit::sign(std::uint64_t& count) {
  ++count;
  owner_.note_sign();
}

void issuer_audit::issued(request_id id, time_point intended, time_point deadline) {
  ++seen_.outcomes.issued;
  requests_[id] = {intended, deadline};
  seen_.open_max = std::max(seen_.open_max, ++open_);
}

void issuer_audit::answered(request_id id, outcome how, bool with_fallback_features) {
  if (with_fallback_features && how != outcome::fallback)
    sign(seen_.disguised);
  const auto found = requests_.find(id);
  // Of a request of the generator's last life.
  if (found == requests_.end()) {
    ++seen_.answered_late;
    return;
  }
  auto& request = found->second;
  if (request.now == state::answered)
    ++seen_.answered_again;
  else if (request.now == state::ended)
    ++seen_.answered_late;
  else
    request.answer_is_here = true;
}

void issuer_audit::ended(request_id id, outcome how, time_point at, std::string_view reason) {
  close(id, how, at, reason, false);
}

void issuer_audit::abandoned(request_id id, time_point at, std::string_view reason) {
  if (owner_.closed())
    sign(seen_.open_at_close);
  else
    ++seen_.abandoned;
  close(id, outcome::failed, at, reason, true);
}

void issuer_audit::close(request_id id, outcome how, time_point at, std::string_view reason,
                         bool may_be_late) {
  ++seen_.outcomes[how];
  const auto found = requests_.find(id);
  if (found == requests_.end())
    return sign(seen_.ended_unknown);
  auto& request = found->second;
  if (request.now != state::open)
    return sign(seen_.ended_again);
  request.now = request.answer_is_here ? state::answered : state::ended;
  --open_;
  if (at > request.deadline && !may_be_late) {
    seen_.ended_late_by = std::max(seen_.ended_late_by, at - request.deadline);
    owner_.note_sign();
  }
  if (how == outcome::failed && seen_.failed.size() < failed_requests_kept)
    seen_.failed.push_back({request.intended, at, std::string(reason)});
}

} // namespace simrun
