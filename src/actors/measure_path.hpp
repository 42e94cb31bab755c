#pragma once

#include "core/result.hpp"
#include "features/calibration/calibration.hpp"

namespace simrun {

/// Measures what the way of a request costs beside the extraction: three short runs of the actors on the
/// real clock, with one extractor that delivers features of the usual size and is busy for exactly `service`
/// a request, half of the time. (Beside an idle one, wake-ups would look better than they are: they are late
/// where a computation has their core.) Takes about `time`. The error says what came to nothing.
result<path_calibration> measure_path(duration service, duration time);

} // namespace simrun
