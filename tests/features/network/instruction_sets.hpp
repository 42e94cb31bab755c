#pragma once

#include <cstdint>
#include <doctest/doctest.h>
#include <hwy/highway.h>
#include <string>
#include <string_view>
#include <type_traits>

namespace simrun {

/// Calls `check` once with each of the instruction sets that Highway's kernels were compiled for and this
/// machine has, by its name if `check` wants it. Otherwise the kernels take the best one only.
template <class Check>
void on_each_instruction_set(const Check& check) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    const std::string name = hwy::TargetName(target);
    // Highway's vectors without vector instructions: no processor of 64 bits has to take them.
    if (name == "SCALAR" || name == "EMU128")
      continue;
    CAPTURE(name);
    hwy::GetChosenTarget().Update(target);
    if constexpr (std::is_invocable_v<Check, std::string_view>)
      check(std::string_view(name));
    else
      check();
  }
  hwy::GetChosenTarget().DeInit();
}

} // namespace simrun
