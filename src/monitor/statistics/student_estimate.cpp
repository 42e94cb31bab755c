#include "monitor/statistics/student_estimate.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <cstddef>

namespace simrun {

namespace {

using boost::math::students_t_distribution;

} // namespace

double student_estimate::chance() const {
  if (value == 0)
    return 1;
  if (deviation == 0)
    return 0;
  const students_t_distribution<double> t(degrees_of_freedom);
  return 2 * cdf(complement(t, std::abs(value) / deviation));
}

value_range student_estimate::interval_at(double level) const {
  const students_t_distribution<double> t(degrees_of_freedom);
  const double reach = quantile(complement(t, level / 2)) * deviation;
  return {value - reach, value + reach};
}

student_estimate step_from(std::span<const double> before, double newest) {
  const auto n = static_cast<double>(before.size());
  double mean = 0;
  for (const double x : before)
    mean += x / n;
  double squares = 0;
  for (const double x : before)
    squares += (x - mean) * (x - mean);
  return {newest - mean, std::sqrt(squares / (n - 1) * (1 + 1 / n)), n - 1};
}

} // namespace simrun
