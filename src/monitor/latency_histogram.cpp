#include "monitor/latency_histogram.hpp"

#include "monitor/latency_axis.hpp"

#include <boost/histogram/axis/option.hpp>
#include <boost/histogram/histogram.hpp>
#include <boost/histogram/indexed.hpp>
#include <boost/histogram/make_histogram.hpp>
#include <boost/histogram/storage_adaptor.hpp>
#include <boost/histogram/weight.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

namespace simrun {

namespace {

namespace bh = boost::histogram;

/// The axis with what Boost.Histogram wants to know besides: that it counts what lies outside, too, and
/// where a bin begins.
struct flowing_axis : latency_axis {
  static constexpr unsigned options() noexcept {
    return bh::axis::option::bitset<bh::axis::option::underflow_t::value |
                                    bh::axis::option::overflow_t::value>::value;
  }
  static constexpr std::int64_t value(int bin) noexcept { return lower(bin).count(); }
};

using counts = bh::histogram<std::tuple<flowing_axis>, bh::dense_storage<std::uint64_t>>;

} // namespace

struct latency_histogram::storage {
  counts bins = bh::make_histogram_with(bh::dense_storage<std::uint64_t>(), flowing_axis{});
};

latency_histogram::latency_histogram() noexcept = default;
latency_histogram::~latency_histogram() = default;

latency_histogram::latency_histogram(const latency_histogram& other)
    : bins_(other.bins_ ? std::make_unique<storage>(*other.bins_) : nullptr),
      count_(other.count_),
      sum_(other.sum_),
      min_(other.min_),
      max_(other.max_) {}

latency_histogram::latency_histogram(latency_histogram&& other) noexcept {
  swap(other);
}

latency_histogram& latency_histogram::operator=(latency_histogram other) noexcept {
  swap(other);
  return *this;
}

void latency_histogram::swap(latency_histogram& other) noexcept {
  std::swap(bins_, other.bins_);
  std::swap(count_, other.count_);
  std::swap(sum_, other.sum_);
  std::swap(min_, other.min_);
  std::swap(max_, other.max_);
}

result<latency_histogram> latency_histogram::restore(std::span<const latency_bin> bins, duration min,
                                                     duration max, duration mean) {
  latency_histogram h;
  if (bins.empty())
    return h;
  constexpr duration farthest_possible{std::int64_t{1} << 62};
  if (min < -farthest_possible || max > farthest_possible)
    return fail(error_code::bad_input, "its min or max is beyond any time");
  h.bins_ = std::make_unique<storage>();
  h.min_ = min;
  h.max_ = max;
  for (const auto& bin : bins) {
    h.bins_->bins(bin.lower.count(), bh::weight(bin.count));
    h.count_ += bin.count;
  }
  const auto& first = bins.front();
  const auto& last = bins.back();
  if (!std::ranges::equal(h.bins(), bins) || min < first.lower || min >= first.upper || max < last.lower ||
      max >= last.upper)
    return fail(error_code::bad_input,
                "its bins are none of this version's, or not those of its min and max");
  const auto farthest = std::max({std::int64_t{1}, std::abs(min.count()), max.count()});
  const auto sums_max = std::numeric_limits<std::int64_t>::max() / farthest;
  if (mean < min || mean > max || h.count_ > static_cast<std::uint64_t>(sums_max))
    return fail(error_code::bad_input, "its mean is not between its min and max, or its sum too large");
  h.sum_ = mean * static_cast<std::int64_t>(h.count_);
  return h;
}

void latency_histogram::record(duration value, std::uint64_t times) {
  if (times == 0)
    return;
  if (!bins_)
    bins_ = std::make_unique<storage>();
  bins_->bins(value.count(), bh::weight(times));
  count_ += times;
  sum_ += value * static_cast<std::int64_t>(times);
  min_ = std::min(min_, value);
  max_ = std::max(max_, value);
}

latency_histogram& latency_histogram::operator+=(const latency_histogram& other) {
  if (other.count_ == 0)
    return *this;
  if (!bins_)
    return *this = other;
  bins_->bins += other.bins_->bins;
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  return *this;
}

latency_histogram& latency_histogram::operator-=(const latency_histogram& earlier) {
  assert(count_ >= earlier.count_);
  if (earlier.count_ == 0)
    return *this;
  if (count_ == earlier.count_) {
    clear();
    return *this;
  }
  bins_->bins -= earlier.bins_->bins;
  count_ -= earlier.count_;
  sum_ -= earlier.sum_;
  const auto left = bins();
  if (min_ == earlier.min_)
    min_ = std::max(min_, left.front().lower);
  if (max_ == earlier.max_)
    max_ = std::min(max_, left.back().upper - duration(1));
  return *this;
}

void latency_histogram::clear() noexcept {
  *this = latency_histogram();
}

std::optional<duration> latency_histogram::mean() const noexcept {
  if (count_ == 0)
    return std::nullopt;
  return sum_ / static_cast<std::int64_t>(count_);
}

std::optional<duration> latency_histogram::min() const noexcept {
  return count_ == 0 ? std::nullopt : std::optional(min_);
}

std::optional<duration> latency_histogram::max() const noexcept {
  return count_ == 0 ? std::nullopt : std::optional(max_);
}

std::optional<duration> latency_histogram::percentile(double q) const {
  if (count_ == 0)
    return std::nullopt;
  // The factor takes back what rounding may have put on: 0.07 * 100 is a little more than 7.
  const double exact_rank = q * static_cast<double>(count_) * (1 - 1e-12);
  const auto rank = static_cast<std::uint64_t>(std::ceil(std::max(0.0, exact_rank)));
  return std::clamp(bound(rank), min_, max_);
}

/// What stands for the bin of the rank-th smallest.
duration latency_histogram::bound(std::uint64_t rank) const {
  std::uint64_t seen = 0;
  for (auto&& bin : bh::indexed(bins_->bins, bh::coverage::all)) {
    seen += *bin;
    if (seen == 0 || seen < rank)
      continue;
    const int index = bin.index();
    if (index < 0)
      return min_;
    return index < latency_axis::size() ? latency_axis::midpoint(index) : max_;
  }
  return max_;
}

count_range latency_histogram::count_from(duration limit) const {
  // The extremes are known better than their bins.
  if (count_ == 0 || limit > max_)
    return {};
  if (limit <= min_)
    return {count_, count_};
  count_range range;
  for (const auto& bin : bins()) {
    range.least += bin.lower >= limit ? bin.count : 0;
    range.most += bin.upper > limit ? bin.count : 0;
  }
  return range;
}

std::vector<latency_bin> latency_histogram::bins() const {
  std::vector<latency_bin> held;
  if (!bins_)
    return held;
  for (auto&& bin : bh::indexed(bins_->bins, bh::coverage::all)) {
    if (*bin == 0)
      continue;
    const int index = bin.index();
    const auto lower = index < 0 ? min_ : latency_axis::lower(index);
    const auto upper = index < latency_axis::size() ? latency_axis::upper(index) : max_ + duration(1);
    held.push_back({lower, upper, *bin});
  }
  return held;
}

bool operator==(const latency_histogram& a, const latency_histogram& b) {
  return a.count_ == b.count_ && a.sum_ == b.sum_ && a.min_ == b.min_ && a.max_ == b.max_ &&
         a.bins() == b.bins();
}

} // namespace simrun
