#pragma once

#include "core/random.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "features/calibration/request_path.hpp"
#include "features/calibration/worker_warmth.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace simrun {

/// How long an extraction takes on the virtual clock, where no network runs.
class service_model {
public:
  enum class kind { constant, exponential, lognormal, measured };
  /// What of a calibration a model draws from.
  enum class measured_part { extraction, fallback };

  /// The default: lognormal(1.5ms, 0.4).
  service_model() noexcept;
  static service_model constant(duration value) noexcept;
  static service_model exponential(duration mean) noexcept;
  /// `median` and the standard deviation of the logarithm.
  static service_model lognormal(duration median, double sigma) noexcept;
  /// Draws from what was measured. `c` is set.
  static service_model measured(std::shared_ptr<const simrun::calibration> c, measured_part part);

  /// Draws the time of a batch of `batch` windows of `window` bars, at least 1 ns. An extraction that was
  /// measured takes its time as a batch; else each window takes a draw of its own, and the batch their sum.
  /// `window` must be calibrated where the model is measured. A constant draws nothing from `random`.
  duration draw(std::size_t batch, std::uint32_t window, random_stream& random) const noexcept;
  /// The same for a worker that had nothing to do for `rested`. Only what was measured minds.
  duration draw(std::size_t batch, std::uint32_t window, random_stream& random, worker_warmth& warmth,
                duration rested) const noexcept;
  /// Of a single window: of the first length that was measured.
  duration mean() const noexcept;

  /// What the model was measured as part of; none unless it was measured.
  const simrun::calibration* calibration() const noexcept { return calibration_.get(); }
  /// What the messages of a request cost; none unless that was measured.
  const request_path* path() const noexcept { return path_.get(); }

private:
  service_model(kind k, duration scale, double sigma) noexcept : kind_(k), scale_(scale), sigma_(sigma) {}

  duration draw_one(random_stream& random) const noexcept;
  duration draw_measured(std::size_t batch, std::uint32_t window, random_stream& random) const noexcept;

  kind kind_;
  duration scale_;
  double sigma_ = 0;
  measured_part part_ = measured_part::extraction;
  std::shared_ptr<const simrun::calibration> calibration_;
  std::shared_ptr<const request_path> path_;
};

/// Reads "constant(1ms)", "exponential(1ms)" or "lognormal(1.5ms, 0.4)".
result<service_model> parse_service_model(std::string_view text);

/// The file of "measured(calibration.json)", which is for the caller to read; nothing where the text is for
/// parse_service_model.
std::optional<std::string_view> measured_file(std::string_view text);

} // namespace simrun
