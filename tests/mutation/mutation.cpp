#include "core/mutation.hpp"

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string_view>

namespace simrun {

namespace {

mutation chosen() {
  constexpr std::array<std::string_view, 6> names{"none",         "drop_outcome",    "double_count",
                                                  "ignore_death", "forget_deadline", "cache_fallback"};
  const char* name = std::getenv("SIMRUN_MUTATION");
  if (!name)
    return mutation::none;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name)
      return static_cast<mutation>(i);
  // A slip in a name would make a checker look blind.
  std::abort();
}

} // namespace

bool mutated(mutation m) {
  static const auto active = chosen();
  return m == active;
}

bool mutated_for(mutation m, std::uint64_t request) {
  return mutated(m) && request % 50 == 49;
}

} // namespace simrun
