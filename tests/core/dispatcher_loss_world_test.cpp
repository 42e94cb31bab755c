#include "core/dispatcher.hpp"
#include "core/random.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <queue>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A dispatcher and everything around it, with no actor in it, where any message may be lost, doubled or held
/// up, and anybody may be late, fail or die. Events happen in the order of their times.
class lossy_world {
public:
  explicit lossy_world(std::uint64_t seed)
      : random_(seed, "lossy world"),
        config_(draw_config()),
        core_(config_),
        workers_(config_.workers),
        ways_{draw_way(), draw_way(), draw_way(), draw_way()},
        failure_share_(draw_share(0.9)),
        death_share_(draw_share(0.1)) {
    for (std::uint32_t w = 0; w < config_.workers; ++w)
      core_.on_worker_up(w, 0, now_);
    core_.on_fallback_up(0, now_);
    core_.on_cache_up();
    perform();
  }

  void issue(int batches, duration gap) {
    for (int i = 0; i < batches; ++i) {
      run_until(now_ + duration(random_.below(static_cast<std::uint64_t>(gap.count()) * 2)));
      arrive(1 + random_.below(4));
      if (random_.uniform() < death_share_)
        kill_someone();
    }
  }

  /// No new trouble, and time for every message, every deadline and every timer.
  void calm() {
    ways_ = {};
    failure_share_ = death_share_ = 0;
    run_until(now_ + 200ms);
    core_.on_timer(now_);
    perform();
    CHECK(core_.open() == 0);
    CHECK(core_.flights() == 0);
  }

  /// A light load lets it find out who is well again. Then each request gets its features.
  void check_heals() {
    for (int i = 0; i < 100; ++i) {
      run_until(now_ + 10ms);
      arrive(1);
    }
    CHECK(core_.breaker().is_closed());
    CHECK(core_.trusted_workers() > 0);
    for (int i = 0; i < 10; ++i) {
      run_until(now_ + 50ms);
      arrive(1);
      const auto id = last_id_;
      run_until(now_ + 40ms);
      REQUIRE(ended_.contains(id));
      CHECK((ended_[id] == outcome::extracted || ended_[id] == outcome::cached));
    }
  }

  const dispatcher_statistics& statistics() const { return core_.statistics(); }
  std::uint64_t opened() const { return opened_; }

private:
  static constexpr std::uint32_t windows = 40;
  static constexpr duration timeout = 40ms;

  /// What may happen to a message.
  struct way {
    double lost = 0;
    double doubled = 0;
    double held_up = 0;
  };
  enum way_index { orders, reports, probes, answers };

  struct component {
    std::uint32_t incarnation = 0;
    bool up = true;
    time_point free_at;
    std::optional<time_point> ordered; ///< its batch that is not answered
  };
  struct event {
    time_point at;
    std::uint64_t sequence;
    std::function<void()> happen;
    bool operator<(const event& other) const {
      return std::pair(at, sequence) > std::pair(other.at, other.sequence);
    }
  };

  /// Swarm testing: half of all runs do without a kind of trouble.
  double draw_share(double most) { return random_.below(2) == 0 ? 0 : most * random_.uniform(); }
  way draw_way() { return {draw_share(0.4), draw_share(0.4), draw_share(0.4)}; }

  dispatcher_config draw_config() {
    const auto up_to = [this](std::uint64_t most) {
      return static_cast<std::uint32_t>(1 + random_.below(most));
    };
    dispatcher_config c;
    c.workers = up_to(4);
    c.batch_max = up_to(5);
    c.queue_max = up_to(8);
    c.fallback = random_.below(3) > 0;
    c.attempt_timeout = std::chrono::milliseconds(4 + up_to(20));
    c.probe_timeout = std::chrono::milliseconds(1 + up_to(8));
    c.breaker.enabled = random_.below(4) > 0;
    c.breaker.samples = up_to(6);
    c.breaker.failures = 0.2 + 0.8 * random_.uniform();
    c.breaker.open_for = std::chrono::milliseconds(up_to(40));
    c.breaker.successes = up_to(3);
    return c;
  }

  void at(time_point t, std::function<void()> happen) { events_.push({t, ++sequence_, std::move(happen)}); }

