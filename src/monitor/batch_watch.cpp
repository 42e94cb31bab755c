#include "monitor/batch_watch.hpp"

#include "monitor/judge_percentile.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

constexpr double confidence = 0.99;

request_batch operator-(const request_batch& a, const request_batch& b) {
  return {a.samples - b.samples, a.past_bound - b.past_bound};
}

/// How much wider few batches make the bounds, in variance.
double widening(std::size_t batches) {
  const double t = quantile(boost::math::students_t(static_cast<double>(batches) - 1), confidence);
  const double z = quantile(boost::math::normal(), confidence);
  return (t / z) * (t / z);
}

} // namespace

double design_effect(std::span<const request_batch> batches) {
  double samples = 0;
  double past = 0;
  for (const auto& b : batches) {
    samples += static_cast<double>(b.samples);
    past += static_cast<double>(b.past_bound);
  }
  if (batches.size() < batches_min || past == 0 || past == samples)
    return 1;
  const double share = past / samples;
  double squares = 0;
  for (const auto& b : batches) {
    const double off = static_cast<double>(b.past_bound) - share * static_cast<double>(b.samples);
    squares += off * off;
  }
  const auto count = static_cast<double>(batches.size());
  const double variance = squares * count / (count - 1);
  return std::max(1.0, widening(batches.size()) * variance / (samples * share * (1 - share)));
}

batch_watch::batch_watch(std::span<const requirement> requirements, time_point end)
    : requirements_(requirements.begin(), requirements.end()), series_(requirements.size()), end_(end) {}

void batch_watch::feed(time_point interval_end, const load_statistics& counted) {
  if (interval_end <= last_ || interval_end > end_)
    return;
  last_ = interval_end;
  for (std::size_t i = 0; i < requirements_.size(); ++i) {
    const auto& rule = requirements_[i];
    if (!tail_share_of(rule.metric) || rule.window)
      continue;
    const auto samples = histogram_for(rule, counted);
    add(series_[i], {samples.count(), surely_past_bound(rule, samples)});
  }
}

void batch_watch::add(series& to, const request_batch& total) {
  if (++to.intervals < to.intervals_a_batch)
    return;
  to.intervals = 0;
  to.batches.push_back(total - to.counted);
  to.counted = total;
  if (to.batches.size() < batches_max)
    return;
  for (std::size_t i = 0; i < batches_max / 2; ++i)
    to.batches[i] = {to.batches[2 * i].samples + to.batches[2 * i + 1].samples,
                     to.batches[2 * i].past_bound + to.batches[2 * i + 1].past_bound};
  to.batches.resize(batches_max / 2);
  to.intervals_a_batch *= 2;
}

std::vector<double> batch_watch::design_effects() const {
  std::vector<double> effects;
  for (const auto& s : series_)
    effects.push_back(design_effect(s.batches));
  return effects;
}

} // namespace simrun
