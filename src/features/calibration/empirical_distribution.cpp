#include "features/calibration/empirical_distribution.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace simrun {

namespace {

/// The mean of the sorted samples from rank `from` to rank `to`, both in hundredths of a sample: a sample on
/// the border counts on each side with its share.
duration mean_of_ranks(const std::vector<duration>& sorted, std::size_t from, std::size_t to) {
  constexpr auto parts = empirical_distribution::parts;
  double sum = 0;
  for (auto rank = from; rank < to;) {
    const auto next = std::min(to, (rank / parts + 1) * parts);
    sum += static_cast<double>(sorted[rank / parts].count()) * static_cast<double>(next - rank);
    rank = next;
  }
  return duration(std::llround(sum / static_cast<double>(to - from)));
}

} // namespace

empirical_distribution empirical_distribution::of(std::vector<duration> samples) {
  std::ranges::sort(samples);
  empirical_distribution d;
  d.count_ = samples.size();
  // Of n samples, each of the hundred parts holds n hundredths of a sample.
  for (std::size_t part = 0; part < parts; ++part)
    d.part_means_[part] = mean_of_ranks(samples, part * samples.size(), (part + 1) * samples.size());
  return d;
}

std::optional<empirical_distribution> empirical_distribution::from_parts(std::span<const duration> part_means,
                                                                         std::uint64_t count) {
  if (part_means.size() != parts || !std::ranges::is_sorted(part_means) || part_means.front() < duration(0))
    return std::nullopt;
  empirical_distribution d;
  std::ranges::copy(part_means, d.part_means_.begin());
  d.count_ = count;
  return d;
}

duration empirical_distribution::mean() const noexcept {
  return std::accumulate(part_means_.begin(), part_means_.end(), duration(0)) / static_cast<int>(parts);
}

duration empirical_distribution::at(double q) const noexcept {
  return part_means_[std::min(static_cast<std::size_t>(q * parts), parts - 1)];
}

empirical_distribution rest_of(const empirical_distribution& whole, const empirical_distribution& of_it) {
  auto rest = whole;
  for (std::size_t part = 0; part < empirical_distribution::parts; ++part)
    rest.part_means_[part] = std::max(duration(0), whole.part_means_[part] - of_it.part_means_[part]);
  std::ranges::sort(rest.part_means_);
  return rest;
}

duration between(duration from, duration to, double share) noexcept {
  return from + duration(std::llround(static_cast<double>((to - from).count()) * share));
}

} // namespace simrun
