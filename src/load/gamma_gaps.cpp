#include "load/gamma_gaps.hpp"

#include "core/portable_math.hpp"

#include <cmath>

namespace simrun {

namespace {

/// For a shape of 1 and more, and scale 1.
double draw_gamma(double shape, random_stream& random) noexcept {
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = random.normal();
    const double root = 1 + c * x;
    const double u = 1 - random.uniform(); // in (0, 1]
    if (root <= 0)
      continue;
    const double v = root * root * root;
    // The first is the second without its logarithms, and decides all but a few in a hundred.
    if (u < 1 - 0.0331 * x * x * x * x || portable_log(u) < x * x / 2 + d * (1 - v + portable_log(v)))
      return d * v;
  }
}

} // namespace

gamma_gaps::gamma_gaps(double burstiness) noexcept
    : shape_(1 / (burstiness * burstiness)), scale_(burstiness * burstiness) {}

double gamma_gaps::draw(random_stream& random) const noexcept {
  if (shape_ >= 1)
    return scale_ * draw_gamma(shape_, random);
  // A smaller shape is one larger by 1, times a power of a uniform number (section 6 of the paper).
  const double larger = draw_gamma(shape_ + 1, random);
  return scale_ * larger * portable_exp(portable_log(1 - random.uniform()) / shape_);
}

double gamma_gaps::draw_first(random_stream& random) const noexcept {
  // The gap that a moment falls into is likely to be a long one: weighted by its length, a gamma of a shape
  // larger by 1. The moment lies anywhere in it.
  const double around = scale_ * draw_gamma(shape_ + 1, random);
  return around * random.uniform();
}

} // namespace simrun
