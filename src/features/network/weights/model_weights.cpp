#include "features/network/weights/model_weights.hpp"

#include "features/network/compute/packed_weights.hpp"
#include "features/network/weights/fold_weights.hpp"

#include <fmt/format.h>
#include <new>
#include <omp.h>

// The whole hash in this file, as everywhere here: nothing has to be linked for it.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace simrun {

namespace {

std::uint64_t hash_of(const tensor_file& file, const model_shape& shape) {
  std::uint64_t hash = shape.cnn_heads * 1000 + shape.fusion_heads;
  for (const auto& spec : tensors_of(shape)) {
    const auto& values = file.find(spec.name)->values;
    hash = XXH3_64bits_withSeed(values.data(), values.size() * sizeof(float), hash);
  }
  return hash;
}

} // namespace

result<std::shared_ptr<const model_weights>> build_weights(const tensor_file& file) {
  const auto shape = read_model_shape(file);
  if (!shape)
    return failure(shape.error());
  if (const auto problem = check_variances(file, *shape))
    return failure(*problem);
  try {
    // Folding takes milliseconds; a second thread costs more to wake than it saves.
    omp_set_num_threads(1);
    auto model = std::make_shared<model_weights>();
    model->shape = *shape;
    model->cnn = fold_cnn(file, *shape);
    model->lstm = fold_lstm(file, *shape);
    model->fusion = fold_fusion(file, *shape);
    model->heads = fold_heads(file, *shape);
    model->identity = hash_of(file, *shape);
    model->packed = std::make_shared<packed_weights>();
    return model;
  } catch (const std::bad_alloc&) {
    return fail(error_code::resource, fmt::format("{}: no memory for its weights", file.source));
  }
}

result<std::shared_ptr<const model_weights>> load_weights(const std::filesystem::path& path) {
  return read_safetensors(path).and_then([](const tensor_file& file) { return build_weights(file); });
}

} // namespace simrun
