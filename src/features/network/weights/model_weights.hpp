#pragma once

#include "features/network/weights/linear_layer.hpp"
#include "features/network/weights/model_shape.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace simrun {

class packed_weights;

struct layer_norm_weights {
  std::vector<float> scale;
  std::vector<float> shift;
};

/// Parallel convolutions as one product over unfolded rows (`kernel_max` steps x channels), batch norm
/// folded in; queries carry the attention's scale; the projection takes [attended, input].
struct cnn_weights {
  std::size_t kernel_max = 0;
  linear_layer convolution;
  linear_layer query_key_value;
  linear_layer projection;
};

/// One layer, all directions: the gates of the forward direction, then of the reverse one. They are in blocks
/// of 16 units, [units / 16][i, f, g, o][16], and units are hidden rounded up to whole blocks.
struct lstm_layer_weights {
  linear_layer input;                  ///< in -> directions x 4 units, biases summed
  std::vector<linear_layer> recurrent; ///< hidden -> 4 units, one per direction
  layer_norm_weights norm;
};

/// The input projection is folded into the first layer.
struct lstm_weights {
  std::vector<lstm_layer_weights> layers;
  linear_layer attention;
  linear_layer context;
};

/// One side's last step attending to all steps of the other. Projections of both sides are folded in, so
/// that queries, keys and values are taken straight from the features. What a key's bias adds is the same
/// at every step and drops out of the softmax; a value's bias comes out of the weighted mean as it is and
/// stands in the bias of the layer after.
struct cross_attention_weights {
  linear_layer query;
  linear_layer key;
  std::vector<float> value; ///< [heads, in, F / heads]: each head's, transposed
};

struct fusion_weights {
  cross_attention_weights cnn_to_lstm;
  cross_attention_weights lstm_to_cnn;
  linear_layer join; ///< both attended -> fusion, the attention's output projection folded in
  layer_norm_weights join_norm;
  linear_layer last;
  layer_norm_weights last_norm;
};

/// The first layers of all heads are one: classification, regression, then the ensemble's.
struct head_weights {
  linear_layer hidden;
  layer_norm_weights classification_norm;
  linear_layer classification;
  linear_layer regression_hidden;
  linear_layer regression;
  std::vector<float> ensemble_weights; ///< softmaxed
  linear_layer ensemble;               ///< all members' hidden values -> their weighted mean
};

/// A checked model, ready to compute with. Nothing changes after loading, so that any number of workers
/// can share it; `packed` keeps what the compute library wants reordered, once for all of them.
struct model_weights {
  model_shape shape;
  cnn_weights cnn;
  lstm_weights lstm;
  fusion_weights fusion;
  head_weights heads;
  std::uint64_t identity = 0; ///< a hash of all tensors and head counts: tells models apart in a cache's key
  std::shared_ptr<packed_weights> packed;
};

result<std::shared_ptr<const model_weights>> load_weights(const std::filesystem::path& path);

/// Checks and folds tensors that may not come from a file.
result<std::shared_ptr<const model_weights>> build_weights(const tensor_file& file);

/// Tensors of a model that nobody trained, at scales that keep numbers of ordinary size through all layers,
/// and the metadata to go with them. The same seed gives the same model everywhere.
tensor_file random_tensors(const model_shape& shape, std::uint64_t seed);

/// For runs without a weights file: how long an extraction takes does not depend on the values.
std::shared_ptr<const model_weights> random_weights(std::uint64_t seed, const model_shape& shape = {});

} // namespace simrun
