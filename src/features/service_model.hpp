#pragma once

#include "core/random.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

#include <string_view>

namespace simrun {

/// How long an extraction takes on the virtual clock, where no network runs.
class service_model {
public:
  enum class kind { constant, exponential, lognormal };

  /// The default: lognormal(1.5ms, 0.4).
  service_model() noexcept;
  static service_model constant(duration value) noexcept;
  static service_model exponential(duration mean) noexcept;
  /// `median` and the standard deviation of the logarithm.
  static service_model lognormal(duration median, double sigma) noexcept;

  /// Draws one service time, at least 1 ns. A constant draws nothing from `random`.
  duration draw(random_stream& random) const noexcept;
  duration mean() const noexcept;

private:
  service_model(kind k, duration scale, double sigma) noexcept : kind_(k), scale_(scale), sigma_(sigma) {}

  kind kind_;
  duration scale_;
  double sigma_ = 0;
};

/// Reads "constant(1ms)", "exponential(1ms)" or "lognormal(1.5ms, 0.4)".
result<service_model> parse_service_model(std::string_view text);

} // namespace simrun
