#include "monitor/statistics/energy_split.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace simrun {

namespace {

/// Adds up the distances from a value to those seen before it, each in the time of a logarithm: a tree of
/// counts and sums over the places the values have in order (Fenwick 1994).
class distances_so_far {
public:
  explicit distances_so_far(std::size_t values) : nodes_(values + 1) {}

  double to(double value, std::size_t place) const noexcept {
    node below;
    for (auto i = place; i > 0; i -= i & (~i + 1))
      below += nodes_[i];
    return value * below.count - below.sum + (all_.sum - below.sum) - value * (all_.count - below.count);
  }

  void add(double value, std::size_t place) noexcept {
    for (auto i = place + 1; i < nodes_.size(); i += i & (~i + 1))
      nodes_[i] += {1, value};
    all_ += {1, value};
  }

private:
  struct node {
    double count = 0, sum = 0;
    void operator+=(const node& other) noexcept {
      count += other.count;
      sum += other.sum;
    }
  };

  std::vector<node> nodes_;
  node all_;
};

/// A value, where it stands in the order of all, and its distances to all others, added up.
struct placed_value {
  double value = 0;
  std::size_t place = 0;
  double to_all = 0;
};

std::vector<placed_value> placed(std::span<const double> values) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < values.size(); ++i)
    order.emplace_back(values[i], i);
  std::ranges::sort(order);
  double total = 0;
  for (const double x : values)
    total += x;
  std::vector<placed_value> found(values.size());
  double below = 0;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const auto [value, i] = order[place];
    const auto lower = static_cast<double>(place);
    const auto higher = static_cast<double>(order.size() - place);
    found[i] = {value, place, value * lower - below + (total - below) - value * higher};
    below += value;
  }
  return found;
}

/// The mean distance of two of `count` values whose distances add up to `sum`.
double mean_of_pairs(double sum, double count) {
  return count > 1 ? sum / (count * (count - 1) / 2) : 0;
}

energy_split best_cut(const std::vector<placed_value>& series, std::size_t part_min) {
  double all = 0;
  for (const auto& x : series)
    all += x.to_all / 2;
  distances_so_far before(series.size());
  double left = 0;
  double right = all;
  energy_split best;
  for (std::size_t cut = 1; cut + part_min <= series.size(); ++cut) {
    const auto& moved = series[cut - 1];
    const double to_left = before.to(moved.value, moved.place);
    before.add(moved.value, moved.place);
    left += to_left;
    right -= moved.to_all - to_left;
    const auto m = static_cast<double>(cut);
    const auto n = static_cast<double>(series.size() - cut);
    const double between = 2 * (all - left - right) / (m * n);
    const double statistic = m * n / (m + n) * (between - mean_of_pairs(left, m) - mean_of_pairs(right, n));
    if (cut >= part_min && (best.first_after == 0 || statistic > best.statistic))
      best = {cut, statistic, 1};
  }
  return best;
}

void shuffle(std::vector<placed_value>& series, random_stream& random) {
  for (auto i = series.size(); i > 1; --i)
    std::swap(series[i - 1], series[random.below(i)]);
}

} // namespace

std::optional<energy_split> best_split(std::span<const double> values, std::size_t part_min) {
  if (part_min == 0 || values.size() < 2 * part_min)
    return std::nullopt;
  return best_cut(placed(values), part_min);
}

std::optional<energy_split> tested_split(std::span<const double> values, std::size_t part_min,
                                         const permutation_test& test, random_stream random) {
  auto found = best_split(values, part_min);
  if (!found)
    return std::nullopt;
  auto shuffled = placed(values);
  const auto enough = test.level * static_cast<double>(test.shuffles + 1);
  // Sums in another order differ in their last digits: a cut that is as good is as good.
  const double as_good = found->statistic * (1 - 1e-9);
  std::size_t good = 1;
  std::size_t tried = 1;
  for (; tried <= test.shuffles && static_cast<double>(good) <= enough; ++tried) {
    shuffle(shuffled, random);
    good += best_cut(shuffled, part_min).statistic >= as_good ? 1U : 0U;
  }
  found->chance = static_cast<double>(good) / static_cast<double>(tried);
  return found;
}

} // namespace simrun
