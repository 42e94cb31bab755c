#pragma once

#include "core/random.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace simrun {

/// Where a series is best cut in two, and how sure it is that the parts differ.
struct energy_split {
  std::size_t first_after = 0; ///< index of the first value of the second part
  double statistic = 0;        ///< the larger, the less alike the parts
  double chance = 1;           ///< of a cut this good if the order of the values meant nothing
};

/// The cut with the largest scaled energy distance between the parts, each of at least `part_min` values:
/// mn/(m+n) (2 E|X-Y| - E|X-X'| - E|Y-Y'|), of Matteson and James, "A nonparametric approach for multiple
/// change point analysis of multivariate data", Journal of the American Statistical Association 109 (2014),
/// 334-345, with exponent 1. Nothing where the series is too short for two parts. `chance` is left at 1.
std::optional<energy_split> best_split(std::span<const double> values, std::size_t part_min);

/// How often shuffled series have as good a cut. It stops early where the answer is surely above `level`.
struct permutation_test {
  std::size_t shuffles = 9999;
  double level = 0.05;
};

/// best_split with its chance, which counts the series itself among its shuffles.
std::optional<energy_split> tested_split(std::span<const double> values, std::size_t part_min,
                                         const permutation_test& test, random_stream random);

} // namespace simrun
