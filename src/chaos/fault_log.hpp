#pragma once

#include "chaos/fault_plan.hpp"
#include "core/fault_record.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// What became of each firing of a plan, from what was seen: planned, then fired, then healed. One on several
/// instances has fired when the last of them was seen down (or held, by what does not kill), and has healed
/// when the last was seen up (or free) again.
///
/// Firings are named by their index in the plan. A sighting that fits no fault or comes twice changes
/// nothing.
class fault_log {
public:
  explicit fault_log(const fault_plan& plan);

  /// An instance was seen down. Incarnations count its restarts.
  void fired(std::size_t fault, std::string_view instance, std::uint32_t incarnation, time_point now);
  /// A fault that takes no life is at work on an instance.
  void fired(std::size_t fault, std::string_view instance, time_point now);
  /// What it did there, besides what was told before. May come at any time after.
  void effect(std::size_t fault, std::uint64_t messages, std::uint64_t requests);
  /// So many requests were in the hands of that instance when it went down. May come at any time after.
  void affected(std::string_view instance, std::uint32_t incarnation, std::uint64_t requests);
  /// An instance that was down is up again.
  void healed(std::size_t fault, std::string_view instance, time_point now);

  std::span<const fault_record> records() const noexcept { return records_; }
  /// The fault found that instance down already: it will not fire on it.
  void missed(std::size_t fault, std::string_view instance);
  /// An instance that was down stays down: it had been restarted too often, and nothing more is expected of
  /// it.
  void endured(std::size_t fault, std::string_view instance);
  /// Nothing more is to come: all that fired has healed, and the rest was missed.
  bool all_settled() const noexcept;
  bool all_proven() const noexcept { return unproven().empty(); }
  /// One sentence for each firing that did not come about or did not heal, and for each fault of a kind that
  /// acts on what comes by, where no firing affected anything. With any, the run is invalid.
  std::vector<std::string> unproven() const;

private:
  enum class stage { planned, missed, down, up, endured };
  struct target {
    std::string instance;
    stage seen = stage::planned;
  };

  void saw_fire(std::size_t fault, std::string_view instance, std::string hit, time_point now);
  target* find(std::size_t fault, std::string_view instance) noexcept;
  /// The sentence, and which of its firings where there are several.
  std::string label(std::size_t fault) const;
  bool affected_nothing(std::size_t fault) const;
  std::vector<std::string_view> seen_only(std::size_t fault, stage at) const;

  std::vector<fault_record> records_;
  std::vector<std::vector<target>> targets_; ///< of each record
  std::vector<bool> drawn_;                  ///< of each record
};

} // namespace simrun