  void travel(const way& w, const std::function<void()>& arrive) {
    for (int copies = random_.uniform() < w.doubled ? 2 : 1; copies > 0; --copies) {
      if (random_.uniform() < w.lost)
        continue;
      const auto longest_us = random_.uniform() < w.held_up ? 60'000 : 300;
      at(now_ + std::chrono::microseconds(random_.below(static_cast<std::uint64_t>(longest_us))), arrive);
    }
  }

  /// Timers come when they were asked for, as the actor has it.
  void run_until(time_point end) {
    for (;;) {
      const auto timer = core_.next_timer();
      const auto next = events_.empty() ? time_point::max() : events_.top().at;
      if (timer && *timer <= std::min(next, end)) {
        now_ = std::max(now_, *timer);
        core_.on_timer(now_);
        perform();
        REQUIRE((!core_.next_timer() || *core_.next_timer() > now_));
      } else if (next <= end) {
        now_ = next;
        const auto happen = events_.top().happen;
        events_.pop();
        happen();
        perform();
      } else
        break;
    }
    now_ = end;
  }

  void arrive(std::uint64_t count) {
    std::vector<arrival> batch;
    for (std::uint64_t i = 0; i < count; ++i) {
      const window_id window{0, 60 + static_cast<std::uint32_t>(random_.below(windows)), 60};
      batch.push_back({++last_id_, window, now_, now_ + timeout});
      deadlines_[last_id_] = now_ + timeout;
    }
    core_.on_arrivals(batch, now_);
    perform();
    // What comes twice is one request, as long as it is open; after that the issuer knows better.
    if (random_.below(5) == 0 && !ended_.contains(last_id_)) {
      core_.on_arrivals({&batch.back(), 1}, now_);
      perform();
    }
  }

  void kill_someone() {
    const auto w = static_cast<std::uint32_t>(random_.below(config_.workers + 1));
    const bool fallback = w == config_.workers;
    auto& c = fallback ? fallback_ : workers_[w];
    if (!c.up)
      return;
    c.up = false;
    c.ordered.reset();
    const auto dead = c.incarnation++;
    fallback ? core_.on_fallback_down(dead, now_) : core_.on_worker_down(w, dead, now_);
    perform();
    at(now_ + std::chrono::milliseconds(random_.below(30)), [this, w, fallback, &c] {
      c.up = true;
      c.free_at = now_;
      fallback ? core_.on_fallback_up(c.incarnation, now_) : core_.on_worker_up(w, c.incarnation, now_);
    });
  }

  void work(component& c, const work_batch_order& order) {
    if (!c.up || c.incarnation != order.incarnation)
      return;
    c.free_at = std::max(c.free_at, now_) + std::chrono::microseconds(random_.below(3000));
    work_report report{order.worker, order.incarnation, order.number, 1ms, {}};
    const bool fails = random_.uniform() < failure_share_;
    for (const auto& item : order.items) {
      std::optional<error_code> problem;
      if (fails)
        problem = random_.below(4) == 0 ? error_code::bad_input : error_code::unavailable;
      report.results.push_back({item.turn, nullptr, problem});
    }
    at(c.free_at, [this, &c, report] {
      if (!c.up || c.incarnation != report.incarnation)
        return;
      travel(ways_[reports], [this, &c, report] {
        if (c.incarnation != report.incarnation)
          return; // its death has overtaken it
        c.ordered.reset();
        core_.on_work_done(report, now_);
      });
    });
  }

  void perform() {
    auto actions = std::exchange(core_.actions(), {});
    check_breaker(actions);
    for (const auto& c : actions.completions) {
      REQUIRE(ended_.emplace(c.id, c.how).second);
      REQUIRE(now_ < deadlines_.at(c.id));
    }
    for (const auto& p : actions.probes)
      travel(ways_[probes], [this, p] { look_up(p); });
    for (const auto& order : actions.work) {
      auto& worker = workers_.at(order.worker);
      check_order(worker, order);
      worker.ordered = now_;
      travel(ways_[orders], [this, &worker, order] { work(worker, order); });
    }
    for (const auto& order : actions.fallbacks) {
      REQUIRE(config_.fallback);
      REQUIRE(fallback_.up);
      travel(ways_[orders], [this, order] { work(fallback_, order); });
    }
    check_bounds();
  }

