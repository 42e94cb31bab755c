#include "monitor/readable.hpp"
#include "monitor/statistics/block_bootstrap.hpp"
#include "report/comparison/compared_metrics.hpp"
#include "report/comparison/comparison.hpp"
#include "report/comparison/judge_changes.hpp"
#include "report/comparison/run_stretches.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::size_t samples = 1000;
constexpr std::size_t stretches_min = 10;
/// So few above a percentile say little of how far chance moves it.
constexpr double above_min = 30;

/// Two runs that are drawn again and again.
class resampled_runs {
public:
  resampled_runs(const run_result& base, const run_result& now)
      : base_(base),
        now_(now),
        together_(base_.size() == now_.size() && base_.seconds_of_each() == now_.seconds_of_each()) {
    if (!long_enough())
      return;
    choose_blocks();
    draw();
  }

  bool long_enough() const { return std::min(base_.size(), now_.size()) >= stretches_min; }

  /// How far chance moves a change, on its scale.
  student_estimate about(std::string_view metric, double change) const {
    double sum = 0, squares = 0, drawn = 0;
    for (std::size_t i = 0; i < base_sums_.size(); ++i) {
      const auto a = base_.metric(metric, base_sums_[i]);
      const auto b = now_.metric(metric, now_sums_[i]);
      if (!a || !b || (!is_share_of_requests(metric) && (*a <= 0 || *b <= 0)))
        continue;
      const double one = scaled_change(metric, *a, *b);
      sum += one;
      squares += one * one;
      ++drawn;
    }
    const double mean = drawn > 0 ? sum / drawn : 0;
    const double variance = drawn > 0 ? std::max(0.0, squares / drawn - mean * mean) : 0;
    return {change, std::sqrt(variance * blocks_ / (blocks_ - 1)), blocks_ - 1};
  }

private:
  /// What the scenario does to both runs alike is no chance: blocks need to be as long as what is left has a
  /// memory.
  void choose_blocks() {
    auto a = base_.log_means();
    auto b = now_.log_means();
    if (together_)
      for (std::size_t i = 0; i < a.size(); ++i)
        b[i] -= a[i];
    block_length_ = together_ ? block_length_for(b) : std::max(block_length_for(a), block_length_for(b));
    blocks_ = static_cast<double>(std::min(base_.size(), now_.size())) / static_cast<double>(block_length_);
  }

  void draw() {
    const random_stream random(1, "comparison");
    block_resampler of_base(base_.size(), block_length_, random.split(0));
    block_resampler of_now(now_.size(), block_length_, random.split(1));
    for (std::size_t i = 0; i < samples; ++i) {
      const auto& times = of_base.draw();
      base_sums_.push_back(base_.sum_of(times));
      now_sums_.push_back(now_.sum_of(together_ ? times : of_now.draw()));
    }
  }

  run_stretches base_, now_;
  bool together_;
  std::size_t block_length_ = 1;
  double blocks_ = 1;
  std::vector<run_stretch> base_sums_, now_sums_;
};

std::string why_not(std::string_view metric, const run_result& r) {
  const auto tail = tail_share_of(metric);
  const auto* latencies = r.histogram("latency");
  if (!tail || !latencies || static_cast<double>(latencies->count()) * *tail >= above_min)
    return {};
  return fmt::format("needs {} requests",
                     readable_count(static_cast<std::uint64_t>(std::ceil(above_min / *tail))));
}

measured_change measure(const compared_metric& metric, const run_result& base, const run_result& now,
                        const resampled_runs& resampled) {
  measured_change m{{std::string(metric.name), base.metric(metric.name), now.metric(metric.name)},
                    metric.less_is_better};
  auto& c = m.change;
  if (!c.base || !c.now || (!is_share_of_requests(metric.name) && (*c.base <= 0 || *c.now <= 0)))
    return m;
  const double scaled = scaled_change(metric.name, *c.base, *c.now);
  c.change = change_of(metric.name, scaled);
  if (!metric.of_one_run)
    return m;
  c.verdict = change_verdict::cant_tell;
  c.why = why_not(metric.name, base);
  if (c.why.empty())
    c.why = why_not(metric.name, now);
  if (metric.if_enough && !c.why.empty()) {
    c.verdict = change_verdict::not_judged;
    c.why.clear();
    return m;
  }
  if (base.latencies.rows.empty() || now.latencies.rows.empty())
    c.why = "a result has no latency_map";
  else if (!resampled.long_enough())
    c.why = fmt::format("needs {} intervals", stretches_min);
  if (c.why.empty())
    m.test = resampled.about(metric.name, scaled);
  return m;
}

} // namespace

std::vector<metric_change> compare_results(const run_result& base, const run_result& now,
                                           const comparison_options& options) {
  const resampled_runs resampled(base, now);
  std::vector<measured_change> measured;
  for (const auto& metric : judged_metrics())
    measured.push_back(measure(metric, base, now, resampled));
  for (const auto name : shown_metrics())
    measured.push_back(measure({name, true, false}, base, now, resampled));
  std::erase_if(measured, [](const measured_change& m) { return !m.change.base && !m.change.now; });
  return judge_changes(std::move(measured), options);
}

} // namespace simrun
