#include "features/cached_feature_extractor.hpp"

#include "window_fixture.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <stdexcept>
#include <thread>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// What the inner extractors of a test saw, and what they are to do. Features are the first close of the
/// window.
struct inner_script {
  std::atomic<int> windows{0};
  std::atomic<int> batches{0};
  std::function<void()> before;                          ///< runs at the beginning of each batch
  std::function<std::optional<error>(int call)> problem; ///< for each window, counted from 0
  feature_source source = feature_source::model;
};

class scripted_extractor final : public feature_extractor {
public:
  explicit scripted_extractor(inner_script& script) : script_(script) {}

  std::string_view name() const noexcept override { return "scripted"; }
  std::size_t feature_count() const noexcept override { return 1; }
  std::size_t window_length_min() const noexcept override { return 10; }

  void extract(std::span<const window_view> windows, std::span<extraction> results,
               std::stop_token) override {
    ++script_.batches;
    if (script_.before)
      script_.before();
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const int call = script_.windows++;
      results[i].problem = script_.problem ? script_.problem(call) : std::nullopt;
      results[i].features.values = {static_cast<float>(windows[i].column(3)[0])};
      results[i].features.source = script_.source;
    }
  }

private:
  inner_script& script_;
};

/// One cache, and extractors before it that read a clock set by hand.
struct bench {
  inner_script script;
  std::shared_ptr<shared_feature_cache> cache = std::make_shared<shared_feature_cache>(100, 60s);
  time_point now = run_start;
  column_matrix history = fixture::history(200);

  cached_feature_extractor make(std::uint64_t model = 1) {
    return {std::make_unique<scripted_extractor>(script), cache, model, [this] { return now; }};
  }
  window_view window(std::size_t first) const { return {&history, first, 60, 0}; }
  float features_of(std::size_t first) const { return static_cast<float>(history.column(3)[first]); }
};

std::vector<extraction> extract(cached_feature_extractor& extractor,
                                const std::vector<window_view>& windows) {
  std::vector<extraction> results(windows.size());
  extractor.extract(windows, results);
  return results;
}

} // namespace

TEST_SUITE_BEGIN("features/cached_feature_extractor");

TEST_CASE("the second time a window comes from the cache, and is the same") {
  bench b;
  auto extractor = b.make();
  const auto first = extract(extractor, {b.window(5)});
  const auto second = extract(extractor, {b.window(5)});
  CHECK(first[0].features.source == feature_source::model);
  CHECK(second[0].features.source == feature_source::cache);
  CHECK(second[0].features.values == first[0].features.values);
  CHECK(b.script.windows == 1);
}

TEST_CASE("of a batch only what is not kept is computed, as one batch, in its order") {
  bench b;
  auto extractor = b.make();
  extract(extractor, {b.window(1), b.window(3)});
  const auto results = extract(extractor, {b.window(0), b.window(1), b.window(2), b.window(3), b.window(4)});
  CHECK(b.script.batches == 2);
  CHECK(b.script.windows == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(results[i].features.values == std::vector{b.features_of(i)});
    CHECK(results[i].features.source == (i % 2 == 1 ? feature_source::cache : feature_source::model));
  }
}

TEST_CASE("a window that is in a batch twice is computed once") {
  bench b;
  auto extractor = b.make();
  const auto results = extract(extractor, {b.window(1), b.window(2), b.window(1), b.window(1)});
  CHECK(b.script.windows == 2);
  for (const auto i : {0U, 2U, 3U})
    CHECK(results[i].features.values == std::vector{b.features_of(1)});
  CHECK(results[0].features.source == feature_source::model);
  CHECK(results[3].features.source == feature_source::cache);
}

TEST_CASE("extractors that share a cache find what the others computed, unless their models differ") {
  bench b;
  auto one = b.make(1);
  auto other = b.make(1);
  auto stranger = b.make(2);
  extract(one, {b.window(1)});
  CHECK(extract(other, {b.window(1)})[0].features.source == feature_source::cache);
  CHECK(extract(stranger, {b.window(1)})[0].features.source == feature_source::model);
}

TEST_CASE("features are kept for the time to live, by the clock it was given") {
  bench b;
  auto extractor = b.make();
  extract(extractor, {b.window(1)});
  b.now += 60s - 1ns;
  CHECK(extract(extractor, {b.window(1)})[0].features.source == feature_source::cache);
  b.now += 1ns;
  CHECK(extract(extractor, {b.window(1)})[0].features.source == feature_source::model);
}

TEST_CASE("errors are not kept") {
  bench b;
  b.script.problem = [](int call) {
    return call == 0 ? std::optional(error{error_code::unavailable, "no model"}) : std::nullopt;
  };
  auto extractor = b.make();
  CHECK(extract(extractor, {b.window(1)})[0].problem == error{error_code::unavailable, "no model"});
  const auto again = extract(extractor, {b.window(1)});
  CHECK_FALSE(again[0].problem);
  CHECK(again[0].features.source == feature_source::model);
}

