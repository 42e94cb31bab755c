// Invariants of requests and what holds them.
#include "monitor/invariant_checks.hpp"

namespace simrun::invariant_checks {

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

finding nothing_open(const checked_run& run) {
  return at_most("requests open when the books were closed", run.audit.open_at_close, 0);
}

} // namespace simrun::invariant_checks
