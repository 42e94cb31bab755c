#pragma once

#include <string>

namespace simrun {

/// How a part of the system was when the run was over.
struct component_state {
  std::string component; ///< "extractor[1]"
  std::string state;     ///< "up"
  bool healthy = true;   ///< that is how it should be when nothing is broken any more
};

} // namespace simrun
