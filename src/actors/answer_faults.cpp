#include "actors/answer_faults.hpp"

#include <limits>

namespace simrun {

namespace {

using corruption = answer_fate::corruption;

std::string injected(error_code code) {
  switch (code) {
  case error_code::resource:
    return "a fault: out of a resource";
  case error_code::bad_input:
    return "a fault: the window was refused";
  default:
    return "a fault: the model is unavailable";
  }
}

} // namespace

void meddle_with(extraction& answer, const answer_fate& fate) {
  if (answer.problem)
    return;
  auto& values = answer.features.values;
  if (fate.error)
    answer.problem = error{*fate.error, injected(*fate.error)};
  else if (fate.corrupted == corruption::not_finite && !values.empty())
    values[values.size() / 2] = std::numeric_limits<float>::quiet_NaN();
  else if (fate.corrupted == corruption::wrong_size)
    values.pop_back();
}

std::optional<error> error_after(const answer_fate& fate) {
  if (fate.error)
    return error{*fate.error, injected(*fate.error)};
  if (fate.corrupted == corruption::none)
    return std::nullopt;
  return error{error_code::bad_output,
               std::string(fate.corrupted == corruption::not_finite ? not_finite_reason : wrong_size_reason)};
}

} // namespace simrun
