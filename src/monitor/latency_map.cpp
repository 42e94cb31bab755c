#include "monitor/latency_map.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace simrun {

namespace {

constexpr int first_octave = 10;

std::vector<std::uint64_t> sum_of(std::vector<std::uint64_t> a, const std::vector<std::uint64_t>& b) {
  std::ranges::transform(a, b, a.begin(), std::plus());
  return a;
}

} // namespace

std::size_t map_buckets::index_of(duration latency) noexcept {
  if (latency < lower(1))
    return 0;
  if (latency >= lower(size))
    return size - 1;
  const auto ns = static_cast<std::uint64_t>(latency.count());
  const int octave = static_cast<int>(std::bit_width(ns)) - 1;
  const auto quarter = static_cast<int>(ns >> (octave - 2)) - 4;
  return static_cast<std::size_t>(1 + (octave - first_octave) * 4 + quarter);
}

duration map_buckets::lower(std::size_t bucket) noexcept {
  if (bucket == 0)
    return duration(0);
  const auto octave = first_octave + (bucket - 1) / 4;
  const auto quarters = 4 + (bucket - 1) % 4;
  return duration(static_cast<std::int64_t>(quarters << (octave - 2)));
}

std::vector<std::uint64_t> map_buckets::counts(const latency_histogram& latency) {
  std::vector<std::uint64_t> counts(size);
  for (const auto& bin : latency.bins())
    counts[index_of(bin.lower)] += bin.count;
  return counts;
}

void latency_map_recorder::begin_interval(time_point start, const latency_histogram& counted) {
  if (!rows_.empty() && intervals_in_last_ < intervals_a_row_) {
    ++intervals_in_last_;
    return;
  }
  if (rows_.size() == rows_max)
    halve();
  rows_.push_back({start, {}, std::vector<std::uint64_t>(map_buckets::size)});
  intervals_in_last_ = 1;
  before_last_ = counted;
}

void latency_map_recorder::end_interval(time_point end, const latency_histogram& counted) {
  auto& row = rows_.back();
  row.width = end - row.start;
  row.counts = map_buckets::counts(counted - before_last_);
}

void latency_map_recorder::halve() {
  for (std::size_t i = 0; i < rows_.size() / 2; ++i) {
    const auto& [start, width, counts] = rows_[2 * i];
    const auto& next = rows_[2 * i + 1];
    rows_[i] = {start, width + next.width, sum_of(counts, next.counts)};
  }
  rows_.resize(rows_.size() / 2);
  intervals_a_row_ *= 2;
}

latency_map latency_map_recorder::map() const {
  std::vector<std::uint64_t> total(map_buckets::size);
  for (const auto& row : rows_)
    total = sum_of(std::move(total), row.counts);
  const auto holds_some = [](std::uint64_t count) { return count > 0; };
  const auto first = std::ranges::find_if(total, holds_some) - total.begin();
  if (first == static_cast<std::ptrdiff_t>(total.size()))
    return {};
  const auto end = std::ranges::find_if(total.rbegin(), total.rend(), holds_some).base() - total.begin();

  latency_map trimmed;
  for (auto bucket = first; bucket <= end; ++bucket)
    trimmed.bounds.push_back(map_buckets::lower(static_cast<std::size_t>(bucket)));
  for (const auto& [start, width, counts] : rows_)
    trimmed.rows.push_back({start, width, {counts.begin() + first, counts.begin() + end}});
  return trimmed;
}

} // namespace simrun
