#include "core/portable_math.hpp"

#include "core/polynomial.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace simrun {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// ln 2 in two parts. The upper has 32 bits at most, so its product with an exponent is exact.
constexpr double ln2_upper = 0x1.62e42feep-1;
constexpr double ln2_lower = 0x1.a39ef35793c76p-33;

/// x = fraction * 2^exponent, with the fraction in [sqrt(1/2), sqrt(2)).
struct taken_apart {
  double fraction;
  double exponent;
};

/// For x positive and finite.
taken_apart take_apart(double x) noexcept {
  if (x < std::numeric_limits<double>::min()) {
    const auto scaled = take_apart(x * 0x1p54);
    return {scaled.fraction, scaled.exponent - 54};
  }
  constexpr auto sqrt_half = std::bit_cast<std::uint64_t>(std::numbers::sqrt2 / 2);
  constexpr std::uint64_t mantissa = (std::uint64_t{1} << 52) - 1;
  // Counted from sqrt(1/2) on, the exponent's bits step where the fraction would leave its range.
  const auto above = std::bit_cast<std::uint64_t>(x) - sqrt_half;
  const auto exponent = static_cast<std::int64_t>(above) >> 52;
  return {std::bit_cast<double>((above & mantissa) + sqrt_half), static_cast<double>(exponent)};
}

/// 2^n for any n at which it is normal.
double power_of_two(int n) noexcept {
  return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52);
}

/// The series of 2 atanh(s) / s - 2 in s^2, for |s| <= 0.172: what is left out is below 2^-57.
constexpr std::array atanh_tail{0.0,      2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9, 2.0 / 11,
                                2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};

/// The series of (e^r - 1 - r) / r^2, for |r| <= 0.347: what is left out is below 2^-57.
constexpr std::array exp_tail{1.0 / 2,       1.0 / 6,        1.0 / 24,        1.0 / 120,
                              1.0 / 720,     1.0 / 5040,     1.0 / 40320,     1.0 / 362880,
                              1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800};

} // namespace

double portable_log(double x) noexcept {
  if (!(x > 0))
    return x == 0 ? -infinity : std::numeric_limits<double>::quiet_NaN();
  if (x == infinity)
    return x;

  const auto [fraction, k] = take_apart(x);
  // log(1 + f) = 2 atanh(f / (2 + f)), arranged so that the large terms f and k ln 2 are added last and
  // unrounded, as in fdlibm's e_log.c.
  const double f = fraction - 1;
  const double s = f / (2 + f);
  const double half_square = f * f / 2;
  const double small = half_square - (s * (half_square + polynomial(atanh_tail, s * s)) + k * ln2_lower);
  return k * ln2_upper - (small - f);
}

double portable_exp(double x) noexcept {
  if (x != x)
    return x;
  if (x > 709.79)
    return infinity;
  if (x < -745.14)
    return 0;
  const double k = std::floor(x * std::numbers::log2e + 0.5);
  const double upper = x - k * ln2_upper;
  const double lower = k * ln2_lower;
  const double r = upper - lower;
  const double fraction = 1 + (upper + (r * r * polynomial(exp_tail, r) - lower));
  // In two steps, for a result that is subnormal or all but infinite is past one power of two.
  const int half = static_cast<int>(k) / 2;
  return fraction * power_of_two(half) * power_of_two(static_cast<int>(k) - half);
}

} // namespace simrun
