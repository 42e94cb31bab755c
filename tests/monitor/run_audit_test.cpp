#include "monitor/dispatcher_audit.hpp"
#include "monitor/issuer_audit.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr auto at(duration d) {
  return run_start + d;
}

arrival request(request_id id) {
  return {id, {0, static_cast<std::uint32_t>(100 + id), 60}, at(0s), at(1s)};
}

/// A dispatcher of one worker, with an auditor that sees what it does.
struct audited_dispatcher {
  run_audit& audit;
  dispatcher core{{.workers = 1, .batch_max = 4, .queue_max = 8}};
  dispatcher_audit auditor{audit, 250ms};

  explicit audited_dispatcher(run_audit& owner) : audit(owner) {
    core.on_worker_up(0, 0, at(0s));
    act(at(0s));
  }
  void act(time_point now) {
    auditor.acted(core, now, 0);
    core.actions().clear();
  }
  void issue(request_id id, time_point now) {
    const std::vector batch{request(id)};
    core.on_arrivals(batch, now);
    auditor.arrived(batch, now);
  }
};

} // namespace

TEST_SUITE_BEGIN("monitor/run_audit");

TEST_CASE("an issuer that counts each end once is in order") {
  run_audit audit;
  {
    issuer_audit auditor(audit);
    for (request_id id = 0; id < 4; ++id)
      auditor.issued(id, at(0s), at(1s));
    auditor.answered(0, outcome::extracted, false);
    auditor.ended(0, outcome::extracted, at(10ms), {});
    auditor.ended(1, outcome::timed_out, at(1s), {});
    auditor.answered(1, outcome::extracted, false);
    auditor.answered(2, outcome::failed, false);
    auditor.ended(2, outcome::failed, at(20ms), "why");
    auditor.abandoned(3, at(5s), "died");
  }
  const auto seen = audit.total();
  CHECK(seen.outcomes.issued == 4);
  CHECK(seen.outcomes.ended() == 4);
  CHECK(seen.answered_late == 1);
  CHECK(seen.abandoned == 1);
  CHECK(seen.open_max == 4);
  CHECK(seen.failed.size() == 2);
  CHECK_FALSE(audit.first_sign());
}

TEST_CASE("an issuer that counts an end twice, too late, or of nothing gives itself away") {
  std::uint64_t events = 7;
  run_audit audit([&events] { return events; });
  {
    issuer_audit auditor(audit);
    auditor.issued(0, at(0s), at(1s));
    auditor.answered(0, outcome::cached, true);
    auditor.ended(0, outcome::cached, at(1003ms), {});
    events = 9;
    auditor.answered(0, outcome::cached, false);
    auditor.ended(0, outcome::cached, at(1s), {});
    auditor.ended(77, outcome::cached, at(1s), {});
    auditor.issued(1, at(0s), at(1s));
    audit.close();
    auditor.abandoned(1, at(2s), {});
  }
  const auto seen = audit.total();
  CHECK(seen.disguised == 1);
  CHECK(seen.ended_late_by == 3ms);
  CHECK(seen.ended_again == 1);
  CHECK(seen.ended_unknown == 1);
  CHECK(seen.answered_again == 1);
  CHECK(seen.open_at_close == 1);
  // The first sign was when the first wrong end came.
  CHECK(audit.first_sign() == 7);
}

TEST_CASE("a sound dispatcher gives no sign, whatever happens to its workers") {
  run_audit audit;
  {
    audited_dispatcher d(audit);
    for (request_id id = 0; id < 6; ++id) {
      d.issue(id, at(0s));
      d.act(at(0s));
    }
    const auto moved = d.core.on_worker_down(0, 0, at(10ms));
    CHECK(moved == 1);
    d.auditor.worker_died(0, 0, moved, at(10ms));
    d.act(at(10ms));
    d.core.on_worker_up(0, 1, at(20ms));
    d.act(at(20ms));
    d.core.on_timer(at(2s));
    d.act(at(2s));
  }
  CHECK_FALSE(audit.first_sign());
  CHECK(audit.total().moved_by_death == 1);
  CHECK(audit.total().queued_max > 0);
}

TEST_CASE("requests that a death does not move are missed, and so is what is sent after it") {
  run_audit audit;
  {
    audited_dispatcher d(audit);
    d.issue(0, at(0s));
    d.act(at(0s));
    d.auditor.worker_died(0, 0, 0, at(10ms));
    work_report report{0, 0, 1, 1ms, {{{0, 0}}}};
    d.auditor.reported(report);
    d.core.on_work_done(report, at(20ms));
    d.issue(1, at(20ms));
    d.act(at(20ms));
  }
  CHECK(audit.total().left_with_dead == 1);
  CHECK(audit.total().ordered_from_dead == 1);
  CHECK(audit.first_sign());
}

TEST_CASE("an end that is not told, or of a request that was never there, is seen at once") {
  run_audit audit;
  {
    audited_dispatcher d(audit);
    d.issue(0, at(0s));
    d.core.on_work_done({0, 0, 1, 1ms, {{{0, 0}}}}, at(20ms));
    d.core.actions().completions.clear();
    d.act(at(20ms));
    d.core.actions().completions.push_back({99, outcome::extracted});
    d.act(at(30ms));
  }
  CHECK(audit.total().answers_missing == 1);
  CHECK(audit.total().answers_made_up == 1);
}

TEST_CASE("an end that is told past the deadline is seen") {
  run_audit audit;
  {
    audited_dispatcher d(audit);
    d.issue(0, at(0s));
    d.act(at(0s));
    d.core.actions().completions.push_back({0, outcome::extracted});
    d.act(at(1s));
  }
  CHECK(audit.total().answers_past_deadline == 1);
  CHECK(audit.total().kept_past_deadline == 1);
}

TEST_SUITE_END();
