#include "actors/extractor_actor.hpp"

#include "actors/answer_faults.hpp"
#include "actors/core_pinning.hpp"

#include <algorithm>
#include <cmath>
#include <new>
#include <thread>
#include <utility>

namespace simrun {

namespace {

/// An extractor and the memory of its batches.
class batch_worker {
public:
  batch_worker(const run_setup& setup, worker_role role, std::stop_token stop)
      : setup_(setup),
        seam_(setup.board->worker(name_of(role))),
        extractor_(is_fallback(role) ? setup.inputs.make_fallback() : setup.inputs.make_model()),
        stop_(std::move(stop)) {}

  /// Features of the market's first window: what a first extraction has to set up is so behind it, and none
  /// of a request's time. False where there were none.
  bool extract_first() {
    const auto length = setup_.scenario.market.window;
    windows_.assign(1, setup_.inputs.market.window({0, length, length}));
    extractions_.resize(1);
    extractor_->extract(windows_, {extractions_.data(), 1}, stop_);
    return !std::exchange(extractions_.front().problem, std::nullopt);
  }

  /// Nothing where it was told to stop.
  std::optional<work_report> work(const work_batch_order& order) {
    const auto began = setup_.runtime.now();
    auto results = extract(order.items);
    if (seam_.disturbed())
      linger(setup_.board->slowdown(seam_, order.items.size()), setup_.runtime.now() - began);
    if (stop_.stop_requested())
      return std::nullopt;
    return work_report{order.worker, order.incarnation, order.number, setup_.runtime.now() - began,
                       std::move(results)};
  }

private:
  std::vector<work_result> extract(const std::vector<work_item>& items) {
    // What may be needed when there is no memory is taken while there is.
    std::vector<work_result> results;
    results.reserve(items.size());
    try {
      extract_into(results, items);
    } catch (const std::bad_alloc&) {
      // Out of memory is the end of these requests, not of the process.
      results.clear();
      for (const auto& item : items)
        results.push_back({item.turn, nullptr, error_code::resource, out_of_memory_});
    }
    return results;
  }

  void extract_into(std::vector<work_result>& results, const std::vector<work_item>& items) {
    windows_.clear();
    for (const auto& item : items)
      windows_.push_back(setup_.inputs.market.window(item.window));
    if (extractions_.size() < items.size())
      extractions_.resize(items.size());
    const std::span slots(extractions_.data(), items.size());
    for (auto& slot : slots)
      slot.problem.reset();
    extractor_->extract(windows_, slots, stop_);
    for (auto& slot : slots) {
      if (seam_.disturbed())
        meddle_with(slot, setup_.board->draw_answer(seam_));
      if (slot.problem)
        continue;
      if (auto problem = problem_of(slot.features))
        slot.problem.emplace(std::move(*problem));
    }

    for (std::size_t i = 0; i < items.size(); ++i) {
      if (slots[i].problem)
        results.push_back({items[i].turn, nullptr, slots[i].problem->code,
                           std::make_shared<const std::string>(reason_in(slots[i].problem->message))});
      else
        results.push_back(
            {items[i].turn, std::make_shared<const feature_vector>(slots[i].features), std::nullopt});
    }
  }

  /// What is wrong with features that can't be delivered.
  std::optional<error> problem_of(const feature_vector& features) const {
    if (features.values.size() != extractor_->feature_count())
      return error{error_code::bad_output, std::string(wrong_size_reason)};
    if (!std::ranges::all_of(features.values, [](float x) { return std::isfinite(x); }))
      return error{error_code::bad_output, std::string(not_finite_reason)};
    return std::nullopt;
  }

  /// A slow worker can still be killed.
  void linger(double slowdown, duration taken) const {
    const auto until = steady::now() + std::chrono::duration_cast<steady::duration>(taken * (slowdown - 1));
    while (steady::now() < until && !stop_.stop_requested())
      std::this_thread::sleep_for(
          std::min<steady::duration>(until - steady::now(), std::chrono::milliseconds(1)));
  }

  using steady = std::chrono::steady_clock;

  const run_setup& setup_;
  worker_seam& seam_;
  std::unique_ptr<feature_extractor> extractor_;
  std::stop_token stop_;
  std::vector<window_view> windows_;
  std::vector<extraction> extractions_;
  reason_ptr out_of_memory_ = std::make_shared<const std::string>("out of memory");
};

struct started_worker {
  std::shared_ptr<batch_worker> worker;
  std::optional<duration> cold_start;
};

/// In the thread that is to compute.
started_worker start_worker(const run_setup& setup, worker_role role, const std::stop_token& stop) {
  if (is_fallback(role))
    return {std::make_shared<batch_worker>(setup, role, stop), std::nullopt};
  if (setup.scenario.extractor.pinned)
    pin_thread_of(role.worker);
  const auto began = setup.runtime.now();
  auto worker = std::make_shared<batch_worker>(setup, role, stop);
  if (!worker->extract_first())
    return {std::move(worker), std::nullopt};
  const auto loading = role.incarnation == 0 ? setup.inputs.weights_loading : duration{};
  return {std::move(worker), loading + (setup.runtime.now() - began)};
}

} // namespace

extractor_actor spawn_extractor(const run_setup& setup, const supervisor_actor& supervisor, worker_role role,
                                std::stop_token stop) {
  return setup.runtime.spawn_worker([&setup, supervisor, role, stop](extractor_actor::pointer self) {
    // A crash is the supervisor's to mend, and its reason is for people to read.
    const auto crash = [self, supervisor, role](const std::exception& e) {
      self->send(supervisor, instance_failed{role.instance, role.incarnation, e.what()});
      self->quit(caf::exit_reason::unhandled_exception);
    };
    started_worker started;
    try {
      started = start_worker(setup, role, stop);
    } catch (const std::exception& e) {
      crash(e);
      return extractor_actor::behavior_type{[](const work_order&) {}};
    }
    self->send(supervisor, instance_ready{role.instance, role.incarnation, started.cold_start});
    return extractor_actor::behavior_type{[self, worker = started.worker, crash](const work_order& order) {
      try {
        if (auto report = worker->work(order.batch))
          self->send(order.report_to, std::move(*report));
      } catch (const std::exception& e) {
        crash(e);
      }
    }};
  });
}

} // namespace simrun
