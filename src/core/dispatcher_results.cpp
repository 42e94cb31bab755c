// Of the dispatcher: what workers and the fallback report.
#include "core/dispatcher.hpp"

#include "core/mutation.hpp"

#include <deque>

namespace simrun {

void dispatcher::on_work_done(const work_report& report, time_point now) {
  forget_expired(now);
  const bool by_fallback = report.worker == fallback_worker;
  const auto sent = by_fallback ? fallback_.worker_done(0, report.incarnation, report.number)
                                : model_.worker_done(report.worker, report.incarnation, report.number);
  if (!sent) {
    statistics_.late_results += report.results.size();
    // It may have cleared a suspect.
    return settle(now);
  }
  if (!by_fallback) {
    statistics_.extractor_busy += report.service;
    ++statistics_.batches;
    judge_batch(report, *sent, now);
  }
  for (const auto& item : report.results)
    if (by_fallback)
      finish_fallback(report, item);
    else
      finish_model(report, item);
  settle(now);
}

/// A bad window is no failure of the model, and no success. Of the rest, the greater part decides.
void dispatcher::judge_batch(const work_report& report, time_point sent, time_point now) {
  std::size_t failed = 0;
  std::size_t succeeded = 0;
  for (const auto& item : report.results)
    if (!item.problem)
      ++succeeded;
    else if (*item.problem != error_code::bad_input)
      ++failed;
  if (failed > succeeded)
    breaker_.failed(sent, now);
  else if (succeeded > 0)
    breaker_.succeeded(sent, now);
}

void dispatcher::finish_model(const work_report& report, const work_result& item) {
  const auto id = item.turn.id;
  auto* j = jobs_.find(item.turn, stage::working);
  if (!j)
    ++statistics_.late_results;
  else if (!item.problem)
    deliver(id, item, report.service);
  // The fallback would be given the same bad window: only the model's own trouble is worth its try.
  else if (*item.problem == error_code::bad_input || !config_.fallback)
    fail(id, *item.problem, item.reason);
  else
    fall_back(id, *j);
}

void dispatcher::finish_fallback(const work_report& report, const work_result& item) {
  const auto* j = jobs_.find(item.turn, stage::falling_back);
  if (!j) {
    ++statistics_.late_results;
    return;
  }
  if (item.problem)
    return fail(item.turn.id, *item.problem, item.reason);
  if (mutated(mutation::cache_fallback) && cache_up_)
    actions_.stores.push_back({j->window, item.features, outcome::fallback});
  end({item.turn.id, outcome::fallback, report.service, false, item.features});
}

void dispatcher::deliver(request_id id, const work_result& item, duration service) {
  const auto window = jobs_.find(id)->window;
  if (cache_up_)
    actions_.stores.push_back({window, item.features});
  // Landed before it ends, or its end would look like a failure to those who wait.
  const auto waiting = flights_.leads(window, id) ? flights_.land(window) : std::deque<request_id>{};
  end({id, outcome::extracted, service, false, item.features});
  for (const auto other : waiting)
    end({other, outcome::cached, std::nullopt, false, item.features});
}

} // namespace simrun
