#include "monitor/invariants.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

using finding = std::optional<std::string>;

bool fired(const run_result& r, std::string_view kind) {
  return std::ranges::any_of(r.faults,
                             [&](const fault_record& f) { return f.kind == kind && !f.hit.empty(); });
}

bool any_fired(const run_result& r) {
  return std::ranges::any_of(r.faults, [](const fault_record& f) { return !f.hit.empty(); });
}

finding at_most(std::string_view what, std::uint64_t value, std::uint64_t bound) {
  if (value <= bound)
    return std::nullopt;
  return bound == 0 ? fmt::format("{}: {}", what, value)
                    : fmt::format("{}: {}, and {} is the most there may be", what, value, bound);
}

finding at_most(std::string_view what, duration value, duration bound) {
  if (value <= bound)
    return std::nullopt;
  return value == duration::max()
             ? fmt::format("{}: never", what)
             : fmt::format("{}: {}, and {} is the most it may be", what, to_text(value), to_text(bound));
}

/// The first of several things that is wrong.
template <class... Rest>
finding first_of(finding one, Rest... rest) {
  if constexpr (sizeof...(rest) > 0)
    return one ? one : first_of(std::move(rest)...);
  return one;
}

finding conservation(const checked_run& run) {
  auto told = run.result.outcomes;
  told += run.result.warmup_outcomes;
  if (told.issued != told.ended())
    return fmt::format("{} requests were issued and {} ended", told.issued, told.ended());
  if (told != run.audit.outcomes)
    return fmt::format("the run says {} issued and {} ended, its auditor {} and {}, by outcome", told.issued,
                       told.ended(), run.audit.outcomes.issued, run.audit.outcomes.ended());
  return std::nullopt;
}

finding one_outcome(const checked_run& run) {
  return first_of(at_most("ends counted of requests that had ended", run.audit.ended_again, 0),
                  at_most("ends counted of requests that nobody issued", run.audit.ended_unknown, 0));
}

finding one_answer(const checked_run& run) {
  const auto made_up =
      at_most("ends that the dispatcher told of requests it did not have", run.audit.answers_made_up, 0);
  if (made_up || fired(run.result, "duplicate"))
    return made_up;
  return at_most("answers to requests that were answered before", run.audit.answered_again, 0);
}

finding no_answer_lost(const checked_run& run) {
  return at_most("requests that the dispatcher forgot before their deadline, untold",
                 run.audit.answers_missing, 0);
}

finding deadlines(const checked_run& run) {
  return first_of(
      at_most("a request ended after its deadline, by", run.audit.ended_late_by, run.bounds.tick),
      at_most("ends that the dispatcher told past the deadline", run.audit.answers_past_deadline, 0),
      at_most("requests that the dispatcher kept past their deadline", run.audit.kept_past_deadline, 0));
}

/// Beyond queue_max the idle workers' room counts, and what comes back from workers that die or are late.
finding queues(const checked_run& run) {
  const auto& b = run.bounds;
  constexpr std::uint64_t waiting_per_queue = 4;
  return first_of(
      at_most("requests queued for a worker", run.audit.queued_max, b.queue_max + 2 * b.in_hands_max),
      at_most("requests at the fallback", run.audit.falling_back_max, b.queue_max + b.batch_max),
      at_most("requests waiting for the same window", run.audit.waiting_max, waiting_per_queue * b.queue_max),
      at_most("requests waiting for the cache", run.audit.probing_max, waiting_per_queue * b.queue_max));
}

finding cache_age(const checked_run& run) {
  return at_most("features that the cache served were kept for", run.audit.served_age_max,
                 run.bounds.cache_ttl + run.bounds.cache_skew);
}

finding cache_source(const checked_run& run) {
  return first_of(
      at_most("features of the fallback that the cache was told to keep", run.audit.fallback_offered, 0),
      at_most("features of the fallback that the cache served", run.audit.fallback_served, 0),
      at_most("features of the fallback that came as the model's", run.audit.disguised, 0));
}

finding memory(const checked_run& run) {
  return first_of(
      at_most("open requests", run.audit.open_max, run.bounds.open_max),
      at_most("messages that faults held", run.audit.held_max, run.bounds.messages_max),
      at_most("messages in the dispatcher's mailbox", run.audit.mailbox_max, run.bounds.messages_max),
      at_most("messages that nobody ever got", run.audit.held_at_end, 0));
}

/// A load that is a number of requests may be over before the plan is.
bool had_time(const fault_record& f, const run_result& r) {
  return f.planned_heal_at.value_or(f.planned_at) < run_start + r.measured;
}

finding faults_heal(const checked_run& run) {
  for (const auto& f : run.result.faults) {
    if (!had_time(f, run.result))
      continue;
    const auto when = to_text(f.planned_at.time_since_epoch());
    const auto gone = std::ranges::any_of(run.result.faults, [&](const fault_record& other) {
      return other.endured && other.planned_at < f.planned_at;
    });
    if (!f.fired_at && !gone)
      return fmt::format("'{}', planned at {}, did not fire", f.text, when);
    if (f.fired_at && !f.healed_at && !f.endured)
      return fmt::format("'{}', fired at {}, did not heal", f.text, when);
  }
  return std::nullopt;
}

