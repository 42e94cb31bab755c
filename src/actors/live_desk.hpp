#pragma once

#include "actors/run_setup.hpp"
#include "load/rate_profile.hpp"
#include "monitor/fault_watch.hpp"
#include "monitor/live/live_pace.hpp"
#include "monitor/live/live_state.hpp"
#include "monitor/live/recent_counts.hpp"

#include <map>
#include <span>
#include <vector>

namespace simrun {

/// What the monitor shows to those who watch a run: puts together what it hears, and publishes it. On the
/// real clock four times a second, of snapshots that it asks for; on the virtual clock at the ends of
/// intervals, of snapshots that are asked for anyway, so that a run is the same whether somebody watches or
/// not.
class live_desk {
public:
  static constexpr duration looks_every = std::chrono::milliseconds(250);

  explicit live_desk(const run_setup& setup);

  bool looks_often() const noexcept { return !setup_.runtime.is_virtual(); }
  /// After a look at `now`: what should have been looked at meanwhile is left out.
  time_point next_look(time_point now);

  void saw_fault(const fault_seen& seen);
  void saw_dispatcher(const dispatcher_snapshot& snapshot, const dispatcher_statistics& total);
  void interval_closed(time_point end, const load_counts& counted, std::span<const interval> rows,
                       std::span<const window_record> windows, const fault_watch& faults);
  /// Those that are raised now, for the updates from here on.
  void set_alerts(const std::vector<alert>& raised);

  void publish(time_point now, const load_counts& counted);
  /// Those that were due while an earlier one was not finished.
  std::uint64_t updates_lost() const noexcept { return pace_.skipped(); }
  /// The last update of the run, which is never lost.
  void run_over(time_point now, const load_counts& counted);

private:
  void show();
  void fill_in(time_point now, const load_statistics& counted);
  void fill_in_recent();
  std::optional<double> target_at(time_point t) const;
  live_phase phase_at(time_point now) const;
  std::string_view state_of(std::uint32_t worker) const;

  const run_setup& setup_;
  std::vector<rate_profile> targets_; ///< of each load; none where one follows the answers
  live_state state_;                  ///< as it was published last
  recent_counts recent_;
  live_pace pace_;
  std::map<std::size_t, live_fault> active_; ///< by their place in the plan
  std::vector<worker_standing> workers_;
  duration busy_{}; ///< of all workers since the start
  time_point next_look_ = time_point::min();
};

} // namespace simrun
