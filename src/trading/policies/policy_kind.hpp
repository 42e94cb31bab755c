#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace simrun {

/// The policies there are, by the names that scenarios and results use.
enum class policy_kind { random, buy_and_hold, crossover, replay };

inline constexpr std::array<std::string_view, 4> policy_words{"random", "buy_and_hold",
                                                              "moving_average_crossover", "replay"};

constexpr std::string_view name_of(policy_kind kind) noexcept {
  return policy_words[static_cast<std::size_t>(kind)];
}

} // namespace simrun
