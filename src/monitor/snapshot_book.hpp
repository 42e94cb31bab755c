#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace simrun {

/// Who took a snapshot: a component, by number, and which of its lives it was.
struct snapshot_source {
  std::uint32_t component = 0;
  std::uint32_t incarnation = 0;

  friend auto operator<=>(const snapshot_source&, const snapshot_source&) = default;
};

/// Keeps the newest cumulative snapshot of each incarnation, by sequence number, so that a lost, a repeated
/// or an overtaken one does no harm. What has been counted of `Statistics` (default-constructed: nothing; +=
/// adds) is the sum over all incarnations.
///
/// Kills must not make it grow: the incarnations before the last few of a component are folded into one,
/// and what still comes from them is refused.
template <class Statistics>
class snapshot_book {
public:
  /// Of each component. A dead incarnation's last snapshot comes soon after it, or never.
  static constexpr std::uint32_t incarnations_kept = 8;

  /// False where the snapshot says nothing new.
  bool keep(snapshot_source from, std::uint64_t sequence, std::shared_ptr<const Statistics> snapshot) {
    auto& [folded_below, entries] = components_[from.component];
    if (from.incarnation < folded_below)
      return false;
    const auto [kept, is_new] = entries.try_emplace(from.incarnation);
    if (!is_new && sequence <= kept->second.sequence)
      return false;
    kept->second = {sequence, std::move(snapshot)};
    for (; entries.size() > incarnations_kept; entries.erase(entries.begin())) {
      folded_ += *entries.begin()->second.snapshot;
      folded_below = entries.begin()->first + 1;
    }
    return true;
  }

  Statistics total() const {
    Statistics sum = folded_;
    for (const auto& [component, kept] : components_)
      for (const auto& [incarnation, newest] : kept.entries)
        sum += *newest.snapshot;
    return sum;
  }

private:
  struct entry {
    std::uint64_t sequence = 0;
    std::shared_ptr<const Statistics> snapshot;
  };
  struct incarnations {
    std::uint32_t folded_below = 0;
    std::map<std::uint32_t, entry> entries;
  };

  std::map<std::uint32_t, incarnations> components_;
  Statistics folded_{};
};

} // namespace simrun
