#include "features/network/attention.hpp"

#include "features/network/kernels/product_kernels.hpp"

namespace simrun {

namespace {

/// Scores are kept with a row per step and a column per query, in whole vectors: the softmax then takes many
/// queries at once, and no vector's lanes need to be summed.
constexpr std::size_t query_vector = 16;

void attend_panel(const attention& a, std::size_t first, std::size_t count, float* scratch) {
  const auto columns = (count + query_vector - 1) / query_vector * query_vector;
  // What fills the last vector up is whatever stood there, and no output is made of it.
  auto* queries = scratch;
  auto* scores = scratch + a.width * columns;
  kernels::transpose(a.query.values + first * a.query.stride, a.query.stride, count, a.width, queries,
                     columns);
  kernels::multiply(
      {a.steps, columns, a.width, a.key.values, a.key.stride, 1, queries, columns, scores, columns});
  kernels::softmax_columns(scores, a.steps, columns, columns);
  kernels::multiply({count, a.value_width, a.steps, scores, 1, columns, a.value.values, a.value.stride,
                     a.output.values + first * a.output.stride, a.output.stride});
}

} // namespace

void attend(const attention& a, float* scratch) {
  for (std::size_t first = 0; first < a.queries; first += attention_panel)
    attend_panel(a, first, std::min(attention_panel, a.queries - first), scratch);
}

} // namespace simrun
