#include "report/comparison/run_stretches.hpp"

#include "core/metric.hpp"
#include "core/portable_math.hpp"

#include <algorithm>
#include <numeric>

namespace simrun {

namespace {

double total_of(const std::vector<double>& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0.0);
}

/// Adds the intervals that lie in the row, `next` being the first that is not taken yet.
void add_counts(run_stretch& to, const latency_map::row& row, const std::vector<interval>& intervals,
                std::size_t& next) {
  for (; next < intervals.size() && intervals[next].start < row.start + row.width; ++next) {
    const auto& counts = intervals[next].counts;
    to.issued += static_cast<double>(counts.issued);
    to.successful += static_cast<double>(counts.successful());
    to.fallback += static_cast<double>(counts[outcome::fallback]);
  }
}

} // namespace

void run_stretch::add(const run_stretch& other, double times) {
  seconds += times * other.seconds;
  issued += times * other.issued;
  successful += times * other.successful;
  fallback += times * other.fallback;
  latencies.resize(other.latencies.size());
  for (std::size_t i = 0; i < latencies.size(); ++i)
    latencies[i] += times * other.latencies[i];
}

run_stretches::run_stretches(const run_result& r) {
  for (const auto bound : r.latencies.bounds)
    bounds_ms_.push_back(in_milliseconds(bound));
  std::size_t next = 0;
  for (const auto& row : r.latencies.rows) {
    if (row.start + row.width > run_start + r.measured)
      break; // the drain has too few requests to be like the rest
    run_stretch s{in_seconds(row.width), 0, 0, 0, {row.counts.begin(), row.counts.end()}};
    add_counts(s, row, r.intervals, next);
    stretches_.push_back(std::move(s));
  }
}

std::vector<double> run_stretches::log_means() const {
  std::vector<double> found;
  double sum = 0;
  for (const auto& s : stretches_)
    if (const auto mean = mean_ms(s)) {
      found.push_back(portable_log(*mean));
      sum += found.back();
    }
  const double usual = found.empty() ? 0 : sum / static_cast<double>(found.size());
  found.clear();
  for (const auto& s : stretches_) {
    const auto mean = mean_ms(s);
    found.push_back(mean ? portable_log(*mean) : usual);
  }
  return found;
}

run_stretch run_stretches::sum_of(std::span<const std::uint32_t> times) const {
  run_stretch sum;
  for (std::size_t i = 0; i < stretches_.size(); ++i)
    if (times[i] > 0)
      sum.add(stretches_[i], times[i]);
  return sum;
}

std::optional<double> run_stretches::metric(std::string_view name, const run_stretch& sum) const {
  if (name == "latency_avg")
    return mean_ms(sum);
  if (name.starts_with("latency_"))
    return percentile_ms(sum, 1 - tail_share_of(name).value());
  if (name == "throughput_rps")
    return sum.successful / sum.seconds;
  if (sum.issued == 0)
    return std::nullopt;
  if (name == "success_rate")
    return sum.successful / sum.issued;
  if (name == "fallback_usage_rate")
    return sum.fallback / sum.issued;
  return std::nullopt;
}

double run_stretches::middle_ms(std::size_t bucket) const {
  return (bounds_ms_[bucket] + bounds_ms_[bucket + 1]) / 2;
}

std::optional<double> run_stretches::mean_ms(const run_stretch& s) const {
  const double all = total_of(s.latencies);
  if (all == 0)
    return std::nullopt;
  double sum = 0;
  for (std::size_t i = 0; i < s.latencies.size(); ++i)
    sum += s.latencies[i] * middle_ms(i);
  return sum / all;
}

std::optional<double> run_stretches::percentile_ms(const run_stretch& s, double q) const {
  const double all = total_of(s.latencies);
  if (all == 0)
    return std::nullopt;
  double below = 0;
  std::size_t bucket = 0;
  while (bucket + 1 < s.latencies.size() && below + s.latencies[bucket] < q * all)
    below += s.latencies[bucket++];
  const double share = s.latencies[bucket] > 0 ? (q * all - below) / s.latencies[bucket] : 0;
  const double lower = bounds_ms_[bucket];
  const double upper = bounds_ms_[bucket + 1];
  if (lower <= 0)
    return upper * std::clamp(share, 0.5 / all, 1.0);
  return lower * portable_exp(std::clamp(share, 0.0, 1.0) * portable_log(upper / lower));
}

} // namespace simrun
