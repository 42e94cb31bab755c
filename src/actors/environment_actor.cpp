#include "actors/environment_actor.hpp"

#include "actors/environment_life.hpp"
#include "load/closed_loop.hpp"

namespace simrun {

namespace {

using self_pointer = environment_actor::stateful_pointer<std::optional<environment_life>>;

environment_life& life_of(self_pointer self) {
  return *self->state;
}

/// Also when it asks a second time: whom it asked first is dead.
void ask(self_pointer self) {
  auto& life = life_of(self);
  if (life.generator)
    self->send(life.generator, life.take_wish());
}

void ask_for_observation(self_pointer self) {
  life_of(self).wish_now();
  ask(self);
}

void take_step(self_pointer self) {
  life_of(self).act();
  ask_for_observation(self);
}

/// On the virtual clock an answer may take no time at all, and time would stand still.
void step_later(self_pointer self) {
  auto& life = life_of(self);
  auto pause = life.draw_pause();
  if (pause == duration::zero() && !life.time_has_passed())
    pause = closed_loop::least_cycle;
  if (pause == duration::zero())
    return take_step(self);
  life.setup.runtime.remind(self, life.setup.runtime.now() + pause, step_due{life.number()});
}

void go_on(self_pointer self) {
  auto& life = life_of(self);
  if (!life.episode_over())
    return step_later(self);
  life.end_episode();
  self->send(life.monitor, life.report());
  if (life.is_done() && life.generator)
    return self->send(life.generator, life.last_words());
  if (life.is_done())
    return;
  life.begin_episode();
  ask_for_observation(self);
}

environment_actor::behavior_type live_in_environment(self_pointer self, const run_setup& setup,
                                                     const monitor_actor& monitor, std::uint32_t environment,
                                                     std::uint32_t incarnation) {
  self->state.emplace(setup, monitor, environment, incarnation);
  return {
      [self](const generator_up& up) {
        auto& life = life_of(self);
        life.generator = up.handle;
        if (life.is_done())
          self->send(life.generator, life.last_words());
        else if (life.is_waiting())
          ask_for_observation(self);
      },
      [self](begin_run) {
        life_of(self).begin_episode();
        ask_for_observation(self);
      },
      [self](const step_due& due) {
        if (due.number == life_of(self).number())
          take_step(self);
      },
      [self](const features_delivered& delivered) {
        if (life_of(self).take(delivered))
          go_on(self);
      },
      [self](const snapshot_order&) { self->send(life_of(self).monitor, life_of(self).report()); },
  };
}

} // namespace

environment_actor spawn_environment(const run_setup& setup, const monitor_actor& monitor,
                                    std::uint32_t environment, std::uint32_t incarnation) {
  return setup.runtime.system().spawn(live_in_environment, std::cref(setup), monitor, environment,
                                      incarnation);
}

} // namespace simrun
