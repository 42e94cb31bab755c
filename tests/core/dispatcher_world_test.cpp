#include "core/dispatcher.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Everything around a dispatcher, with no actor in it: a cache, workers and a fallback that answer when they
/// please, die and come back, and lose with their lives what they had in hand. Nothing else is lost, and no
/// timer is needed: that world is dispatcher_loss_world_test's.
class world {
public:
  explicit world(std::uint64_t seed)
      : random_(seed, "world"), config_(draw_config()), core_(config_), workers_(config_.workers) {
    for (std::uint32_t w = 0; w < config_.workers; ++w)
      worker_up(w);
    fallback_up();
    core_.on_cache_up();
    take();
  }

  void step() {
    now_ += std::chrono::microseconds(random_.below(3000));
    switch (random_.below(9)) {
    case 0:
    case 1:
    case 2:
      arrive(1 + random_.below(6));
      break;
    case 3:
      answer_probes(random_.uniform() < 0.3);
      break;
    case 4:
    case 5:
      finish_someone();
      break;
    case 6:
      toggle_worker(static_cast<std::uint32_t>(random_.below(config_.workers)));
      break;
    case 7:
      if (random_.below(4) == 0)
        toggle_cache();
      break;
    case 8:
      if (random_.below(4) == 0)
        toggle_fallback();
      break;
    }
    take();
    check_bounds();
  }

  /// Everybody lives, everybody answers, and every deadline passes.
  void quiesce() {
    for (std::uint32_t w = 0; w < config_.workers; ++w)
      if (!workers_[w].up)
        worker_up(w);
    if (!fallback_.up)
      fallback_up();
    if (!cache_up_)
      toggle_cache();
    take();
    while (work_off()) {
    }
    now_ += 10s;
    core_.on_arrivals({}, now_);
    take();
    while (work_off()) {
    }
  }

  void check_quiet() {
    CHECK(core_.open() == 0);
    CHECK(core_.flights() == 0);
    for (const auto at : {stage::probing, stage::waiting, stage::queued, stage::working, stage::falling_back})
      CHECK(core_.count(at) == 0);
  }

  /// One request at a time on the healthy system: each gets its features.
  void check_healthy() {
    for (std::uint32_t window = 0; window < windows; ++window) {
      const auto id = ++last_id_;
      const arrival a{id, {0, 60 + window, 60}, now_, now_ + 1s};
      core_.on_arrivals({&a, 1}, now_);
      take();
      while (work_off()) {
      }
      REQUIRE(ended_.contains(id));
      CHECK((ended_[id] == outcome::extracted || ended_[id] == outcome::cached));
    }
  }

  std::uint64_t retries() const { return core_.statistics().retries; }

private:
  static constexpr std::uint32_t windows = 6;

  struct component {
    bool up = false;
    std::uint32_t incarnation = 0;
    std::vector<work_batch_order> orders;
  };

  dispatcher_config draw_config() {
    dispatcher_config c;
    c.workers = static_cast<std::uint32_t>(1 + random_.below(4));
    c.batch_max = static_cast<std::uint32_t>(1 + random_.below(5));
    c.queue_max = static_cast<std::uint32_t>(1 + random_.below(8));
    c.fallback = random_.below(3) > 0;
    c.breaker.enabled = false;
    return c;
  }

  void arrive(std::uint64_t count) {
    std::vector<arrival> batch;
    for (std::uint64_t i = 0; i < count; ++i) {
      const window_id window{0, 60 + static_cast<std::uint32_t>(random_.below(windows)), 60};
      batch.push_back({++last_id_, window, now_, now_ + 40ms});
      issued_.insert(last_id_);
    }
    core_.on_arrivals(batch, now_);
  }

  void answer_probes(bool hit) {
    std::vector<cache_answer> answers;
    for (const auto& p : probes_)
      answers.push_back({p.id, hit, nullptr});
    probes_.clear();
    core_.on_cache_answers(answers, now_);
  }

  void finish(component& c, std::optional<error_code> problem) {
    const auto order = c.orders.front();
    c.orders.erase(c.orders.begin());
    work_report report{order.worker, order.incarnation, order.number, 1ms, {}};
    for (const auto& item : order.items)
      report.results.push_back({item.turn, nullptr, problem});
    core_.on_work_done(report, now_);
  }

