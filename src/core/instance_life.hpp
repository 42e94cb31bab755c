#pragma once

#include "core/restart_policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace simrun {

/// What is to be done about an instance that died.
enum class after_death {
  restart_now,   ///< its fault is over already
  restart_later, ///< after the delay of the restart policy
  stay_down,     ///< until its fault is over
  give_up,       ///< the restart policy has had enough of it: down for good
};

/// The lives of one supervised instance: when it may be killed, and when it is to come back. A fault kills
/// it once; the death is seen later, and the fault may be over by then.
class instance_life {
public:
  enum class state { down, starting, up, dying };

  explicit instance_life(const restart_config& policy) noexcept : policy_(policy) {}

  state now() const noexcept { return state_; }
  bool up() const noexcept { return state_ == state::up; }
  /// Of the present life, or of the last one: 0 for the first.
  std::uint32_t incarnation() const noexcept { return incarnation_; }
  /// The fault that ended, or is ending, the life before: until it is up again.
  std::optional<std::size_t> fault() const noexcept { return fault_; }
  /// It stays down whatever happens.
  bool given_up() const noexcept { return given_up_; }
  /// Between its last death and its restart, where the policy has it restarted.
  duration restart_delay() const noexcept { return restart_delay_; }

  void start() noexcept;
  /// True where that makes it up: not for one that is dying, nor for the word of an older life.
  bool ready(std::uint32_t incarnation) noexcept;
  /// It has told who it is up for: the fault is history.
  void recovered() noexcept { fault_.reset(); }

  /// A fault kills it, to stay down until pardoned where `held`. False where there is nothing to kill.
  bool condemn(std::size_t fault, bool held) noexcept;
  /// That fault is over. True where it is to be started now.
  bool pardon(std::size_t fault) noexcept;

  /// A death by a fault with an end of its own is no matter for the restart policy, and none of its limit.
  after_death died(time_point now);
  /// The delay of the restart policy is over for that life. True where it is to be started now.
  bool may_restart(std::uint32_t incarnation) const noexcept;

private:
  state state_ = state::down;
  std::uint32_t incarnation_ = 0;
  bool lived_ = false;
  std::optional<std::size_t> fault_;
  bool held_ = false;
  bool pardoned_ = false;
  bool given_up_ = false;
  duration restart_delay_{};
  restart_policy policy_;
};

/// "starting"
std::string_view name_of(instance_life::state s) noexcept;

} // namespace simrun
