#include "features/network/compute/compute_library.hpp"

#include <fmt/format.h>
#include <oneapi/dnnl/dnnl.hpp>

namespace simrun {

std::string compute_library_version() {
  const auto* v = dnnl_version();
  return fmt::format("{}.{}.{}", v->major, v->minor, v->patch);
}

} // namespace simrun
