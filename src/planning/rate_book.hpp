#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace simrun {

/// How a probe of a rate came out.
enum class probe_outcome {
  held,      ///< the requirements hold, decided
  failed,    ///< one does not, decided
  undecided, ///< too few samples to tell
  disturbed, ///< something from outside spoilt it; it says nothing
};

/// What is known of the rates that were tried. Probes are random, so two of one rate may disagree: a rate is
/// held or failed only where all of its probes were, and everything else is the edge.
class rate_book {
public:
  /// `outcome` is not disturbed.
  void add(double rate_rps, probe_outcome outcome, duration length);
  /// It can't be offered, so it counts as failed, once and for all.
  void add_unmeasurable(double rate_rps, duration length);

  bool empty() const noexcept { return rates_.empty(); }
  double highest_tried() const { return rates_.rbegin()->first; }

  /// The lowest that failed.
  std::optional<double> lowest_failed() const;
  /// The highest that held, below the lowest that failed.
  std::optional<double> highest_held() const;
  /// Of the edge between those two, the ends.
  std::optional<double> edge_begin() const;
  std::optional<double> edge_end() const;

  bool failed(double rate_rps) const;
  /// Whether more than one probe says so.
  bool confirmed(double rate_rps) const;
  /// The longest that any probe of it took.
  duration length_of(double rate_rps) const { return rates_.at(rate_rps).longest; }

private:
  struct entry {
    std::uint32_t held = 0;
    std::uint32_t failed = 0;
    std::uint32_t undecided = 0;
    bool unmeasurable = false;
    duration longest{};

    bool holds() const noexcept { return failed + undecided == 0; }
    bool fails() const noexcept { return held + undecided == 0; }
  };

  bool is_edge(double rate_rps, const entry& e) const;

  std::map<double, entry> rates_;
};

} // namespace simrun
