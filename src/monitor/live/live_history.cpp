#include "monitor/live/live_history.hpp"

#include <algorithm>

namespace simrun {

namespace {

void keep_larger(std::optional<double>& a, const std::optional<double>& b) {
  // Nothing is less than any number.
  a = std::max(a, b);
}

double weighted_mean(double a, double weight_a, double b, double weight_b) {
  return (a * weight_a + b * weight_b) / (weight_a + weight_b);
}

/// Takes in a later point; either stands for so many updates.
void merge(live_point& into, std::size_t updates_into, const live_point& other, std::size_t updates_other) {
  const auto mean = [a = static_cast<double>(updates_into), b = static_cast<double>(updates_other)](
                        double& x, double y) { x = weighted_mean(x, a, y, b); };
  into.at = other.at;
  mean(into.rates.issued_rps, other.rates.issued_rps);
  mean(into.rates.successful_rps, other.rates.successful_rps);
  for (std::size_t i = 0; i < outcome_kinds; ++i)
    mean(into.rates.by_outcome_rps[i], other.rates.by_outcome_rps[i]);
  if (into.rates.target_rps && other.rates.target_rps)
    mean(*into.rates.target_rps, *other.rates.target_rps);
  keep_larger(into.latency.p50_ms, other.latency.p50_ms);
  keep_larger(into.latency.p95_ms, other.latency.p95_ms);
  keep_larger(into.latency.p99_ms, other.latency.p99_ms);
  into.queue_depth = std::max(into.queue_depth, other.queue_depth);
  into.open_requests = std::max(into.open_requests, other.open_requests);
  keep_larger(into.cpu_utilization, other.cpu_utilization);
  keep_larger(into.memory_mb, other.memory_mb);
}

} // namespace

live_point point_of(const live_state& s) {
  return {s.now, s.rates, s.latency_now, s.queue_depth, s.open_requests, s.cpu_utilization, s.memory_mb};
}

void live_history::add(const live_point& point) {
  if (updates_in_last_ > 0 && updates_in_last_ < updates_per_point_) {
    merge(points_.back(), updates_in_last_, point, 1);
    ++updates_in_last_;
    return;
  }
  if (points_.size() == points_max)
    halve();
  points_.push_back(point);
  updates_in_last_ = 1;
}

void live_history::clear() {
  *this = {};
}

void live_history::halve() {
  for (std::size_t i = 0; 2 * i + 1 < points_.size(); ++i) {
    auto pair = points_[2 * i];
    merge(pair, updates_per_point_, points_[2 * i + 1], updates_per_point_);
    points_[i] = pair;
  }
  points_.resize(points_.size() / 2);
  updates_per_point_ *= 2;
}

} // namespace simrun
