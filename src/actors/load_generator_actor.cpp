#include "actors/load_generator_actor.hpp"

#include "actors/pacer.hpp"
#include "actors/slices_of.hpp"
#include "core/ledger.hpp"
#include "features/feature_extractor.hpp"
#include "load/request_mix.hpp"
#include "load/request_sources.hpp"
#include "monitor/issuer_audit.hpp"
#include "monitor/slice_recorder.hpp"

#include <cmath>
#include <span>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// How often the monitor is told how requests ended by when they were due.
constexpr duration slices_every = 1s;

/// The stream of one of several loads. A single load has the dimension to itself.
random_stream random_of(const run_setup& setup, std::string_view dimension, std::uint64_t group) {
  const auto random = setup.random(dimension);
  return setup.scenario.groups.empty() ? random : random.split(group);
}

/// Groups that walked through the history side by side would find each other's windows in the cache. By the
/// golden ratio they begin well apart, however many there are, and one more moves none of the others.
double feed_start(std::uint64_t group) {
  const double place = static_cast<double>(group) * 0.6180339887498949;
  return place - std::floor(place);
}

request_mix make_mix(const run_setup& setup, const load_group& load, std::uint64_t group) {
  const auto& market = setup.inputs.market;
  auto mix = load.mix;
  mix.sizes = window_sizes(load.mix, setup.scenario);
  std::vector<std::vector<std::uint32_t>> windows;
  for (const auto& size : mix.sizes) {
    auto& of_length = windows.emplace_back();
    for (std::uint32_t symbol = 0; symbol < market.symbols(); ++symbol)
      of_length.push_back(market.window_count(symbol, size.bars));
  }
  return request_mix(mix, std::move(windows), random_of(setup, "windows", group),
                     random_of(setup, "sizes", group), feed_start(group));
}

request_sources make_sources(const run_setup& setup, std::span<const load_group> loads,
                             const std::vector<load_progress>& before) {
  const auto& s = setup.scenario;
  std::vector<request_source> sources;
  for (std::size_t g = 0; g < loads.size(); ++g)
    sources.emplace_back(loads[g].load, s.warmup, s.duration_measured, random_of(setup, "arrivals", g),
                         g < before.size() ? before[g] : load_progress{});
  return request_sources(std::move(sources));
}

struct load_generator_state {
  load_generator_state(load_generator_actor::pointer self, const run_setup& run,
                       const generator_audience& who, std::uint32_t number,
                       const std::vector<load_progress>& before)
      : setup(run),
        audience(who),
        incarnation(number),
        book(number),
        loads(load_groups(run.scenario)),
        source(make_sources(run, loads, before)),
        pause_random(run.random("arrivals").split(number)),
        path_random(run.random("path").split(number)),
        statistics({}, std::vector<load_statistics>(run.scenario.groups.size())),
        slices(slices_of(run), run.scenario.groups.size()) {
    if (run.audit)
      audit.emplace(*run.audit);
    for (std::size_t g = 0; g < loads.size(); ++g) {
      mixes.push_back(make_mix(run, loads[g], g));
      for (std::uint64_t i = 0; g < before.size() && i < before[g].taken; ++i)
        mixes[g].next();
    }
    if (!run.runtime.is_virtual())
      pace.emplace(
          [handle = caf::actor_cast<load_generator_actor>(self)] { caf::anon_send(handle, arrival_due{}); });
  }

  ~load_generator_state() {
    // A killed generator takes nothing with it: what is open has failed, and the last snapshot says so.
    const auto hit = book.open();
    const auto now = setup.runtime.now();
    const auto why = std::make_shared<const std::string>("the load generator died with the request");
    while (const auto ended = book.abandon()) {
      if (audit)
        audit->abandoned(ended->id, now, *why);
      count(*ended, {ended->id, outcome::failed, std::nullopt, false, nullptr, why}, now);
    }
    caf::anon_send(audience.chaos, requests_hit{"load_generator", incarnation, hit});
    caf::anon_send(audience.monitor, snapshot());
    caf::anon_send(audience.monitor, take_slices(now));
    caf::anon_send(audience.supervisor, generator_gone{source.progress()});
  }

  /// The window of the request that is due next, which is of this group.
  window_id take_next(std::uint32_t group) {
    source.pop();
    return mixes[group].next();
  }

  load_snapshot snapshot() {
    return {incarnation, ++snapshots, std::make_shared<const load_counts>(statistics)};
  }

  /// Before this, every request that was due has been issued and has ended.
  time_point settled_until(time_point now) const {
    auto settled = now;
    if (const auto next = interrupted ? std::nullopt : source.peek())
      settled = std::min(settled, next->due);
    if (const auto deadline = book.next_deadline())
      settled = std::min(settled, *deadline - setup.scenario.extractor.timeout);
    return settled;
  }

  /// When nothing is open all of them, or else those that can be told.
  load_slices take_slices(time_point now) {
    const auto settled = settled_until(now);
    return {settled, slices.take_until(book.open() == 0 ? time_point::max() : settled)};
  }

  bool in_warmup(time_point intended) const { return intended < run_start; }

  void count(const ended_request& request, const completion& ended, time_point now) {
    const bool warmup = in_warmup(request.intended);
    const auto reason = ended.reason ? std::string_view(*ended.reason) : std::string_view{};
    statistics.count(request.group, [&](load_statistics& counted) {
      counted.ended(warmup, ended.how, now - request.intended, ended.service, ended.resource_error, reason);
      if (!warmup)
        counted.closed(now);
    });
    if (!warmup)
      slices.ended(request.intended, request.group, ended.how, now - request.intended);
    if (source.is_closed())
      source.ended(request.group, request.intended, now, draw_pause(request.group));
  }

  void count_issued(const grouped_arrival& request, time_point now) {
    const bool warmup = in_warmup(request.due);
    statistics.count(request.group, [&](load_statistics& counted) {
      counted.issued(warmup, now - request.due);
      if (!warmup)
        counted.opened(request.due);
    });
    if (!warmup)
      slices.issued(request.due, request.group);
  }

  duration draw_pause(std::uint32_t group) {
    const auto& think_time = loads[group].think_time;
    // A pause is no extraction: the length of a window says nothing to it.
    return think_time ? think_time->draw(1, 0, pause_random) : duration::zero();
  }

  const run_setup& setup;
  generator_audience audience;
  std::uint32_t incarnation;
  ledger book;
  std::vector<load_group> loads;
  request_sources source;
  std::vector<request_mix> mixes; ///< of each load
  random_stream pause_random;
  random_stream path_random;
  load_counts statistics;
  slice_recorder slices;
  time_point slices_due = run_start + slices_every;
  dispatcher_actor dispatcher;
  std::optional<pacer> pace;
  std::optional<time_point> arrival_armed;
  std::optional<time_point> deadline_armed;
  std::uint64_t snapshots = 0;
  std::optional<issuer_audit> audit;
  bool interrupted = false;
  bool finished = false;
};

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
    const auto window = s.take_next(next->group);
    const auto deadline = intended + s.setup.scenario.extractor.timeout;
    s.count_issued(*next, now);
    const auto id = s.book.issue(intended, deadline, next->group);
    if (s.audit)
      s.audit->issued(id, intended, deadline);
    batch.requests.push_back({id, window, intended, deadline});
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

/// After requests have ended. In a closed loop that makes the next ones due.
void go_on(self_pointer self) {
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
      [self](const snapshot_order&) {
        end_expired(self);
        self->send(state_of(self).audience.monitor, state_of(self).snapshot());
        if (state_of(self).source.is_closed())
          issue_due(self);
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
