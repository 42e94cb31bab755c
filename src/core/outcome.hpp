#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace simrun {

/// How a request ended. Each has exactly one; the first three are successes.
enum class outcome : std::uint8_t { extracted, cached, fallback, rejected, timed_out, failed };

inline constexpr std::size_t outcome_kinds = 6;

inline constexpr std::array<outcome, outcome_kinds> all_outcomes{outcome::extracted, outcome::cached,
                                                                 outcome::fallback,  outcome::rejected,
                                                                 outcome::timed_out, outcome::failed};

constexpr std::string_view name_of(outcome o) noexcept {
  constexpr std::array<std::string_view, outcome_kinds> names{"extracted", "cached",    "fallback",
                                                              "rejected",  "timed_out", "failed"};
  return names[static_cast<std::size_t>(o)];
}

constexpr bool is_success(outcome o) noexcept {
  return o <= outcome::fallback;
}

/// How many requests were issued and how they ended. Conservation: issued == ended() once nothing is open.
struct outcome_counts {
  std::uint64_t issued = 0;
  std::array<std::uint64_t, outcome_kinds> by_outcome{};

  std::uint64_t& operator[](outcome o) noexcept { return by_outcome[static_cast<std::size_t>(o)]; }
  std::uint64_t operator[](outcome o) const noexcept { return by_outcome[static_cast<std::size_t>(o)]; }

  std::uint64_t ended() const noexcept {
    return std::accumulate(by_outcome.begin(), by_outcome.end(), std::uint64_t{0});
  }
  std::uint64_t successful() const noexcept {
    return (*this)[outcome::extracted] + (*this)[outcome::cached] + (*this)[outcome::fallback];
  }

  outcome_counts& operator+=(const outcome_counts& other) noexcept {
    issued += other.issued;
    for (std::size_t i = 0; i < outcome_kinds; ++i)
      by_outcome[i] += other.by_outcome[i];
    return *this;
  }
  friend outcome_counts operator-(outcome_counts a, const outcome_counts& b) noexcept {
    a.issued -= b.issued;
    for (std::size_t i = 0; i < outcome_kinds; ++i)
      a.by_outcome[i] -= b.by_outcome[i];
    return a;
  }
  friend bool operator==(const outcome_counts&, const outcome_counts&) = default;
};

} // namespace simrun
