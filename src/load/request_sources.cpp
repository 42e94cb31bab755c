#include "load/request_sources.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace simrun {

request_sources::request_sources(std::vector<request_source> groups) : groups_(std::move(groups)) {
  assert(groups_.size() <= groups_max);
}

bool request_sources::is_closed() const noexcept {
  return std::ranges::any_of(groups_, &request_source::is_closed);
}

void request_sources::begin(time_point now) {
  for (auto& group : groups_)
    group.begin(now);
}

std::optional<grouped_arrival> request_sources::peek() const noexcept {
  // A look at each is faster than a heap for as few as there are.
  std::optional<grouped_arrival> first;
  for (std::uint32_t g = 0; g < groups_.size(); ++g)
    if (const auto due = groups_[g].peek(); due && (!first || *due < first->due))
      first = grouped_arrival{*due, g};
  // An issuer that looks late learns of a user's deadline after it took later requests of other groups.
  if (first)
    first->due = std::max(first->due, last_);
  return first;
}

void request_sources::pop() {
  const auto first = peek();
  if (!first)
    return;
  last_ = first->due;
  groups_[first->group].pop();
}

void request_sources::ended(std::uint32_t group, time_point intended, time_point at, duration pause) {
  groups_[group].ended(intended, at, pause);
}

bool request_sources::is_exhausted() const noexcept {
  return std::ranges::all_of(groups_, &request_source::is_exhausted);
}

std::vector<load_progress> request_sources::progress() const {
  std::vector<load_progress> all;
  std::ranges::transform(groups_, std::back_inserter(all), &request_source::progress);
  return all;
}

} // namespace simrun
