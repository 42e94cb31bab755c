#include "chaos/shrink_plan.hpp"

#include "chaos/fault_text.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace simrun {

namespace {

using std::chrono::milliseconds;

constexpr duration shortest_fault = milliseconds(10);
constexpr duration shortest_run = milliseconds(500);

class shrinker {
public:
  shrinker(chaos_case failing, const shows_function& shows, std::size_t tries_max)
      : best_(std::move(failing)), shows_(shows), tries_left_(tries_max), tries_max_(tries_max) {}

  shrunk_case run() {
    drop_faults();
    for (std::size_t i = 0; i < best_.faults.size(); ++i) {
      fire_once(i);
      shorten(i);
    }
    shorten_run();
    return {std::move(best_), tries_max_ - tries_left_};
  }

private:
  bool take(chaos_case candidate) {
    if (tries_left_ == 0)
      return false;
    --tries_left_;
    for (auto& f : candidate.faults)
      f.text = sentence_of(f);
    if (!shows_(candidate))
      return false;
    best_ = std::move(candidate);
    return true;
  }

  bool take_without(std::size_t first, std::size_t count) {
    auto candidate = best_;
    const auto begin = candidate.faults.begin() + static_cast<std::ptrdiff_t>(first);
    candidate.faults.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    return take(std::move(candidate));
  }

  /// Larger parts first; after a success the rest is tried in parts of the same size.
  void drop_faults() {
    for (auto part = best_.faults.size(); part > 0 && tries_left_ > 0; part /= 2)
      for (std::size_t first = 0; first < best_.faults.size();)
        if (!take_without(first, std::min(part, best_.faults.size() - first)))
          first += part;
  }

  template <class Change>
  bool take_changed(std::size_t fault, const Change& change) {
    auto candidate = best_;
    change(candidate.faults[fault]);
    return take(std::move(candidate));
  }

  void fire_once(std::size_t fault) {
    if (best_.faults[fault].every)
      take_changed(fault, [](fault_spec& f) {
        f.every.reset();
        f.until.reset();
        f.random_times = false;
      });
  }

  void shorten(std::size_t fault) {
    while (best_.faults[fault].lasts && *best_.faults[fault].lasts >= 2 * shortest_fault &&
           take_changed(fault, [](fault_spec& f) {
             *f.lasts = std::max<duration>(std::chrono::floor<milliseconds>(*f.lasts / 2), shortest_fault);
           })) {
    }
  }

  /// By halves, then by quarters, then by eighths.
  void shorten_run() {
    for (int parts = 2; parts <= 8 && tries_left_ > 0; parts *= 2)
      for (;;) {
        auto candidate = best_;
        candidate.measured = std::chrono::floor<milliseconds>(best_.measured - best_.measured / parts);
        if (candidate.measured < shortest_run || !take(std::move(candidate)))
          break;
      }
  }

  chaos_case best_;
  const shows_function& shows_;
  std::size_t tries_left_;
  std::size_t tries_max_;
};

} // namespace

shrunk_case shrink(chaos_case failing, const shows_function& shows, std::size_t tries_max) {
  return shrinker(std::move(failing), shows, tries_max).run();
}

} // namespace simrun
