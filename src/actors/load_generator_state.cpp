#include "actors/load_generator_state.hpp"

#include "actors/slices_of.hpp"

#include <algorithm>
#include <functional>

namespace simrun {

load_generator_state::load_generator_state(load_generator_actor::pointer self, const run_setup& run,
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
  if (run.scenario.environment) {
    environments.resize(run.scenario.environment->environments);
    environments_done.resize(environments.size());
  }
  if (!run.runtime.is_virtual())
    pace.emplace(
        [handle = caf::actor_cast<load_generator_actor>(self)] { caf::anon_send(handle, arrival_due{}); });
}

load_generator_state::~load_generator_state() {
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

time_point load_generator_state::settled_until(time_point now) const {
  auto settled = now;
  if (const auto next = interrupted ? std::nullopt : source.peek())
    settled = std::min(settled, next->due);
  if (const auto deadline = book.next_deadline())
    settled = std::min(settled, *deadline - setup.scenario.extractor.timeout);
  return settled;
}

load_slices load_generator_state::take_slices(time_point now) {
  const auto settled = settled_until(now);
  settled_told = std::max(settled_told, settled);
  return {settled, slices.take_until(book.open() == 0 ? time_point::max() : settled)};
}

void load_generator_state::count(const ended_request& request, const completion& ended, time_point now) {
  const bool warmup = in_warmup(request.intended);
  const auto reason = ended.reason ? std::string_view(*ended.reason) : std::string_view{};
  statistics.count(request.group, [&](load_statistics& counted) {
    counted.ended(warmup, ended.how, now - request.intended, ended.service, ended.resource_error, reason);
    if (!warmup)
      counted.closed(now);
  });
  if (!warmup)
    slices.ended(request.intended, request.group, ended.how, now - request.intended);
  if (setup.scenario.environment)
    if (auto whole = desk.ended(request.id, {ended.how, ended.features, now - request.intended}))
      deliveries.push_back(std::move(*whole));
  if (source.is_closed())
    source.ended(request.group, request.intended, now, draw_pause(request.group));
}

void load_generator_state::wish(const feature_wish& asked) {
  count_step(asked.last);
  desk.wish(asked.environment, asked.number, asked.windows);
  // The message took a moment, in which the monitor may have been told that nothing comes from before.
  for (std::size_t i = 0; i < asked.windows.size(); ++i)
    source.wish(0, std::max(asked.asked_at, settled_told));
}

void load_generator_state::count_step(const std::optional<step_record>& step) {
  if (step)
    statistics.count(0, [&](load_statistics& counted) {
      counted.stepped(in_warmup(step->began), step->latency, step->extraction, step->episode_over);
    });
}

void load_generator_state::end_episodes(const episodes_over& done) {
  count_step(done.last);
  environments_done[done.environment] = true;
  if (std::ranges::all_of(environments_done, std::identity{}))
    source.close_wishes(0);
}

void load_generator_state::count_issued(const grouped_arrival& request, time_point now) {
  const bool warmup = in_warmup(request.due);
  statistics.count(request.group, [&](load_statistics& counted) {
    counted.issued(warmup, now - request.due);
    if (!warmup)
      counted.opened(request.due);
  });
  if (!warmup)
    slices.issued(request.due, request.group);
}

duration load_generator_state::draw_pause(std::uint32_t group) {
  const auto& think_time = loads[group].think_time;
  // A pause is no extraction: the length of a window says nothing to it.
  return think_time ? think_time->draw(1, 0, pause_random) : duration::zero();
}

} // namespace simrun
