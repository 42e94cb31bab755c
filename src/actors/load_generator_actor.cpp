#include "actors/load_generator_actor.hpp"

#include "actors/load_generator_state.hpp"
#include "features/feature_extractor.hpp"

namespace simrun {

namespace {

using self_pointer = load_generator_actor::stateful_pointer<std::optional<load_generator_state>>;

load_generator_state& state_of(self_pointer self) {
  return *self->state;
}

void arm_arrival(self_pointer self) {
  auto& s = state_of(self);
  const auto next = s.source.peek();
  if (!next || s.interrupted || (s.arrival_armed && *s.arrival_armed <= next->due))
    return;
  s.arrival_armed = next->due;
  if (s.pace)
    s.pace->arm(s.setup.runtime.steady(next->due));
  else
    s.setup.runtime.remind(self, next->due, arrival_due{});
}

void arm_deadline(self_pointer self) {
  auto& s = state_of(self);
  const auto next = s.book.next_deadline();
  if (!next || s.deadline_armed)
    return;
  s.deadline_armed = next;
  s.setup.runtime.remind(self, *next, deadline_due{});
}

/// A message may come before the reminder of a request that was due before the end: that one is still owed.
bool is_over(const load_generator_state& s) {
  const auto end = run_start + s.setup.scenario.duration_measured;
  const auto next = s.source.peek();
  return s.source.is_exhausted() || (s.setup.runtime.now() >= end && !(next && next->due < end));
}

void finish_if_done(self_pointer self) {
  auto& s = state_of(self);
  const bool over = is_over(s);
  if (s.finished || s.book.open() > 0 || (!over && !s.interrupted))
    return;
  s.finished = true;
  self->send(s.audience.monitor, s.snapshot());
  self->send(s.audience.monitor, s.take_slices(s.setup.runtime.now()));
  self->send(s.audience.controller, load_finished{});
}

void report_slices(self_pointer self, time_point now) {
  auto& s = state_of(self);
  if (now < s.slices_due || s.finished)
    return;
  s.slices_due = now + slices_every;
  self->send(s.audience.monitor, s.take_slices(now));
}

/// On the virtual clock messages take no time, unless it was measured what they cost. Then all of it, there
/// and back, passes on the way to the dispatcher: latency is their sum, and the dispatcher does not care.
void send_arrivals(self_pointer self, arrivals batch, time_point now) {
  auto& s = state_of(self);
  const auto* path = s.setup.runtime.is_virtual() ? s.setup.scenario.extractor.service.path() : nullptr;
  if (!path)
    return self->send(s.dispatcher, std::move(batch));
  const auto entry = path->entry.draw(s.path_random);
  self->scheduled_send(s.dispatcher, s.setup.runtime.steady(now + entry), std::move(batch));
}

void issue_due(self_pointer self) {
  auto& s = state_of(self);
  const auto now = s.setup.runtime.now();
  arrivals batch;
  while (const auto next = s.interrupted ? std::nullopt : s.source.peek()) {
    const auto intended = next->due;
    if (intended > now)
      break;
    const auto deadline = intended + s.setup.scenario.extractor.timeout;
    s.count_issued(*next, now);
    const auto id = s.book.issue(intended, deadline, next->group);
    if (s.audit)
      s.audit->issued(id, intended, deadline);
    batch.requests.push_back({id, s.take_next(next->group, id), intended, deadline});
  }
  if (!batch.requests.empty() && s.dispatcher)
    send_arrivals(self, std::move(batch), now);
  report_slices(self, now);
  arm_arrival(self);
  arm_deadline(self);
  finish_if_done(self);
}

void end_expired(self_pointer self) {
  auto& s = state_of(self);
  const auto now = s.setup.runtime.now();
  // The requester gave up at the deadline, however late we look.
  while (const auto ended = s.book.expire(now)) {
    if (s.audit)
      s.audit->ended(ended->id, outcome::timed_out, ended->deadline, {});
    s.count(*ended, {ended->id, outcome::timed_out}, ended->deadline);
  }
}

/// Tells environments what became of their wishes.
void deliver(self_pointer self) {
  auto& s = state_of(self);
  for (auto& whole : s.deliveries)
    if (const auto& to = s.environments[whole.who])
      self->send(to, features_delivered{whole.number, std::move(whole.answers)});
  s.deliveries.clear();
}

/// After requests have ended. In a closed loop that makes the next ones due.
void go_on(self_pointer self) {
  deliver(self);
  if (state_of(self).source.is_closed())
    return issue_due(self);
  arm_deadline(self);
  finish_if_done(self);
}

void note_answer(issuer_audit& audit, const completion& answer) {
  audit.answered(answer.id, answer.how,
                 answer.features && answer.features->source == feature_source::fallback);
}

void close_completed(self_pointer self, const completions& done) {
  auto& s = state_of(self);
  end_expired(self);
  const auto now = s.setup.runtime.now();
  for (const auto& completed : done.requests) {
    if (s.audit)
      note_answer(*s.audit, completed);
    const auto ended = s.book.close(completed.id);
    if (!ended)
      continue;
    if (s.audit)
      s.audit->ended(ended->id, completed.how, now,
                     completed.reason ? std::string_view(*completed.reason) : std::string_view{});
    s.count(*ended, completed, now);
  }
  go_on(self);
}

load_generator_actor::behavior_type generate_load(self_pointer self, const run_setup& setup,
                                                  const generator_audience& audience,
                                                  std::uint32_t incarnation,
                                                  const std::vector<load_progress>& before) {
  self->state.emplace(self, setup, audience, incarnation, before);
  return {
      [self](begin_run) {
        const auto& run = state_of(self).setup;
        run.runtime.remind(self, run_start + run.scenario.duration_measured, load_over{});
        state_of(self).source.begin(run.runtime.now());
        issue_due(self);
      },
      [self](arrival_due) {
        auto& s = state_of(self);
        if (s.pace)
          s.pace->wait_out();
        if (s.arrival_armed && *s.arrival_armed <= s.setup.runtime.now())
          s.arrival_armed.reset();
        issue_due(self);
      },
      [self](deadline_due) {
        state_of(self).deadline_armed.reset();
        end_expired(self);
        go_on(self);
      },
      [self](const completions& done) { close_completed(self, done); },
      [self](const dispatcher_up& up) { state_of(self).dispatcher = up.handle; },
      [self](const dispatcher_down& down) {
        auto& s = state_of(self);
        s.dispatcher = nullptr;
        self->send(s.audience.chaos, requests_hit{"dispatcher", down.incarnation, s.book.open()});
      },
      [self](const snapshot_order& order) {
        end_expired(self);
        deliver(self);
        self->send(state_of(self).audience.monitor, state_of(self).snapshot(order.look));
        if (state_of(self).source.is_closed())
          issue_due(self);
      },
      [self](const environment_up& up) { state_of(self).environments[up.environment] = up.handle; },
      [self](const feature_wish& asked) {
        state_of(self).wish(asked);
        issue_due(self);
      },
      [self](const episodes_over& done) {
        state_of(self).end_episodes(done);
        finish_if_done(self);
      },
      [self](load_over) { issue_due(self); },
      [self](interrupt) {
        state_of(self).interrupted = true;
        finish_if_done(self);
      },
  };
}

} // namespace

load_generator_actor spawn_load_generator(const run_setup& setup, const generator_audience& audience,
                                          std::uint32_t incarnation,
                                          const std::vector<load_progress>& before) {
  return setup.runtime.system().spawn(generate_load, std::cref(setup), audience, incarnation, before);
}

} // namespace simrun
