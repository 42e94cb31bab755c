#pragma once

namespace simrun {

/// How exactly the network multiplies. `f32` is within some 1e-5 of 64-bit arithmetic; `bf16` keeps 8 bits of
/// every weight and of what goes into a layer, and sums in 32 bits.
enum class model_precision { f32, bf16 };

} // namespace simrun
