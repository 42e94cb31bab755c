#pragma once

#include "features/network/network.hpp"
#include "features/network/precision.hpp"

namespace simrun {

/// network::make for the number format that is asked for. The error is unavailable for one that is not built.
result<network> make_network(std::shared_ptr<const model_weights> weights, std::size_t batch_max,
                             std::size_t length, std::uint64_t dropout_seed, model_precision precision);

} // namespace simrun
