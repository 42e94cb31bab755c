#include "core/ledger.hpp"

#include <cassert>

namespace simrun {

request_id ledger::issue(time_point intended, time_point deadline, std::uint32_t group) {
  assert(entries_.empty() || entries_.back().deadline <= deadline);
  const auto sequence = first_sequence_ + entries_.size();
  entries_.push_back({intended, deadline, group});
  ++open_;
  return make_request_id(incarnation_, sequence);
}

std::optional<ended_request> ledger::close(request_id id) {
  const auto index = id - make_request_id(incarnation_, first_sequence_);
  // An older id wraps around to a huge index.
  if (index >= entries_.size() || !entries_[index].open) {
    ++late_;
    return std::nullopt;
  }
  return take(index);
}

std::optional<ended_request> ledger::expire(time_point now) {
  if (entries_.empty() || entries_.front().deadline > now)
    return std::nullopt;
  return take(0);
}

std::optional<ended_request> ledger::abandon() {
  if (entries_.empty())
    return std::nullopt;
  return take(0);
}

std::optional<time_point> ledger::next_deadline() const {
  if (entries_.empty())
    return std::nullopt;
  return entries_.front().deadline;
}

ended_request ledger::take(std::size_t index) {
  auto& e = entries_[index];
  const ended_request ended{make_request_id(incarnation_, first_sequence_ + index), e.intended, e.deadline,
                            e.group};
  e.open = false;
  --open_;
  drop_closed_front();
  return ended;
}

void ledger::drop_closed_front() {
  while (!entries_.empty() && !entries_.front().open) {
    entries_.pop_front();
    ++first_sequence_;
  }
}

} // namespace simrun
