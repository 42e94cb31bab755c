#include "features/network/packed_weights.hpp"

namespace simrun {

dnnl::memory packed_weights::get(const linear_layer& layer, const dnnl::memory::desc& wanted) {
  const std::lock_guard lock(mutex_);
  auto& packs = packs_[&layer];
  for (const auto& pack : packs)
    if (pack.get_desc() == wanted)
      return pack;

  const auto in = static_cast<dnnl::memory::dim>(layer.in), out = static_cast<dnnl::memory::dim>(layer.out);
  const dnnl::memory::desc plain({in, out}, dnnl::memory::data_type::f32, dnnl::memory::dims{1, in});
  // The library reads through this pointer; its interface has no const memory.
  dnnl::memory source(plain, engine_, const_cast<float*>(layer.weight.data()));
  dnnl::memory pack(wanted, engine_);
  dnnl::stream stream(engine_);
  dnnl::reorder(source, pack).execute(stream, source, pack);
  stream.wait();
  packs.push_back(pack);
  return pack;
}

} // namespace simrun
