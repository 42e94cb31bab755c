#include "chaos/draw_fault.hpp"

#include "chaos/draw_target.hpp"
#include "chaos/fault_form.hpp"
#include "chaos/fault_text.hpp"

#include <algorithm>
#include <array>

namespace simrun {

namespace {

using ms = std::chrono::milliseconds;

/// A whole number from `min` to `max`.
std::int64_t draw_from(std::int64_t min, std::int64_t max, random_stream& random) {
  return min + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(max - min) + 1));
}

double draw_percent(std::int64_t max, random_stream& random) {
  return static_cast<double>(draw_from(1, max, random)) / 100;
}

void draw_extra(std::int64_t max_ms, random_stream& random, fault_spec& fault) {
  fault.extra = ms(draw_from(1, max_ms, random));
  if (random.below(2) == 0)
    fault.jitter = ms(draw_from(1, fault.extra / ms(1), random));
}

fault_shape draw_shape(fault_kind kind, random_stream& random) {
  if (kind == fault_kind::slow)
    return random.below(2) == 0 ? fault_shape::slow_factor : fault_shape::slow_by;
  return form_of(fault_spec{.text = {}, .what = kind, .target = {}}).shape;
}

void draw_amounts(fault_shape shape, random_stream& random, fault_spec& fault) {
  static constexpr std::array<std::string_view, 3> reasons{"unavailable", "resource", "bad_input"};
  switch (shape) {
  case fault_shape::target:
  case fault_shape::end_run:
  case fault_shape::slow_updates:
  case fault_shape::unload_model:
    return;
  case fault_shape::slow_factor:
    fault.factor = static_cast<double>(draw_from(3, 20, random)) / 2;
    return;
  case fault_shape::slow_by:
    return draw_extra(100, random, fault);
  case fault_shape::throttle:
    fault.rate = static_cast<double>(draw_from(1, 200, random));
    return;
  case fault_shape::messages:
    fault.probability = draw_percent(50, random);
    return;
  case fault_shape::delay:
    fault.probability = draw_percent(100, random);
    return draw_extra(200, random, fault);
  case fault_shape::error:
    fault.probability = draw_percent(100, random);
    fault.reason = reasons[random.below(reasons.size())];
    return;
  case fault_shape::corrupt:
    fault.probability = draw_percent(100, random);
    fault.reason = random.below(2) == 0 ? "nan" : "size";
    return;
  case fault_shape::burn:
    // With more the load generator itself comes too late to measure.
    fault.amount = draw_percent(50, random);
    return;
  case fault_shape::hog:
    fault.amount = static_cast<double>(draw_from(10, 200, random));
    return;
  case fault_shape::skew:
    fault.extra = ms(draw_from(1, 2000, random));
    if (random.below(2) == 0)
      fault.extra = -fault.extra;
    return;
  }
}

/// Short ones as often as long ones: up to a quarter of the time there is.
ms draw_length(ms end, random_stream& random) {
  const auto max = std::max<std::int64_t>((end.count() / 4) >> random.below(6), 1);
  return ms(draw_from((max + 1) / 2, max, random));
}

/// Those that come back do so some ten times at most: each firing has a record.
constexpr std::int64_t firings_about = 10;

/// Half of them fire once, the others come back, at fixed or at random times.
void draw_times(ms length, ms end, random_stream& random, fault_spec& fault) {
  const auto last = end - length;
  const auto at = draw_from(0, last.count() - 1, random);
  fault.at = run_start + ms(at);
  const bool once = random.below(2) == 0;
  const auto room = last.count() - at;
  if (once || room <= 2 * length.count())
    return;
  fault.every = ms(draw_from(std::max(2 * length.count(), room / firings_about), room, random));
  fault.until = run_start + last - ms(1);
  fault.random_times = random.below(2) == 0;
}

} // namespace

std::vector<fault_kind> possible_kinds(const fault_bounds& bounds) {
  std::vector<fault_kind> kinds;
  for (const auto& form : all_fault_forms())
    if (form.drawn && form.only_on.value_or(bounds.clock) == bounds.clock && has_targets(form, bounds) &&
        std::ranges::find(kinds, form.kind) == kinds.end())
      kinds.push_back(form.kind);
  return kinds;
}

fault_spec draw_fault(fault_kind kind, const fault_bounds& bounds, ms end, random_stream& random) {
  const auto shape = draw_shape(kind, random);
  fault_spec fault{.text = {}, .what = kind, .target = {}};
  draw_amounts(shape, random, fault);
  const auto& form = form_of(fault);
  draw_targets(form, bounds, random, fault);

  const auto length = draw_length(end, random);
  const auto restart = std::chrono::ceil<ms>(bounds.restart_delay);
  const bool by_policy = kind == fault_kind::kill && random.below(2) == 0 && restart < end / 2;
  if (!form.momentary && !by_policy)
    fault.lasts = length;
  draw_times(by_policy ? std::max(restart, ms(1)) : length, end, random, fault);
  fault.text = sentence_of(fault);
  return fault;
}

} // namespace simrun
