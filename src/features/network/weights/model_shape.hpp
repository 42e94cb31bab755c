#pragma once

#include "core/result.hpp"
#include "features/network/weights/safetensors.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace simrun {

/// The sizes of a CNN+LSTM hybrid. The defaults are the platform's own model.
struct model_shape {
  std::size_t channels = 15;
  std::size_t sequence_length = 60; ///< the window it was trained on; any other length works too
  std::vector<std::size_t> filter_sizes{3, 5, 7, 11};
  std::size_t filters = 64; ///< of each filter size
  std::size_t cnn_heads = 8;
  std::size_t hidden = 128;
  std::size_t layers = 3;
  bool bidirectional = true;
  std::size_t lstm_attention = 128; ///< width of the additive attention over time
  std::size_t fusion = 256;
  std::size_t fusion_heads = 8;
  std::size_t classes = 3;
  std::size_t targets = 2;
  std::size_t classification_hidden = 128;
  std::array<std::size_t, 2> regression_hidden{128, 64};
  std::size_t ensemble = 5;
  std::size_t ensemble_hidden = 128;

  std::size_t directions() const noexcept { return bidirectional ? 2 : 1; }
  std::size_t cnn_width() const noexcept { return filters * filter_sizes.size(); }
  std::size_t cnn_features() const noexcept { return fusion / 2; }
  std::size_t lstm_features() const noexcept { return hidden * directions(); }
  std::size_t ensemble_outputs() const noexcept { return classes + targets; }

  friend bool operator==(const model_shape&, const model_shape&) = default;
};

struct tensor_spec {
  std::string name;
  std::vector<std::size_t> shape;
};

/// The tensors of a model of this shape, by their PyTorch `state_dict` names.
std::vector<tensor_spec> tensors_of(const model_shape& shape);

/// Takes the sizes from the file's metadata, and what that does not say from its tensors. Both must agree:
/// each tensor that the shape needs is there, F32, finite and of that shape, and no layer, filter or
/// ensemble head is left over. Head counts stand in no tensor; they are 8 where the metadata is silent.
result<model_shape> read_model_shape(const tensor_file& file);

} // namespace simrun
