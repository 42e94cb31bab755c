#include "core/portable_math.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

using namespace simrun;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest_normal = std::numeric_limits<double>::min();

/// How far `value` is from what it should be, in units of the last place of a double. The reference has
/// more digits than that.
double ulps(double value, long double exact) {
  const double nearest = std::abs(static_cast<double>(exact));
  const long double ulp = std::nextafter(nearest, infinity) - nearest;
  return static_cast<double>(std::abs(value - exact) / ulp);
}

double log_error(double x) {
  return ulps(portable_log(x), std::log(static_cast<long double>(x)));
}

double exp_error(double x) {
  return ulps(portable_exp(x), std::exp(static_cast<long double>(x)));
}

} // namespace

TEST_SUITE_BEGIN("core/portable_math");

TEST_CASE("the logarithm is within an ulp, near one and over the whole range") {
  random_stream random(1, "log");
  double worst = 0;
  for (int i = 0; i < 300'000; ++i) {
    worst = std::max(worst, log_error(1 - random.uniform()));
    worst = std::max(worst, log_error(1 + (random.uniform() - 0.5) * 1e-3));
    // Any pattern of bits that is a positive number.
    worst = std::max(
        worst, log_error(std::bit_cast<double>(random.bits() % std::bit_cast<std::uint64_t>(infinity))));
  }
  CHECK(worst < 1);
}

TEST_CASE("the logarithm of what is special") {
  CHECK(portable_log(1) == 0);
  CHECK(portable_log(0) == -infinity);
  CHECK(portable_log(-0.0) == -infinity);
  CHECK(portable_log(infinity) == infinity);
  CHECK(std::isnan(portable_log(-1)));
  CHECK(std::isnan(portable_log(std::nan(""))));
  for (const double x : {largest, smallest_normal, std::nextafter(smallest_normal, 0), 0x1p-1074, 0x1p-1060,
                         std::nextafter(1.0, 0), std::nextafter(1.0, 2)})
    CHECK(log_error(x) < 1);
}

TEST_CASE("the exponential is within an ulp, near zero and over the whole range") {
  random_stream random(2, "exp");
  double worst = 0;
  for (int i = 0; i < 300'000; ++i) {
    worst = std::max(worst, exp_error((random.uniform() - 0.5) * 1e-3));
    worst = std::max(worst, exp_error((random.uniform() - 0.5) * 20));
    worst = std::max(worst, exp_error(-708 + random.uniform() * (708 + 709)));
  }
  CHECK(worst < 1);
}

TEST_CASE("the exponential of what is special") {
  CHECK(portable_exp(0) == 1);
  CHECK(portable_exp(-0.0) == 1);
  CHECK(portable_exp(infinity) == infinity);
  CHECK(portable_exp(-infinity) == 0);
  CHECK(std::isnan(portable_exp(std::nan(""))));
  CHECK(portable_exp(710) == infinity);
  CHECK(portable_exp(-746) == 0);
  CHECK(portable_exp(0x1p-60) == 1);
  CHECK(exp_error(709.78271289338397) < 1);
  for (const double subnormal : {-708.5, -720.0, -740.0, -745.0})
    CHECK(exp_error(subnormal) < 2);
}

TEST_CASE("the normal quantile inverts the normal distribution") {
  const auto distribution = [](double z) { return std::erfc(-z / std::sqrt(2.0L)) / 2; };
  random_stream random(3, "quantile");
  long double worst = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double p = i % 2 == 0 ? random.uniform() : std::exp(-36 * random.uniform());
    const double z = normal_quantile(p);
    // A relative error e of z moves p by e z times the density.
    const auto density = std::exp(-z * static_cast<long double>(z) / 2) / std::sqrt(2 * std::acos(-1.0L));
    worst = std::max(worst, std::abs(distribution(z) - p) / (density * std::max(std::abs(z), 1.0)));
  }
  CHECK(worst < 2e-15L);
  CHECK(normal_quantile(0.5) == 0);
  CHECK(normal_quantile(0.25) == -normal_quantile(0.75));
  CHECK(normal_quantile(0x1p-53) == doctest::Approx(-8.2095361516).epsilon(1e-10));
}

TEST_SUITE_END();
