#pragma once

#include "core/dispatcher.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <utility>

namespace simrun {

inline constexpr time_point t0 = run_start;

/// A dispatcher with what it has asked for.
struct dispatcher_bench {
  explicit dispatcher_bench(dispatcher_config config = {}) : core(config) {
    core.on_fallback_up(0, t0);
    for (std::uint32_t w = 0; w < config.workers; ++w)
      core.on_worker_up(w, 0, t0);
  }

  void arrive(request_id id, window_id window = {0, 60, 60},
              duration timeout = std::chrono::milliseconds(500)) {
    const arrival a{id, window, t0, t0 + timeout};
    core.on_arrivals({&a, 1}, t0);
  }
  void answer(request_id id, bool hit) {
    const cache_answer a{id, hit, nullptr};
    core.on_cache_answers({&a, 1}, t0);
  }
  /// The worker finishes its latest order.
  void finish(const work_batch_order& order, std::optional<error_code> problem = {}) {
    core.on_work_done(report_of(order, problem), t0);
  }
  static work_report report_of(const work_batch_order& order, std::optional<error_code> problem = {}) {
    work_report report{order.worker, order.incarnation, order.number, std::chrono::milliseconds(1), {}};
    for (const auto& item : order.items)
      report.results.push_back({item.turn, nullptr, problem});
    return report;
  }
  dispatcher_actions take() { return std::exchange(core.actions(), {}); }

  dispatcher core;
};

inline void check_ended(const dispatcher_actions& actions,
                        std::initializer_list<std::pair<request_id, outcome>> expected) {
  REQUIRE(actions.completions.size() == expected.size());
  std::size_t i = 0;
  for (const auto& [id, how] : expected) {
    CHECK(actions.completions[i].id == id);
    CHECK(actions.completions[i].how == how);
    ++i;
  }
}

} // namespace simrun
