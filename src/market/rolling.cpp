#include "market/rolling.hpp"

#include "market/blur_guard.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace simrun {

namespace {

/// How many values up to this one are the same. A window of equal values has exactly their mean and no
/// deviation, whatever rounding has left in the sums.
class run_length {
public:
  std::size_t operator()(double value) noexcept {
    count_ = count_ != 0 && value == last_ ? count_ + 1 : 1;
    last_ = value;
    return count_;
  }

private:
  double last_ = 0;
  std::size_t count_ = 0;
};

/// Kahan's sum, with a compensation of its own for what is taken away.
class running_sum {
public:
  void add(double value) noexcept {
    step(value, added_);
    guard_.passed(value);
  }
  void remove(double value) noexcept { step(-value, removed_); }

  void renew_if_blurred(std::span<const double> window) noexcept {
    if (!guard_.blurred(sum_))
      return;
    *this = {};
    for (const double value : window)
      add(value);
    guard_.reset(std::ranges::max(window, {}, [](double x) { return std::abs(x); }));
  }

  double sum() const noexcept { return sum_; }

private:
  void step(double value, double& compensation) noexcept {
    const double corrected = value - compensation;
    const double next = sum_ + corrected;
    compensation = next - sum_ - corrected;
    sum_ = next;
  }

  double sum_ = 0;
  double added_ = 0;
  double removed_ = 0;
  blur_guard guard_;
};

/// Welford's mean and sum of squared differences, the mean compensated as above.
class running_squares {
public:
  void add(double value) noexcept {
    ++count_;
    const double before = mean_ - added_;
    mean_ += difference(value, added_) / static_cast<double>(count_);
    squares_ += (value - before) * (value - mean_);
    guard_.passed(squares_);
  }

  void remove(double value) noexcept {
    --count_;
    const double before = mean_ - removed_;
    mean_ -= difference(value, removed_) / static_cast<double>(count_);
    squares_ -= (value - before) * (value - mean_);
  }

  void renew_if_blurred(std::span<const double> window) noexcept {
    if (!guard_.blurred(squares_))
      return;
    *this = {};
    for (const double value : window)
      add(value);
    guard_.reset(squares_);
  }

  double sample_deviation() const noexcept {
    return std::sqrt(std::max(squares_, 0.0) / static_cast<double>(count_ - 1));
  }

private:
  double difference(double value, double& compensation) const noexcept {
    const double corrected = value - compensation;
    const double delta = corrected - mean_;
    compensation = delta + mean_ - corrected;
    return delta;
  }

  std::size_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
  double added_ = 0;
  double removed_ = 0;
  blur_guard guard_;
};

/// Moves `running` along the values and asks `statistic` at each place with a full window of unequal
/// values, `constant` where they are all the same.
template <class Running, class Statistic, class Constant>
void roll(std::span<const double> values, std::size_t length, std::span<double> out, Statistic statistic,
          Constant constant) {
  assert(length >= 2 && out.size() == values.size());
  Running running;
  run_length run;
  for (std::size_t i = 0; i < values.size(); ++i) {
    // The old value goes before the new one comes: the order decides the last digit.
    if (i >= length)
      running.remove(values[i - length]);
    running.add(values[i]);
    const bool all_equal = run(values[i]) >= length;
    if (i + 1 < length) {
      out[i] = 0;
      continue;
    }
    running.renew_if_blurred(values.subspan(i + 1 - length, length));
    out[i] = all_equal ? constant(values[i]) : statistic(running);
  }
}

} // namespace

void rolling_mean(std::span<const double> values, std::size_t length, std::span<double> out) {
  const auto mean = [length](const running_sum& s) { return s.sum() / static_cast<double>(length); };
  roll<running_sum>(values, length, out, mean, [](double value) { return value; });
}

void rolling_deviation(std::span<const double> values, std::size_t length, std::span<double> out) {
  const auto deviation = [](const running_squares& s) { return s.sample_deviation(); };
  roll<running_squares>(values, length, out, deviation, [](double) { return 0.0; });
}

} // namespace simrun
