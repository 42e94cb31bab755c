#include "core/instance_life.hpp"

#include <array>

namespace simrun {

void instance_life::start() noexcept {
  incarnation_ += lived_ ? 1 : 0;
  lived_ = true;
  held_ = false;
  pardoned_ = false;
  state_ = state::starting;
}

bool instance_life::ready(std::uint32_t incarnation) noexcept {
  if (state_ != state::starting || incarnation != incarnation_)
    return false;
  state_ = state::up;
  return true;
}

bool instance_life::condemn(std::size_t fault, bool held) noexcept {
  if (state_ == state::down || state_ == state::dying)
    return false;
  state_ = state::dying;
  fault_ = fault;
  held_ = held;
  pardoned_ = false;
  return true;
}

bool instance_life::pardon(std::size_t fault) noexcept {
  if (fault_ != fault || !held_)
    return false;
  held_ = false;
  pardoned_ = true;
  return state_ == state::down;
}

after_death instance_life::died(time_point now) {
  const bool by_fault = state_ == state::dying;
  state_ = state::down;
  if (by_fault && pardoned_)
    return after_death::restart_now;
  if (by_fault && held_)
    return after_death::stay_down;
  const auto delay = policy_.delay_after_death(now);
  given_up_ = !delay;
  restart_delay_ = delay.value_or(duration{});
  return given_up_ ? after_death::give_up : after_death::restart_later;
}

bool instance_life::may_restart(std::uint32_t incarnation) const noexcept {
  return state_ == state::down && !held_ && !given_up_ && incarnation == incarnation_;
}

std::string_view name_of(instance_life::state s) noexcept {
  constexpr std::array<std::string_view, 4> names{"down", "starting", "up", "dying"};
  return names[static_cast<std::size_t>(s)];
}

} // namespace simrun