  void look_up(const cache_probe& p) {
    const cache_answer answer{p.id, random_.below(5) == 0, nullptr};
    travel(ways_[answers], [this, answer] { core_.on_cache_answers({&answer, 1}, now_); });
  }

  void check_order(const component& worker, const work_batch_order& order) {
    REQUIRE(worker.up);
    REQUIRE(order.incarnation == worker.incarnation);
    REQUIRE(order.items.size() <= config_.batch_max);
    // Credit: the one before was answered, or is overdue.
    REQUIRE((!worker.ordered || now_ - *worker.ordered >= config_.attempt_timeout));
    for (const auto& item : order.items) {
      REQUIRE(item.turn.attempt < attempts_max);
      REQUIRE(now_ < deadlines_.at(item.turn.id));
      const std::pair life{order.worker, order.incarnation};
      auto& lives = tried_[item.turn.id];
      REQUIRE(lives.size() == item.turn.attempt);
      if (!lives.empty() && lives.back() == life)
        REQUIRE(core_.trusted_workers() <= 1);
      lives.push_back(life);
    }
  }

  void check_breaker(const dispatcher_actions& actions) {
    for (const auto& change : core_.breaker().take_changes()) {
      const auto from = breaker_.to;
      REQUIRE(config_.breaker.enabled);
      REQUIRE(change.at >= breaker_.at);
      REQUIRE(change.to != from);
      // Never from open to closed, nor from closed to half-open.
      if (from == breaker_state::open) {
        REQUIRE(change.to == breaker_state::half_open);
        REQUIRE(change.at == breaker_.at + config_.breaker.open_for);
      }
      REQUIRE((from != breaker_state::closed || change.to == breaker_state::open));
      opened_ += change.to == breaker_state::open ? 1 : 0;
      breaker_ = change;
    }
    if (core_.breaker().state() == breaker_state::open)
      REQUIRE((actions.work.empty() || breaker_.at == now_));
    if (core_.breaker().state() == breaker_state::half_open) {
      REQUIRE(core_.count(stage::queued) <= 1);
      REQUIRE(actions.work.size() <= 1);
      for (const auto& order : actions.work)
        REQUIRE(order.items.size() == 1);
    }
  }

  void check_bounds() {
    // Past the bound only what was retried, which had been admitted before.
    const auto retried = std::size_t{config_.workers} * config_.batch_max;
    REQUIRE(core_.count(stage::queued) <= config_.queue_max + retried);
    REQUIRE(core_.count(stage::probing) <= waiting_per_queue_max * config_.queue_max);
    REQUIRE(core_.count(stage::waiting) <= waiting_per_queue_max * config_.queue_max);
    REQUIRE(core_.count(stage::falling_back) <= config_.queue_max + config_.batch_max);
  }

  random_stream random_;
  dispatcher_config config_;
  dispatcher core_;
  std::vector<component> workers_;
  component fallback_;
  std::array<way, 4> ways_;
  double failure_share_;
  double death_share_;
  time_point now_ = run_start;
  std::priority_queue<event> events_;
  std::uint64_t sequence_ = 0;
  request_id last_id_ = 0;
  std::map<request_id, time_point> deadlines_;
  std::map<request_id, outcome> ended_;
  std::map<request_id, std::vector<std::pair<std::uint32_t, std::uint32_t>>> tried_;
  breaker_change breaker_{};
  std::uint64_t opened_ = 0;
};

} // namespace

TEST_SUITE_BEGIN("core/dispatcher_loss_world");

TEST_CASE("whatever is lost, doubled, late or dead: one end each, in time, and then all is well again") {
  dispatcher_statistics seen;
  std::uint64_t opened = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    CAPTURE(seed);
    lossy_world w(seed);
    w.issue(200, 1ms);
    w.calm();
    w.check_heals();
    seen += w.statistics();
    opened += w.opened();
  }
  // The trouble was real.
  CHECK(seen.retries > 1000);
  CHECK(seen.attempt_timeouts > 1000);
  CHECK(seen.probe_timeouts > 1000);
  CHECK(seen.late_results > 1000);
  CHECK(seen.expired > 1000);
  CHECK(opened > 1000);
}

TEST_SUITE_END();
