#include "core/single_flight.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

bool single_flight::join(const window_id& window, request_id id) {
  const auto [place, first] = flights_.try_emplace(window);
  if (first)
    place->second.leader = id;
  else
    place->second.waiting.push_back(id);
  return first;
}

std::deque<request_id> single_flight::land(const window_id& window) {
  const auto place = flights_.find(window);
  if (place == flights_.end())
    return {};
  auto waiting = std::move(place->second.waiting);
  flights_.erase(place);
  return waiting;
}

std::optional<request_id> single_flight::hand_over(const window_id& window) {
  const auto place = flights_.find(window);
  if (place == flights_.end())
    return std::nullopt;
  auto& [leader, waiting] = place->second;
  if (waiting.empty()) {
    flights_.erase(place);
    return std::nullopt;
  }
  leader = waiting.front();
  waiting.pop_front();
  return leader;
}

bool single_flight::leads(const window_id& window, request_id id) const {
  const auto place = flights_.find(window);
  return place != flights_.end() && place->second.leader == id;
}

void single_flight::leave(const window_id& window, request_id id) {
  // Requests give up in the order in which they came, so the one that leaves stands near the front.
  if (const auto place = flights_.find(window); place != flights_.end()) {
    auto& waiting = place->second.waiting;
    if (const auto found = std::ranges::find(waiting, id); found != waiting.end())
      waiting.erase(found);
  }
}

} // namespace simrun
