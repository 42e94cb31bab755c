#pragma once

#include "features/network/weights/model_weights.hpp"

#include <optional>

namespace simrun {

/// From the tensors of a checked file to what the network computes with: neighbouring linear layers
/// become one wherever nothing stands between them, so that less is left to do per time step.
cnn_weights fold_cnn(const tensor_file& file, const model_shape& shape);
lstm_weights fold_lstm(const tensor_file& file, const model_shape& shape);
fusion_weights fold_fusion(const tensor_file& file, const model_shape& shape);
head_weights fold_heads(const tensor_file& file, const model_shape& shape);

/// A negative variance of a batch norm has no root to divide by.
std::optional<error> check_variances(const tensor_file& file, const model_shape& shape);

} // namespace simrun
