#pragma once

#include "planning/rate_book.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace simrun {

struct rate_search_limits {
  double rps_min = 1;
  double rps_max = 1;
  double tolerance = 0.02; ///< how far apart the ends of the answer may be, as a share
  duration probe{};        ///< length of a probe that decides at once
  duration probe_max{};    ///< of one that does not
  duration warmup{};       ///< comes before each, and counts against time_max
  duration time_max{};     ///< for all probes together
};

/// One question: does this rate hold, as far as a run of this length can tell?
struct rate_probe {
  double rate_rps = 0;
  duration length{};
  std::uint32_t number = 0; ///< of all probes, from 0: each gets a seed of its own

  friend bool operator==(const rate_probe&, const rate_probe&) = default;
};

enum class search_end {
  narrowed,         ///< to the tolerance, or to an edge that the longest probe can't decide
  rps_max_held,     ///< nothing failed
  rps_min_not_held, ///< nothing held
  out_of_time,
  out_of_probes,
};

std::string_view name_of(search_end e) noexcept;

/// Finds the highest rate that holds: doubles from rps_min until a rate fails, then narrows by geometric
/// means. A probe that can't decide is made again, twice as long, up to probe_max; a rate that is undecided
/// even then is the edge, and the search goes on below and above it, to half the tolerance on either side. At
/// last the ends of the answer are probed once more: one that comes out otherwise was luck, joins the edge,
/// and the next one takes its place. A disturbed probe is repeated; a rate that is disturbed three times in a
/// row counts as one that can't be carried.
///
/// It knows no clock and draws nothing: next() says what to run, record() what came of it.
class rate_search {
public:
  static constexpr std::uint32_t probes_max = 500;
  static constexpr std::uint32_t disturbed_in_a_row_max = 3;

  explicit rate_search(const rate_search_limits& limits);

  /// What to run now; nothing once the search is over.
  const std::optional<rate_probe>& next() const noexcept { return next_; }
  /// What came of next().
  void record(probe_outcome outcome);

  /// Why it is over. Only where next() is nothing.
  search_end end() const noexcept { return end_; }
  const rate_book& book() const noexcept { return book_; }

private:
  struct question {
    double rate_rps;
    duration length;
  };

  /// What is worth asking, by what is known; nothing where nothing is.
  std::optional<question> choose();
  std::optional<question> choose_above() const;
  std::optional<question> narrow(double low) const;
  std::optional<question> retest(double low) const;

  question fresh(double rate_rps) const;
  void ask(std::optional<question> q);

  rate_search_limits limits_;
  rate_book book_;
  std::optional<rate_probe> next_;
  search_end end_ = search_end::narrowed;
  duration spent_{};
  duration last_length_{};
  std::uint32_t asked_ = 0;
  std::uint32_t disturbed_in_a_row_ = 0;
};

} // namespace simrun
