#include "monitor/statistics/level_changes.hpp"

#include "monitor/statistics/energy_split.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace simrun {

namespace {

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

class search {
public:
  search(std::span<const double> values, const level_change_options& options)
      : values_(values), options_(options) {}

  std::vector<level_change> changes() {
    cut(0, values_.size());
    std::ranges::sort(cuts_);
    while (drop_one()) {
    }
    std::vector<level_change> found;
    for (std::size_t i = 0; i < cuts_.size(); ++i)
      found.push_back(seen_again(i));
    return found;
  }

private:
  /// A test has the numbers of its own place, so that what else is tested changes nothing.
  std::optional<energy_split> tested(std::size_t first, std::size_t end, double level) const {
    const auto random = random_stream(options_.seed, "level_changes").split(first).split(end);
    return tested_split(values_.subspan(first, end - first), options_.part_min, {options_.shuffles, level},
                        random);
  }

  void cut(std::size_t first, std::size_t end) {
    const auto found = tested(first, end, options_.weak_level);
    if (!found || found->chance > options_.weak_level)
      return;
    const auto at = first + found->first_after;
    cuts_.push_back(at);
    cut(first, at);
    cut(at, end);
  }

  /// A change between its neighbours alone.
  level_change seen_again(std::size_t i) const {
    const auto at = cuts_[i];
    const auto first = i == 0 ? 0 : cuts_[i - 1];
    const auto end = i + 1 == cuts_.size() ? values_.size() : cuts_[i + 1];
    return {at, mean_of(values_.subspan(first, at - first)), mean_of(values_.subspan(at, end - at)),
            tested(first, end, options_.strict_level)->chance};
  }

  bool stands(const level_change& change) const {
    return change.chance <= options_.strict_level && std::abs(change.difference()) >= options_.difference_min;
  }

  /// The least sure, and of equally sure ones the smallest.
  bool drop_one() {
    std::optional<std::size_t> least;
    level_change of_least;
    for (std::size_t i = 0; i < cuts_.size(); ++i) {
      const auto change = seen_again(i);
      if (stands(change))
        continue;
      if (!least || change.chance > of_least.chance ||
          (change.chance == of_least.chance &&
           std::abs(change.difference()) < std::abs(of_least.difference()))) {
        least = i;
        of_least = change;
      }
    }
    if (least)
      cuts_.erase(cuts_.begin() + static_cast<std::ptrdiff_t>(*least));
    return least.has_value();
  }

  std::span<const double> values_;
  const level_change_options& options_;
  std::vector<std::size_t> cuts_;
};

} // namespace

std::vector<level_change> find_level_changes(std::span<const double> values,
                                             const level_change_options& options) {
  return search(values, options).changes();
}

} // namespace simrun
