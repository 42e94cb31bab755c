#include "features/network/kernels/lstm_kernels.hpp"

#include <algorithm>
#include <array>
#include <hwy/base.h>

// Highway compiles what follows once per instruction set and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "features/network/kernels/lstm_kernels.cpp"
#include <hwy/foreach_target.h>

#include "features/network/kernels/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace simrun::kernels::HWY_NAMESPACE {

/// Part of a block: as many units as a vector has lanes.
using units = hn::CappedTag<float, lstm_block>;
using unit_vector = hn::Vec<units>;

constexpr std::size_t block_gates = lstm_gates * lstm_block;

/// Keeps a vector in a register. Left alone, the compiler reads a weight anew for each row: the second-level
/// cache would deliver it twice.
HWY_INLINE void pin(unit_vector& vector) {
#if HWY_ARCH_X86 && HWY_COMPILER_GCC
  asm("" : "+v"(vector.raw));
#else
  (void)vector;
#endif
}

/// Puts out `count` of a vector's lanes: the last block may be partly filled.
HWY_INLINE void store_units(unit_vector values, float* to, std::size_t count) {
  if (count >= hn::Lanes(units())) {
    hn::StoreU(values, units(), to);
    return;
  }
  HWY_ALIGN float all[HWY_MAX_BYTES / sizeof(float)];
  hn::Store(values, units(), all);
  std::copy_n(all, count, to);
}

/// Units `first` onwards of a row, from the sums of their gates.
HWY_INLINE void finish_units(const lstm_step& step, std::size_t row, std::size_t first, unit_vector i,
                             unit_vector f, unit_vector g, unit_vector o) {
  if (first >= step.hidden)
    return;
  auto* cell = step.cell + row * padded_units(step.hidden) + first;
  const auto next = lstm_cell(units(), i, f, g, o, hn::LoadU(units(), cell));
  hn::StoreU(next.cell, units(), cell);
  store_units(next.output, step.output + row * step.output_stride + first, step.hidden - first);
}

/// Sums the gates of one part of a block for all rows in one pass over its weights.
template <std::size_t Rows>
HWY_INLINE void fused_part(const lstm_step& step, std::size_t block, std::size_t part, const float* weights) {
  const units tag;
  const auto place = block * block_gates + part;
  unit_vector sums[Rows][lstm_gates];
  for (std::size_t row = 0; row < Rows; ++row)
    for (std::size_t gate = 0; gate < lstm_gates; ++gate)
      sums[row][gate] = hn::LoadU(tag, step.gates + row * step.gates_stride + place + gate * lstm_block);
  if (step.state)
    for (std::size_t k = 0; k < step.hidden; ++k) {
      const auto* at = weights + (block * step.hidden + k) * block_gates + part;
      for (std::size_t gate = 0; gate < lstm_gates; ++gate) {
        auto weight = hn::LoadU(tag, at + gate * lstm_block);
        if constexpr (Rows > 1)
          pin(weight);
        for (std::size_t row = 0; row < Rows; ++row)
          sums[row][gate] =
              hn::MulAdd(weight, hn::Set(tag, step.state[row * step.state_stride + k]), sums[row][gate]);
      }
    }
  for (std::size_t row = 0; row < Rows; ++row)
    finish_units(step, row, block * lstm_block + part, sums[row][0], sums[row][1], sums[row][2],
                 sums[row][3]);
}

template <std::size_t Rows>
HWY_INLINE void fused_blocks(const lstm_step& step, const float* weights) {
  for (std::size_t block = 0; block * lstm_block < step.hidden; ++block)
    for (std::size_t part = 0; part < lstm_block; part += hn::Lanes(units()))
      fused_part<Rows>(step, block, part, weights);
}

void fused_step(const lstm_step& step, std::size_t rows, const float* weights) {
  rows == 1 ? fused_blocks<1>(step, weights) : fused_blocks<2>(step, weights);
}

void cell_step(const lstm_step& step, std::size_t rows, const float* recurrent) {
  const units tag;
  const auto padded = padded_units(step.hidden);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t first = 0; first < step.hidden; first += hn::Lanes(tag)) {
      const auto place = first / lstm_block * block_gates + first % lstm_block;
      const auto gate = [&](std::size_t number) HWY_ATTR {
        const auto at = place + number * lstm_block;
        const auto from_input = hn::LoadU(tag, step.gates + row * step.gates_stride + at);
        return recurrent ? hn::Add(from_input, hn::LoadU(tag, recurrent + row * lstm_gates * padded + at))
                         : from_input;
      };
      finish_units(step, row, first, gate(0), gate(1), gate(2), gate(3));
    }
}

} // namespace simrun::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace simrun::kernels {

HWY_EXPORT(fused_step);
HWY_EXPORT(cell_step);

void fused_step(const lstm_step& step, std::size_t rows, const float* weights) {
  HWY_DYNAMIC_DISPATCH(fused_step)(step, rows, weights);
}

void cell_step(const lstm_step& step, std::size_t rows, const float* recurrent) {
  HWY_DYNAMIC_DISPATCH(cell_step)(step, rows, recurrent);
}

} // namespace simrun::kernels
#endif
