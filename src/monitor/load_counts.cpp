#include "monitor/load_counts.hpp"

#include <algorithm>

namespace simrun {

load_counts& load_counts::operator+=(const load_counts& other) {
  all_ += other.all_;
  groups_.resize(std::max(groups_.size(), other.groups_.size()));
  for (std::size_t g = 0; g < other.groups_.size(); ++g)
    groups_[g] += other.groups_[g];
  return *this;
}

const load_statistics& load_counts::of(const requirement& rule) const {
  // A group of which nothing came has counted nothing.
  static const load_statistics nothing;
  if (!rule.group_index)
    return all_;
  return *rule.group_index < groups_.size() ? groups_[*rule.group_index] : nothing;
}

} // namespace simrun
