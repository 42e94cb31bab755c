#include "features/network/compute/packed_weights.hpp"

#include "features/network/kernels/bf16_kernels.hpp"
#include "features/network/kernels/lstm_kernels.hpp"
#include "features/network/kernels/tile_kernels.hpp"

#include <algorithm>
#include <cstring>

namespace simrun {

namespace {

using data_type = dnnl::memory::data_type;

constexpr std::size_t block_gates = lstm_gates * lstm_block;

std::vector<std::uint16_t> nearest_bf16(const std::vector<float>& values) {
  std::vector<std::uint16_t> nearest(values.size());
  kernels::to_nearest_bf16(values.data(), values.size(), nearest.data());
  return nearest;
}

/// Calls `place(to, from)` for each weight: from [4 units, hidden] to [units / 16][hidden][4 x 16].
template <class Place>
void in_fused_order(const linear_layer& layer, const Place& place) {
  for (std::size_t row = 0; row < layer.out; ++row)
    for (std::size_t k = 0; k < layer.in; ++k)
      place((row / block_gates * layer.in + k) * block_gates + row % block_gates, row * layer.in + k);
}

tiled_layer in_tiles(const linear_layer& layer) {
  using namespace kernels;
  // Products take column tiles in pairs.
  const auto columns = tiles_for(layer.out, 2 * tile_columns) * 2 * tile_columns;
  const auto depth = tiles_for(layer.in, tile_depth);
  tiled_layer tiled{aligned_bytes(columns / tile_columns * depth * digits * tile_bytes),
                    aligned_floats(columns), aligned_floats(columns)};
  std::ranges::copy(layer.bias, tiled.bias.data());
  // The digits of one column, filled up with zeros; a tile has them in fours.
  constexpr std::size_t four = 4;
  const auto padded = depth * tile_depth;
  std::vector<std::int8_t> row(digits * padded);
  for (std::size_t column = 0; column < layer.out; ++column) {
    tiled.units.data()[column] =
        split_digits(layer.weight.data() + column * layer.in, layer.in, {padded, 0, padded}, row.data());
    auto* first = tiled.right.data() + column / tile_columns * depth * digits * tile_bytes +
                  column % tile_columns * four;
    for (std::size_t digit = 0; digit < digits; ++digit)
      for (std::size_t k = 0; k < padded; k += four) {
        const auto tile = k / tile_depth * digits + digit;
        std::memcpy(first + tile * tile_bytes + k % tile_depth * tile_columns,
                    row.data() + digit * padded + k, four);
      }
  }
  return tiled;
}

} // namespace

dnnl::memory packed_weights::get(const linear_layer& layer, const dnnl::memory::desc& wanted) {
  const std::lock_guard lock(mutex_);
  auto& packs = reordered_[&layer];
  for (const auto& pack : packs)
    if (pack.wanted == wanted)
      return pack.memory;
  return packs.emplace_back(reordered{wanted, reorder(layer, wanted)}).memory;
}

dnnl::memory packed_weights::reorder(const linear_layer& layer, const dnnl::memory::desc& wanted) {
  const bool narrow = wanted.data_type() == data_type::bf16;
  auto nearest = narrow ? nearest_bf16(layer.weight) : std::vector<std::uint16_t>();
  const auto in = static_cast<dnnl::memory::dim>(layer.in), out = static_cast<dnnl::memory::dim>(layer.out);
  const dnnl::memory::desc plain({in, out}, wanted.data_type(), dnnl::memory::dims{1, in});
  // The library reads through this pointer; its interface has no const memory.
  auto* values = narrow ? static_cast<void*>(nearest.data()) : const_cast<float*>(layer.weight.data());
  dnnl::memory source(plain, engine_, values);
  dnnl::memory pack(wanted, engine_);
  dnnl::stream stream(engine_);
  dnnl::reorder(source, pack).execute(stream, source, pack);
  stream.wait();
  return pack;
}

const tiled_layer& packed_weights::tiled(const linear_layer& layer) {
  const std::lock_guard lock(mutex_);
  auto& tiled = tiled_[&layer];
  if (!tiled.right.data())
    tiled = in_tiles(layer);
  return tiled;
}

const float* packed_weights::fused(const linear_layer& layer) {
  const std::lock_guard lock(mutex_);
  auto& pack = fused_[&layer];
  if (!pack.data()) {
    pack = aligned_floats(layer.weight.size());
    in_fused_order(layer, [&](std::size_t to, std::size_t from) { pack.data()[to] = layer.weight[from]; });
  }
  return pack.data();
}

} // namespace simrun
