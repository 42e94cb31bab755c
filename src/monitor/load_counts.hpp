#pragma once

#include "core/requirement.hpp"
#include "monitor/load_statistics.hpp"

#include <utility>
#include <vector>

namespace simrun {

/// What was counted of all requests, and where there are several load groups, of each of them as well.
class load_counts {
public:
  /// Not explicit: of a single load there is no more to say.
  load_counts(load_statistics all = {}, std::vector<load_statistics> groups = {})
      : all_(std::move(all)), groups_(std::move(groups)) {}

  /// Lets a member speak to the statistics of all, and of the group: `count([](load_statistics& s) {...})`.
  template <class Count>
  void count(std::size_t group, const Count& count_in) {
    count_in(all_);
    if (group < groups_.size())
      count_in(groups_[group]);
  }

  /// Adding to nothing counted yet takes over the other's groups.
  load_counts& operator+=(const load_counts& other);

  const load_statistics& all() const noexcept { return all_; }
  const std::vector<load_statistics>& groups() const noexcept { return groups_; }
  /// Of the requests that a requirement speaks of, whatever their outcome.
  const load_statistics& of(const requirement& rule) const;

private:
  load_statistics all_;
  std::vector<load_statistics> groups_;
};

} // namespace simrun
