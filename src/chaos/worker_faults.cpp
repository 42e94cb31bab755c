#include "chaos/worker_faults.hpp"

namespace simrun {

namespace {

error_code error_of(const fault_spec& spec) {
  if (spec.reason == "resource")
    return error_code::resource;
  return spec.reason == "bad_input" ? error_code::bad_input : error_code::unavailable;
}

answer_fate answer_of(const fault_spec& spec) {
  using corruption = answer_fate::corruption;
  if (spec.what == fault_kind::corrupt)
    return {std::nullopt, spec.reason == "size" ? corruption::wrong_size : corruption::not_finite};
  return {spec.what == fault_kind::unload ? error_code::unavailable : error_of(spec)};
}

} // namespace

void worker_faults::begin(std::size_t firing, const fault_spec& spec, const random_stream& random) {
  active_.push_back({firing, spec, random});
}

void worker_faults::end(std::size_t firing) {
  std::erase_if(active_, [firing](const active_fault& f) { return f.firing == firing; });
}

double worker_faults::slowdown(const effect& affected) const {
  double factor = 1;
  for (const auto& fault : active_)
    if (fault.spec.what == fault_kind::slow) {
      factor *= fault.spec.factor;
      affected(fault.firing);
    }
  return factor;
}

answer_fate worker_faults::draw_answer(const effect& affected) {
  for (auto& fault : active_)
    if (fault.spec.what != fault_kind::slow && fault.random.uniform() < fault.spec.probability) {
      affected(fault.firing);
      return answer_of(fault.spec);
    }
  return {};
}

} // namespace simrun
