#include "planning/rate_book.hpp"

#include <algorithm>
#include <ranges>

namespace simrun {

void rate_book::add(double rate_rps, probe_outcome outcome, duration length) {
  auto& e = rates_[rate_rps];
  e.longest = std::max(e.longest, length);
  if (outcome == probe_outcome::held)
    ++e.held;
  else if (outcome == probe_outcome::failed)
    ++e.failed;
  else
    ++e.undecided;
}

void rate_book::add_unmeasurable(double rate_rps, duration length) {
  add(rate_rps, probe_outcome::failed, length);
  rates_[rate_rps].unmeasurable = true;
}

std::optional<double> rate_book::lowest_failed() const {
  for (const auto& [rate, e] : rates_)
    if (e.fails())
      return rate;
  return std::nullopt;
}

std::optional<double> rate_book::highest_held() const {
  const auto limit = lowest_failed();
  for (const auto& [rate, e] : rates_ | std::views::reverse)
    if (e.holds() && (!limit || rate < *limit))
      return rate;
  return std::nullopt;
}

bool rate_book::is_edge(double rate_rps, const entry& e) const {
  const auto low = highest_held();
  const auto high = lowest_failed();
  return !e.holds() && !e.fails() && (!low || rate_rps > *low) && (!high || rate_rps < *high);
}

std::optional<double> rate_book::edge_begin() const {
  for (const auto& [rate, e] : rates_)
    if (is_edge(rate, e))
      return rate;
  return std::nullopt;
}

std::optional<double> rate_book::edge_end() const {
  for (const auto& [rate, e] : rates_ | std::views::reverse)
    if (is_edge(rate, e))
      return rate;
  return std::nullopt;
}

bool rate_book::failed(double rate_rps) const {
  const auto found = rates_.find(rate_rps);
  return found != rates_.end() && found->second.fails();
}

bool rate_book::confirmed(double rate_rps) const {
  const auto& e = rates_.at(rate_rps);
  return e.held + e.failed + e.undecided > 1 || e.unmeasurable;
}

} // namespace simrun