TEST_CASE("features of the fallback are not kept and not passed off as cached") {
  bench b;
  b.script.source = feature_source::fallback;
  auto extractor = b.make();
  for (const auto& r : extract(extractor, {b.window(1), b.window(1)}))
    CHECK(r.features.source == feature_source::fallback);
  CHECK(extract(extractor, {b.window(1)})[0].features.source == feature_source::fallback);
  CHECK(b.cache->kept.size() == 0);
}

TEST_CASE("an error in the window answers its duplicates, any other lets the next of them compute") {
  bench bad;
  bad.script.problem = [](int) { return std::optional(error{error_code::bad_input, "too short"}); };
  auto extractor = bad.make();
  for (const auto& r : extract(extractor, {bad.window(1), bad.window(1), bad.window(1)}))
    CHECK(r.problem == error{error_code::bad_input, "too short"});
  CHECK(bad.script.windows == 1);

  bench flaky;
  flaky.script.problem = [](int call) {
    return call == 0 ? std::optional(error{error_code::resource, "out of memory"}) : std::nullopt;
  };
  auto retrying = flaky.make();
  const auto results = extract(retrying, {flaky.window(1), flaky.window(1), flaky.window(1)});
  CHECK(results[0].problem->code == error_code::resource);
  CHECK_FALSE(results[1].problem);
  CHECK_FALSE(results[2].problem);
  CHECK(flaky.script.windows == 2);
}

TEST_CASE("a slot that held an error or more is good as new") {
  bench b;
  auto extractor = b.make();
  extract(extractor, {b.window(1)});
  std::vector<extraction> slots(1);
  slots[0].problem = error{error_code::io, "of another time"};
  slots[0].features.values.assign(500, 7.0F);
  const std::vector windows{b.window(1)};
  extractor.extract(windows, slots);
  CHECK_FALSE(slots[0].problem);
  CHECK(slots[0].features.values == std::vector{b.features_of(1)});
}

TEST_CASE("threads that miss the same window at once compute it once") {
  constexpr int threads = 4;
  bench b;
  std::latch all_started(threads);
  // The leader computes only once all the others have asked.
  b.script.before = [&] { all_started.wait(); };
  std::atomic<int> right{0};
  std::atomic<int> from_cache{0};
  {
    std::vector<std::jthread> pool;
    for (int t = 0; t < threads; ++t)
      pool.emplace_back([&] {
        auto extractor = b.make();
        all_started.count_down();
        const auto results = extract(extractor, {b.window(9)});
        right += results[0].features.values == std::vector{b.features_of(9)} ? 1 : 0;
        from_cache += results[0].features.source == feature_source::cache ? 1 : 0;
      });
  }
  CHECK(b.script.windows == 1);
  CHECK(right == threads);
  CHECK(from_cache == threads - 1);
}

TEST_CASE("threads with overlapping batches never wait for each other in a circle") {
  constexpr int rounds = 200;
  for (int round = 0; round < rounds; ++round) {
    bench b;
    std::latch both(2);
    std::atomic<int> answered{0};
    const auto run = [&](std::vector<window_view> windows) {
      auto extractor = b.make();
      both.arrive_and_wait();
      for (const auto& r : extract(extractor, windows))
        answered += !r.problem && !r.features.values.empty() ? 1 : 0;
    };
    std::jthread other(run, std::vector{b.window(1), b.window(2), b.window(3)});
    run({b.window(3), b.window(2), b.window(1)});
    other.join();
    CHECK(answered == 6);
    CHECK(b.script.windows == 3);
  }
}

TEST_CASE("when the leader fails, one of those who wait computes") {
  constexpr int threads = 4;
  bench b;
  std::latch all_started(threads);
  b.script.before = [&] { all_started.wait(); };
  b.script.problem = [](int call) {
    return call == 0 ? std::optional(error{error_code::unavailable, "no model"}) : std::nullopt;
  };
  std::atomic<int> failed{0};
  {
    std::vector<std::jthread> pool;
    for (int t = 0; t < threads; ++t)
      pool.emplace_back([&] {
        auto extractor = b.make();
        all_started.count_down();
        failed += extract(extractor, {b.window(9)})[0].problem ? 1 : 0;
      });
  }
  CHECK(failed == 1);
  CHECK(b.script.windows == 2);
}

TEST_CASE("a leader that throws leaves nobody waiting") {
  bench b;
  b.script.before = [&] {
    if (b.script.batches == 1)
      throw std::runtime_error("out of memory");
  };
  auto extractor = b.make();
  CHECK_THROWS_AS(extract(extractor, {b.window(1)}), std::runtime_error);
  CHECK_FALSE(extract(extractor, {b.window(1)})[0].problem);
}

TEST_CASE("waiting for another thread ends when told to stop") {
  bench b;
  std::latch leader_in(1);
  std::latch waiter_out(1);
  b.script.before = [&] {
    leader_in.count_down();
    waiter_out.wait();
  };
  std::jthread leader([&] {
    auto extractor = b.make();
    extract(extractor, {b.window(1)});
  });
  leader_in.wait();
  auto extractor = b.make();
  std::stop_source stop;
  stop.request_stop();
  const std::vector windows{b.window(1)};
  std::vector<extraction> results(1);
  extractor.extract(windows, results, stop.get_token());
  CHECK(results[0].problem->code == error_code::cancelled);
  waiter_out.count_down();
}

TEST_SUITE_END();
