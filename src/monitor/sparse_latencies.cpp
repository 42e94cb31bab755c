#include "monitor/sparse_latencies.hpp"

#include "monitor/latency_axis.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

void sparse_latencies::record(duration value, std::uint64_t times) {
  if (times == 0)
    return;
  const auto index = latency_axis::index(value.count());
  if (times == 1)
    fresh_.push_back(index);
  else
    add(index, times);
  count_ += times;
  sum_ += value * static_cast<std::int64_t>(times);
  min_ = std::min(min_, value);
  max_ = std::max(max_, value);
}

sparse_latencies& sparse_latencies::operator+=(const sparse_latencies& other) {
  other.settle();
  for (const auto& b : other.bins_)
    add(b.index, b.count);
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  return *this;
}

void sparse_latencies::settle() const {
  std::ranges::sort(fresh_);
  for (auto at = fresh_.begin(); at != fresh_.end();) {
    const auto next = std::find_if(at, fresh_.end(), [at](int index) { return index != *at; });
    add(*at, static_cast<std::uint64_t>(next - at));
    at = next;
  }
  fresh_.clear();
}

std::optional<duration> sparse_latencies::mean() const noexcept {
  return count_ == 0 ? std::nullopt : std::optional(sum_ / static_cast<std::int64_t>(count_));
}

std::optional<duration> sparse_latencies::min() const noexcept {
  return count_ == 0 ? std::nullopt : std::optional(min_);
}

std::optional<duration> sparse_latencies::max() const noexcept {
  return count_ == 0 ? std::nullopt : std::optional(max_);
}

std::optional<duration> sparse_latencies::percentile(double q) const {
  if (count_ == 0)
    return std::nullopt;
  settle();
  // The factor takes back what rounding may have put on: 0.07 * 100 is a little more than 7.
  const auto rank =
      static_cast<std::uint64_t>(std::ceil(std::max(0.0, q * static_cast<double>(count_) * (1 - 1e-12))));
  std::uint64_t seen = 0;
  for (const auto& b : bins_)
    if ((seen += b.count) >= rank)
      return value_in(b.index);
  return max_;
}

latency_histogram sparse_latencies::dense() const {
  settle();
  latency_histogram all;
  for (const auto& b : bins_) {
    auto times = b.count;
    // One of the first bin is the smallest, one of the last the largest.
    if (b.index == bins_.front().index && times > 0) {
      all.record(min_);
      --times;
    }
    if (b.index == bins_.back().index && times > 0) {
      all.record(max_);
      --times;
    }
    all.record(value_in(b.index), times);
  }
  return all;
}

void sparse_latencies::add(int index, std::uint64_t times) const {
  // Sorted notes come in ascending order: most belong at the end.
  const auto at = bins_.empty() || bins_.back().index < index
                      ? bins_.end()
                      : std::ranges::lower_bound(bins_, index, {}, &bin::index);
  if (at != bins_.end() && at->index == index)
    at->count += times;
  else
    bins_.insert(at, {index, times});
}

/// What stands for the bin.
duration sparse_latencies::value_in(int index) const noexcept {
  if (index < 0)
    return min_;
  return index < latency_axis::size() ? std::clamp(latency_axis::midpoint(index), min_, max_) : max_;
}

} // namespace simrun
