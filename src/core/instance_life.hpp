#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace simrun {

/// What is to be done about an instance that died.
enum class after_death {
  restart_now,   ///< its fault is over already
  restart_later, ///< by the restart policy
  stay_down,     ///< until its fault is over, or for good
};

/// The lives of one supervised instance: when it may be killed, and when it is to come back. A fault kills
/// it once; the death is seen later, and the fault may be over by then.
class instance_life {
public:
  enum class state { down, starting, up, dying };

  /// `crashes_max`: deaths without a fault after which it stays down for good.
  explicit instance_life(std::uint32_t crashes_max) noexcept : crashes_max_(crashes_max) {}

  state now() const noexcept { return state_; }
  bool up() const noexcept { return state_ == state::up; }
  /// Of the present life, or of the last one: 0 for the first.
  std::uint32_t incarnation() const noexcept { return incarnation_; }
  /// The fault that ended, or is ending, the life before: until it is up again.
  std::optional<std::size_t> fault() const noexcept { return fault_; }
  std::uint32_t crashes() const noexcept { return crashes_; }

  void start() noexcept;
  /// True where that makes it up: not for one that is dying, nor for the word of an older life.
  bool ready(std::uint32_t incarnation) noexcept;
  /// It has told who it is up for: the fault is history.
  void recovered() noexcept { fault_.reset(); }

  /// A fault kills it, to stay down until pardoned where `held`. False where there is nothing to kill.
  bool condemn(std::size_t fault, bool held) noexcept;
  /// That fault is over. True where it is to be started now.
  bool pardon(std::size_t fault) noexcept;

  after_death died() noexcept;
  /// The delay of the restart policy is over for that life. True where it is to be started now.
  bool may_restart(std::uint32_t incarnation) const noexcept;

private:
  state state_ = state::down;
  std::uint32_t incarnation_ = 0;
  bool lived_ = false;
  std::optional<std::size_t> fault_;
  bool held_ = false;
  bool pardoned_ = false;
  std::uint32_t crashes_ = 0;
  std::uint32_t crashes_max_;
};

/// "starting"
std::string_view name_of(instance_life::state s) noexcept;

} // namespace simrun
