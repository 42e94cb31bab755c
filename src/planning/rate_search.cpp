#include "planning/rate_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace simrun {

namespace {

/// Four significant digits: what comes out is a rate that people can repeat.
double rounded(double rate_rps) {
  const double unit = std::pow(10, std::floor(std::log10(rate_rps)) - 3);
  return std::round(rate_rps / unit) * unit;
}

/// The geometric mean, by which both halves are as wide.
double between(double low, double high) {
  const double exact = std::sqrt(low * high);
  const double short_form = rounded(exact);
  return short_form > low && short_form < high ? short_form : exact;
}

} // namespace

std::string_view name_of(search_end e) noexcept {
  constexpr std::array<std::string_view, 5> names{"narrowed", "rps_max_held", "rps_min_not_held",
                                                  "out_of_time", "out_of_probes"};
  return names[static_cast<std::size_t>(e)];
}

rate_search::rate_search(const rate_search_limits& limits) : limits_(limits), last_length_(limits.probe) {
  ask(question{limits_.rps_min, limits_.probe});
}

void rate_search::record(probe_outcome outcome) {
  const auto [rate, length, number] = *next_;
  spent_ += limits_.warmup + length;
  if (outcome == probe_outcome::disturbed) {
    if (++disturbed_in_a_row_ < disturbed_in_a_row_max)
      return ask(question{rate, length});
    book_.add_unmeasurable(rate, length);
  } else if (outcome == probe_outcome::undecided && length < limits_.probe_max) {
    disturbed_in_a_row_ = 0;
    return ask(question{rate, std::min(2 * length, limits_.probe_max)});
  } else {
    book_.add(rate, outcome, length);
  }
  disturbed_in_a_row_ = 0;
  last_length_ = length;
  ask(choose());
}

std::optional<rate_search::question> rate_search::choose() {
  const auto low = book_.highest_held();
  if (!low) {
    if (book_.failed(limits_.rps_min) && !book_.confirmed(limits_.rps_min))
      return question{limits_.rps_min, book_.length_of(limits_.rps_min)};
    end_ = search_end::rps_min_not_held;
    return std::nullopt;
  }
  if (auto q = choose_above())
    return q;
  if (auto q = narrow(*low))
    return q;
  if (auto q = retest(*low))
    return q;
  end_ = *low == limits_.rps_max ? search_end::rps_max_held : search_end::narrowed;
  return std::nullopt;
}

std::optional<rate_search::question> rate_search::choose_above() const {
  const double top = book_.highest_tried();
  if (book_.lowest_failed() || top >= limits_.rps_max)
    return std::nullopt;
  return fresh(std::min(2 * top, limits_.rps_max));
}

std::optional<rate_search::question> rate_search::narrow(double low) const {
  const auto high = book_.lowest_failed();
  const auto edge_begin = book_.edge_begin();
  const auto edge_end = book_.edge_end();
  if (edge_begin) {
    const double near = 1 + limits_.tolerance / 2;
    if (*edge_begin > low * near)
      return fresh(between(low, *edge_begin));
    if (high && *high > *edge_end * near)
      return fresh(between(*edge_end, *high));
  } else if (high && *high > low * (1 + limits_.tolerance)) {
    return fresh(between(low, *high));
  }
  return std::nullopt;
}

std::optional<rate_search::question> rate_search::retest(double low) const {
  if (!book_.confirmed(low))
    return question{low, book_.length_of(low)};
  const auto high = book_.lowest_failed();
  if (high && !book_.confirmed(*high))
    return question{*high, book_.length_of(*high)};
  return std::nullopt;
}

/// Next to a rate that took long to decide, another one will as well.
rate_search::question rate_search::fresh(double rate_rps) const {
  return {rate_rps, std::clamp(last_length_ / 2, limits_.probe, limits_.probe_max)};
}

void rate_search::ask(std::optional<question> q) {
  next_.reset();
  if (!q)
    return;
  if (asked_ == probes_max)
    end_ = search_end::out_of_probes;
  else if (spent_ + limits_.warmup + q->length > limits_.time_max)
    end_ = search_end::out_of_time;
  else
    next_ = rate_probe{q->rate_rps, q->length, asked_++};
}

} // namespace simrun
