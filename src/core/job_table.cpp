#include "core/job_table.hpp"

#include <iterator>

namespace simrun {

bool job_table::enter(const arrival& a, stage at) {
  if (!jobs_.try_emplace(a.id, job{a.window, a.deadline, at}).second)
    return false;
  // One that came late, by whatever held it up, belongs among its contemporaries.
  auto place = deadlines_.end();
  while (place != deadlines_.begin() && std::prev(place)->first > a.deadline)
    --place;
  deadlines_.insert(place, {a.deadline, a.id});
  ++count_of(at);
  return true;
}

job* job_table::find(request_id id) {
  const auto place = jobs_.find(id);
  return place == jobs_.end() ? nullptr : &place->second;
}

job* job_table::find(const ticket& t, stage at) {
  auto* j = find(t.id);
  return j && j->at == at && j->attempt == t.attempt ? j : nullptr;
}

void job_table::move(job& j, stage to) noexcept {
  --count_of(j.at);
  ++count_of(to);
  j.at = to;
}

job job_table::remove(request_id id) {
  const auto place = jobs_.find(id);
  const auto j = place->second;
  jobs_.erase(place);
  --count_of(j.at);
  return j;
}

std::optional<request_id> job_table::next_expired(time_point now) {
  while (!deadlines_.empty() && deadlines_.front().first <= now) {
    const auto id = deadlines_.front().second;
    deadlines_.pop_front();
    if (jobs_.contains(id))
      return id;
  }
  return std::nullopt;
}

std::vector<request_id> job_table::all_at(stage at) const {
  std::vector<request_id> found;
  for (const auto& [deadline, id] : deadlines_)
    if (const auto place = jobs_.find(id); place != jobs_.end() && place->second.at == at)
      found.push_back(id);
  return found;
}

} // namespace simrun