  void finish_someone() {
    std::optional<error_code> problem;
    if (random_.below(5) == 0)
      problem = random_.below(2) == 0 ? error_code::bad_input : error_code::resource;
    auto& c = random_.below(3) == 0 ? fallback_ : workers_[random_.below(workers_.size())];
    if (!c.orders.empty())
      finish(c, problem);
  }

  bool work_off() {
    bool any = !probes_.empty();
    if (any)
      answer_probes(false);
    take();
    for (auto* c : everyone())
      if (!c->orders.empty()) {
        finish(*c, std::nullopt);
        take();
        any = true;
      }
    return any;
  }

  std::vector<component*> everyone() {
    std::vector<component*> all{&fallback_};
    for (auto& w : workers_)
      all.push_back(&w);
    return all;
  }

  void worker_up(std::uint32_t w) {
    workers_[w].up = true;
    core_.on_worker_up(w, workers_[w].incarnation, now_);
  }

  void toggle_worker(std::uint32_t w) {
    auto& c = workers_[w];
    if (!c.up)
      return worker_up(w);
    c.up = false;
    c.orders.clear();
    core_.on_worker_down(w, c.incarnation++, now_);
  }

  void fallback_up() {
    fallback_.up = true;
    core_.on_fallback_up(fallback_.incarnation, now_);
  }

  void toggle_fallback() {
    if (!fallback_.up)
      return fallback_up();
    fallback_.up = false;
    fallback_.orders.clear();
    core_.on_fallback_down(fallback_.incarnation++, now_);
  }

  void toggle_cache() {
    cache_up_ = !cache_up_;
    if (cache_up_)
      return core_.on_cache_up();
    probes_.clear();
    core_.on_cache_down(now_);
  }

  void take() {
    auto actions = std::exchange(core_.actions(), {});
    for (const auto& c : actions.completions) {
      // One outcome each: the rule that everything else is for.
      REQUIRE(ended_.emplace(c.id, c.how).second);
    }
    REQUIRE((actions.probes.empty() || cache_up_));
    REQUIRE((actions.stores.empty() || cache_up_));
    probes_.insert(probes_.end(), actions.probes.begin(), actions.probes.end());
    for (auto& order : actions.work) {
      auto& w = workers_[order.worker];
      REQUIRE(w.up);
      REQUIRE(w.orders.empty());
      REQUIRE(order.incarnation == w.incarnation);
      REQUIRE(order.items.size() <= config_.batch_max);
      w.orders.push_back(std::move(order));
    }
    for (auto& order : actions.fallbacks) {
      REQUIRE(fallback_.up);
      fallback_.orders.push_back(std::move(order));
    }
  }

  void check_bounds() {
    // Past the bound only what was retried, which had been admitted before.
    const auto retried = std::size_t{config_.workers} * config_.batch_max;
    REQUIRE(core_.count(stage::queued) <= config_.queue_max + retried);
    REQUIRE(core_.count(stage::probing) <= waiting_per_queue_max * config_.queue_max);
    REQUIRE(core_.count(stage::waiting) <= waiting_per_queue_max * config_.queue_max);
    REQUIRE(core_.count(stage::falling_back) <= config_.queue_max + config_.batch_max);
    REQUIRE(core_.flights() <= windows);
  }

  random_stream random_;
  dispatcher_config config_;
  dispatcher core_;
  std::vector<component> workers_;
  component fallback_;
  bool cache_up_ = true;
  time_point now_ = run_start;
  request_id last_id_ = 0;
  std::set<request_id> issued_;
  std::map<request_id, outcome> ended_;
  std::vector<cache_probe> probes_;
};

} // namespace

TEST_SUITE_BEGIN("core/dispatcher_world");

TEST_CASE(
    "whatever lives and dies, each request ends at most once, within the bounds, and nothing stays behind") {
  std::uint64_t retries = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    world w(seed);
    for (int i = 0; i < 400; ++i)
      w.step();
    w.quiesce();
    w.check_quiet();
    w.check_healthy();
    retries += w.retries();
  }
  CHECK(retries > 1000);
}

TEST_SUITE_END();
