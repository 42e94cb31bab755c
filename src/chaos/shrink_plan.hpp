#pragma once

#include "chaos/fault_spec.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace simrun {

/// Faults and the length of the measured part they are in.
struct chaos_case {
  std::vector<fault_spec> faults;
  duration measured{};
};

/// Whether a case still shows what is looked for. It must say the same of the same case each time, and false
/// of one that is no valid plan.
using shows_function = std::function<bool(const chaos_case&)>;

struct shrunk_case {
  chaos_case smallest;
  std::size_t tries = 0;
};

/// The smallest case that still shows it, as far as `tries_max` tries find one: first with fewer faults
/// (delta debugging: Zeller and Hildebrandt, TSE 2002), then with fewer firings, shorter faults and a shorter
/// run. `failing` must show it.
shrunk_case shrink(chaos_case failing, const shows_function& shows, std::size_t tries_max);

} // namespace simrun