/// A component that died too often stays down: nobody comes back from that.
finding recovers(const checked_run& run) {
  const auto& r = run.result;
  if (r.not_recovered.empty() || std::ranges::any_of(r.faults, &fault_record::endured))
    return std::nullopt;
  return r.not_recovered.front();
}

finding nothing_open(const checked_run& run) {
  return at_most("requests open when the books were closed", run.audit.open_at_close, 0);
}

finding deaths(const checked_run& run) {
  return first_of(at_most("requests that stayed with a worker that had died", run.audit.left_with_dead, 0),
                  at_most("batches sent to a worker whose death was known", run.audit.ordered_from_dead, 0));
}

finding retries(const checked_run& run) {
  return at_most("retries", run.audit.retries, run.audit.moved_by_death + run.audit.attempt_timeouts);
}

/// A result is late where its request has passed its deadline or moved on, where it was sent twice, and where
/// its dispatcher, or the one who ordered it, is another by now.
finding late_results(const checked_run& run) {
  if (fired(run.result, "kill") || fired(run.result, "duplicate"))
    return std::nullopt;
  return at_most("late results", run.audit.late_results, run.audit.expired + run.audit.attempt_timeouts);
}

bool explains(const fault_record& fault, const failed_request& request, duration aftermath) {
  if (!fault.fired_at && fault.hit.empty())
    return false;
  const bool begun = fault.planned_at <= request.ended;
  return begun && (!fault.healed_at || *fault.healed_at + aftermath >= request.intended);
}

finding failures(const checked_run& run) {
  if (run.bounds.windows_may_be_bad)
    return std::nullopt;
  for (const auto& request : run.audit.failed)
    if (std::ranges::none_of(run.result.faults, [&](const fault_record& f) {
          return explains(f, request, run.bounds.aftermath);
        }))
      return fmt::format("the request of {} failed at {} without a fault: {}",
                         to_text(request.intended.time_since_epoch()),
                         to_text(request.ended.time_since_epoch()), request.reason);
  return std::nullopt;
}

finding quiet_without_faults(const checked_run& run) {
  if (any_fired(run.result))
    return std::nullopt;
  return first_of(at_most("requests that a death moved on", run.audit.moved_by_death, 0),
                  at_most("requests that were open when a generator died", run.audit.abandoned, 0),
                  at_most("messages that faults held", run.audit.held_max, 0));
}

finding comes_to_an_end(const checked_run& run) {
  if (!run.result.broken)
    return std::nullopt;
  return run.result.invalid_reasons.empty() ? "the run broke" : run.result.invalid_reasons.back();
}

constexpr std::array list{
    invariant{"comes_to_an_end", "The run ends by itself, and hands over its books.", comes_to_an_end},
    invariant{"conservation",
              "Every request that was issued has ended, and the books say of each outcome what an auditor of "
              "their own counted.",
              conservation},
    invariant{"one_outcome", "No end is counted of what has ended, or was never issued.", one_outcome},
    invariant{"one_answer",
              "The dispatcher tells each end once, and unless messages are duplicated an answered request is "
              "not answered again.",
              one_answer},
    invariant{"no_answer_lost", "What the dispatcher takes on it answers, or keeps until the deadline.",
              no_answer_lost},
    invariant{"deadlines", "No end counts after the deadline, and nobody works on what has passed it.",
              deadlines},
    invariant{"queues", "No more requests wait than the queue's bound allows.", queues},
    invariant{"cache_age", "The cache serves nothing that is older than its time to live.", cache_age},
    invariant{"cache_source", "The cache never keeps or serves features of the fallback.", cache_source},
    invariant{"memory", "What is open, held back or in a mailbox is bounded by the load.", memory},
    invariant{"faults_heal", "Every fault fires and heals, unless a component has died too often.",
              faults_heal},
    invariant{"recovers", "After the last fault the system comes back, with every component up.", recovers},
    invariant{"nothing_open", "Past the last deadline no request is open.", nothing_open},
    invariant{"deaths",
              "What a worker has in its hands when it dies moves on at once, and it gets nothing more.",
              deaths},
    invariant{"retries", "A request is tried again only after a death or a timeout.", retries},
    invariant{"late_results", "A late result has an expired or moved request, a fault or a death behind it.",
              late_results},
    invariant{"failures", "No request fails without a fault in its time.", failures},
    invariant{"quiet_without_faults", "Where no fault fires nobody dies and no message is held.",
              quiet_without_faults},
};

} // namespace

std::span<const invariant> all_invariants() noexcept {
  return list;
}

std::vector<violation> check_invariants(const checked_run& run) {
  std::vector<violation> found;
  for (const auto& i : list)
    if (auto what = i.violated(run))
      found.push_back({std::string(i.name), std::move(*what)});
  return found;
}

} // namespace simrun
