#pragma once

#include "actors/load_generator_actor.hpp"
#include "actors/pacer.hpp"
#include "actors/scenario_loads.hpp"
#include "core/ledger.hpp"
#include "load/wish_desk.hpp"
#include "monitor/issuer_audit.hpp"
#include "monitor/slice_recorder.hpp"

#include <optional>
#include <vector>

namespace simrun {

/// How often the monitor is told how requests ended by when they were due.
inline constexpr duration slices_every = std::chrono::seconds(1);

/// What a generator keeps: the loads, the book of open requests and what it has counted. Its end closes the
/// book.
struct load_generator_state {
  load_generator_state(load_generator_actor::pointer self, const run_setup& run,
                       const generator_audience& who, std::uint32_t number,
                       const std::vector<load_progress>& before);
  ~load_generator_state();
  load_generator_state(const load_generator_state&) = delete;
  load_generator_state& operator=(const load_generator_state&) = delete;

  /// The window of the request that is due next, which is of this group and is now called `id`.
  window_id take_next(std::uint32_t group, request_id id) {
    source.pop();
    return setup.scenario.environment ? desk.take(id) : mixes[group].next();
  }

  /// Takes down what an environment asks for.
  void wish(const feature_wish& asked);
  /// A step of an environment, where there was one.
  void count_step(const std::optional<step_record>& step);
  void end_episodes(const episodes_over& done);

  load_snapshot snapshot(bool look = false) {
    return {incarnation, ++snapshots, std::make_shared<const load_counts>(statistics), look};
  }

  /// Before this, every request that was due has been issued and has ended.
  time_point settled_until(time_point now) const;
  /// When nothing is open all of them, or else those that can be told.
  load_slices take_slices(time_point now);

  bool in_warmup(time_point intended) const { return intended < run_start; }

  void count(const ended_request& request, const completion& ended, time_point now);
  void count_issued(const grouped_arrival& request, time_point now);
  duration draw_pause(std::uint32_t group);

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
  wish_desk<delivered_features> desk;
  std::vector<wish_desk<delivered_features>::delivery> deliveries; ///< not sent yet
  std::vector<environment_actor> environments;
  std::vector<bool> environments_done;
  time_point settled_told = time_point::min(); ///< the monitor takes nothing more from before
  std::optional<pacer> pace;
  std::optional<time_point> arrival_armed;
  std::optional<time_point> deadline_armed;
  std::uint64_t snapshots = 0;
  std::optional<issuer_audit> audit;
  bool interrupted = false;
  bool finished = false;
};

} // namespace simrun
