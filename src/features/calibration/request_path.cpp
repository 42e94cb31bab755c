#include "features/calibration/request_path.hpp"

namespace simrun {

request_path path_of(const path_calibration& measured) {
  return {measured.cached, rest_of(measured.extracted, measured.cached), measured.turnaround};
}

} // namespace simrun
