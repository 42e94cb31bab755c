#include "actors/environment_life.hpp"

#include "actors/scenario_environments.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <stdexcept>

namespace simrun {

namespace {

/// The tracker's names.
std::vector<std::pair<std::string, double>> describe(const performance_summary& s) {
  return {{"extractions", static_cast<double>(s.extractions)},
          {"cache_hit_rate", s.cache_hit_rate()},
          {"fallback_rate", s.fallback_rate()},
          {"error_rate", s.error_rate()},
          {"extraction_avg_ms", in_milliseconds(s.average)},
          {"extraction_p95_ms", in_milliseconds(s.p95)},
          {"extraction_p99_ms", in_milliseconds(s.p99)},
          {"meets_100ms_requirement", s.meets_100ms_requirement() ? 1 : 0}};
}

void must(const std::optional<error>& problem) {
  if (problem)
    throw std::runtime_error(problem->message);
}

} // namespace

environment_life::environment_life(const run_setup& run, monitor_actor m, std::uint32_t environment,
                                   std::uint32_t incarnation)
    : setup(run),
      monitor(std::move(m)),
      environment_(environment),
      core_(make_environment(run.scenario, run.inputs, environment)),
      policy_(run.inputs.make_policy(environment)),
      actions_(core_.market().symbols()),
      pause_random_(run.random("arrivals").split(environment).split(incarnation)),
      episode_random_(run.random("episodes").split(environment).split(incarnation)),
      number_(std::uint64_t{incarnation} << 32) {
  blank_.values.resize(run.inputs.shape.features);
}

environment_life::~environment_life() {
  caf::anon_send(monitor, report());
}

void environment_life::begin_episode() {
  const auto& e = *setup.scenario.environment;
  reset_options options;
  if (e.episode_steps > 0) {
    options.random_start = true;
    options.steps_max = e.episode_steps;
  }
  const auto seed = episode_random_.bits();
  must(core_.reset(seed, options));
  policy_->begin(seed);
  episode_began_ = setup.runtime.now();
  stepping_ = false;
}

void environment_life::act() {
  policy_->decide(policy_view(core_), actions_);
  step_began_ = setup.runtime.now();
  must(core_.act(actions_));
  stepping_ = true;
}

void environment_life::wish_now() {
  ++number_;
  asked_at_ = setup.runtime.now();
  waiting_ = true;
}

feature_wish environment_life::take_wish() {
  const auto needs = core_.needs();
  return {environment_, number_, asked_at_, {needs.begin(), needs.end()}, std::exchange(last_step_, {})};
}

bool environment_life::take(const features_delivered& delivered) {
  if (!waiting_ || delivered.number != number_)
    return false;
  waiting_ = false;
  const auto came = setup.runtime.now();
  for (std::size_t symbol = 0; symbol < delivered.parts.size(); ++symbol)
    take_features(symbol, delivered.parts[symbol]);
  if (stepping_)
    last_step_ =
        step_record{step_began_, setup.runtime.now() - step_began_, came - asked_at_, episode_over()};
  return true;
}

void environment_life::take_features(std::size_t symbol, const delivered_features& part) {
  note(part);
  if (!is_success(part.how))
    return core_.give_up();
  if (core_.state().end == episode_end::no_features)
    return;
  // Features that an observation can't hold end the episode; nothing is left to do here.
  const bool computed = part.features && !part.features->values.empty();
  static_cast<void>(core_.take(symbol, computed ? *part.features : blank_));
}

void environment_life::note(const delivered_features& part) {
  noted_.problem.reset();
  if (!is_success(part.how))
    noted_.problem.emplace(error_code::cancelled, std::string(name_of(part.how)));
  noted_.features.source = part.how == outcome::cached     ? feature_source::cache
                           : part.how == outcome::fallback ? feature_source::fallback
                                                           : feature_source::model;
  tracker_.record(noted_, part.latency);
}

void environment_life::end_episode() {
  episodes_.add(core_.metrics(), core_.state().end);
  if (episode_began_ >= run_start)
    ++counted_;
}

bool environment_life::is_done() const noexcept {
  const auto wanted = setup.scenario.environment->episodes;
  return wanted != 0 && counted_ >= wanted;
}

duration environment_life::draw_pause() {
  const auto& think_time = setup.scenario.environment->think_time;
  return think_time ? think_time->draw(1, 0, pause_random_) : duration::zero();
}

environment_report environment_life::report() const {
  environment_result r{environment_name(environment_),
                       std::string(name_of(policy_of_environment(setup.scenario, environment_))),
                       fmt::format("{}", fmt::join(core_.config().symbols, ",")),
                       episodes_.describe(core_.metrics())};
  std::ranges::copy(describe(tracker_.summary()), std::back_inserter(r.metrics));
  return {environment_, std::move(r)};
}

episodes_over environment_life::last_words() {
  return {environment_, std::exchange(last_step_, {})};
}

} // namespace simrun
