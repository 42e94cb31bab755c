#include "features/make_network.hpp"

#include <fmt/format.h>
#include <utility>

namespace simrun {

result<network> make_network(std::shared_ptr<const model_weights> weights, std::size_t batch_max,
                             std::size_t length, std::uint64_t dropout_seed, model_precision precision) {
  if (!is_built(precision))
    return fail(error_code::unavailable, fmt::format("precision '{}' is not built yet", name_of(precision)));
  // The one place where a precision meets the network: network::make takes it from here once it can.
  return network::make(std::move(weights), batch_max, length, dropout_seed);
}

} // namespace simrun
