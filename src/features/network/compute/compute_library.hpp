#pragma once

#include <string>

namespace simrun {

/// "2.6.3": oneDNN as it is linked, for the environment of a result.
std::string compute_library_version();

} // namespace simrun
