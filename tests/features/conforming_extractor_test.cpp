// What every extractor promises, whatever is behind it: the same tests over the model, the model behind a
// cache, and the fallback.

#include "features/cached_feature_extractor.hpp"
#include "features/cnn_lstm_extractor.hpp"
#include "features/fallback_feature_extractor.hpp"
#include "features/window_check.hpp"
#include "tiny_model.hpp"
#include "window_fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t columns = 15;

using extractor_ptr = std::unique_ptr<feature_extractor>;

struct candidate {
  const char* name;
  std::function<extractor_ptr()> make;
};

extractor_ptr make_model() {
  return cnn_lstm_extractor::make(tiny_weights()).value();
}
extractor_ptr make_cached() {
  return std::make_unique<cached_feature_extractor>(
      make_model(), std::make_shared<shared_feature_cache>(100, 60s), 1, [] { return run_start; });
}
extractor_ptr make_fallback() {
  return std::make_unique<fallback_feature_extractor>(tiny_weights()->shape.fusion);
}

const std::vector<candidate> candidates{
    {"model", make_model}, {"cached", make_cached}, {"fallback", make_fallback}};

/// The body of a test case, once for each extractor.
template <class Body>
void for_each_extractor(Body body) {
  for (const auto& c : candidates) {
    CAPTURE(c.name);
    body(c);
  }
}

std::vector<extraction> extract(feature_extractor& extractor, const std::vector<window_view>& windows) {
  std::vector<extraction> results(windows.size());
  extractor.extract(windows, results);
  return results;
}

/// Largest difference between two vectors, as a share of the larger values' size.
double difference(const std::vector<float>& a, const std::vector<float>& b) {
  REQUIRE(a.size() == b.size());
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    largest =
        std::max(largest, std::abs(double{a[i]} - double{b[i]}) / std::max(1.0, std::abs(double{a[i]})));
  return largest;
}

void check_well_formed(const extraction& result, const feature_extractor& extractor) {
  REQUIRE_FALSE(result.problem);
  const auto& f = result.features;
  CHECK(f.values.size() == extractor.feature_count());
  CHECK(std::ranges::all_of(f.values, [](float v) { return std::isfinite(v); }));
  if (f.source == feature_source::fallback) {
    CHECK(f.class_probabilities.empty());
    CHECK(f.confidence == 0);
    return;
  }
  REQUIRE_FALSE(f.class_probabilities.empty());
  CHECK(std::accumulate(f.class_probabilities.begin(), f.class_probabilities.end(), 0.0) ==
        doctest::Approx(1));
  CHECK(f.confidence == std::ranges::max(f.class_probabilities));
  CHECK(f.regression_mean.size() == f.regression_uncertainty.size());
}

} // namespace

TEST_SUITE_BEGIN("features/conforming_extractor");

TEST_CASE("the number of features does not depend on the window") {
  const auto history = fixture::history(400);
  for_each_extractor([&](const candidate& c) {
    const auto extractor = c.make();
    CHECK(extractor->feature_count() == tiny_weights()->shape.fusion);
    CHECK(extractor->window_length_min() <= 60);
    for (const std::size_t length :
         {extractor->window_length_min(), std::size_t{60}, std::size_t{61}, std::size_t{300}})
      for (const auto& result : extract(*extractor, fixture::windows_of(history, 3, length)))
        check_well_formed(result, *extractor);
  });
}

TEST_CASE("features say where they come from") {
  const auto history = fixture::history(100);
  const auto windows = fixture::windows_of(history, 1);
  CHECK(extract(*make_model(), windows)[0].features.source == feature_source::model);
  CHECK(extract(*make_fallback(), windows)[0].features.source == feature_source::fallback);
  const auto cached = make_cached();
  CHECK(extract(*cached, windows)[0].features.source == feature_source::model);
  CHECK(extract(*cached, windows)[0].features.source == feature_source::cache);
}

TEST_CASE("a batch gives what its windows give one by one, in their order") {
  const auto history = fixture::history(400);
  for_each_extractor([&](const candidate& c) {
    const auto batched = c.make();
    const auto single = c.make();
    for (const std::size_t count : {1U, 2U, 5U, 16U, 37U}) {
      const auto windows = fixture::windows_of(history, count);
      const auto results = extract(*batched, windows);
      for (std::size_t i = 0; i < count; ++i) {
        const auto alone = extract(*single, {windows[i]});
        CHECK(difference(results[i].features.values, alone[0].features.values) < 1e-4);
        CHECK(difference(results[i].features.class_probabilities, alone[0].features.class_probabilities) <
              1e-4);
        if (i > 0)
          CHECK(results[i].features.values != results[i - 1].features.values);
      }
    }
  });
}

TEST_CASE("windows of one batch may differ in length") {
  const auto history = fixture::history(400);
  for_each_extractor([&](const candidate& c) {
    const auto extractor = c.make();
    std::vector<window_view> windows;
    for (const std::size_t length : {60U, 100U, 60U, 80U, 100U, 61U})
      windows.push_back({&history, windows.size(), length, 0});
    const auto results = extract(*extractor, windows);
    for (std::size_t i = 0; i < windows.size(); ++i) {
      check_well_formed(results[i], *extractor);
      CHECK(difference(results[i].features.values, extract(*c.make(), {windows[i]})[0].features.values) <
            1e-4);
    }
  });
}

TEST_CASE("a bad window gets its error and leaves the rest of its batch alone") {
  const auto good = fixture::history(100);
  auto not_a_number = good;
  not_a_number.column(3)[30] = std::numeric_limits<double>::quiet_NaN();
  auto infinite = good;
  infinite.column(4)[59] = -std::numeric_limits<double>::infinity();
  const auto narrow = fixture::history(100, 1, columns - 1);
  for_each_extractor([&](const candidate& c) {
    const auto extractor = c.make();
    const std::vector<window_view> bad{{},
                                       {&narrow, 0, 60, 0},
                                       {&good, 0, 0, 0},
                                       {&good, 0, extractor->window_length_min() - 1, 0},
                                       {&good, 41, 60, 0},
                                       {&not_a_number, 0, 60, 0},
                                       {&infinite, 0, 60, 0}};
    std::vector<window_view> windows;
    for (std::size_t i = 0; i < bad.size(); ++i) {
      windows.push_back({&good, i, 60, 0});
      windows.push_back(bad[i]);
    }
    const auto results = extract(*extractor, windows);
    for (std::size_t i = 0; i < bad.size(); ++i) {
      CAPTURE(i);
      check_well_formed(results[2 * i], *extractor);
      CHECK(difference(results[2 * i].features.values,
                       extract(*c.make(), {windows[2 * i]})[0].features.values) < 1e-4);
      CHECK(results[2 * i + 1].problem == check_window(bad[i], columns, extractor->window_length_min()));
      CHECK(results[2 * i + 1].problem->code == error_code::bad_input);
    }
  });
}

TEST_CASE("a batch of none and a batch of nothing but errors are fine") {
  const auto history = fixture::history(100);
  for_each_extractor([&](const candidate& c) {
    const auto extractor = c.make();
    CHECK(extract(*extractor, {}).empty());
    for (const auto& result : extract(*extractor, {{&history, 0, 1, 0}, {&history, 0, 1, 0}}))
      CHECK(result.problem);
  });
}

TEST_CASE("told to stop before it began, each window is cancelled or done") {
  const auto history = fixture::history(100);
  std::stop_source stop;
  stop.request_stop();
  for_each_extractor([&](const candidate& c) {
    const auto extractor = c.make();
    const auto windows = fixture::windows_of(history, 8);
    std::vector<extraction> results(windows.size());
    extractor->extract(windows, results, stop.get_token());
    for (const auto& result : results) {
      if (result.problem)
        CHECK(result.problem->code == error_code::cancelled);
      else
        check_well_formed(result, *extractor);
    }
    // What was cancelled left nothing behind.
    for (const auto& result : extract(*extractor, windows))
      check_well_formed(result, *extractor);
  });
}

TEST_CASE("the same windows give the same bits, from any instance and at any time") {
  const auto history = fixture::history(200);
  for_each_extractor([&](const candidate& c) {
    const auto windows = fixture::windows_of(history, 7);
    const auto one = c.make();
    const auto first = extract(*one, windows);
    extract(*one, fixture::windows_of(history, 3, 100));
    const auto again = extract(*one, windows);
    const auto other = extract(*c.make(), windows);
    for (std::size_t i = 0; i < windows.size(); ++i)
      for (const auto* same : {&again[i], &other[i]}) {
        CHECK(same->features.values == first[i].features.values);
        CHECK(same->features.class_probabilities == first[i].features.class_probabilities);
        CHECK(same->features.regression_mean == first[i].features.regression_mean);
        CHECK(same->features.regression_uncertainty == first[i].features.regression_uncertainty);
      }
  });
}

TEST_CASE("a slot that is used again shows nothing of its past") {
  const auto history = fixture::history(100);
  for_each_extractor([&](const candidate& c) {
    const auto extractor = c.make();
    const auto windows = fixture::windows_of(history, 2);
    const auto clean = extract(*c.make(), windows);
    std::vector<extraction> used(2);
    for (auto& slot : used) {
      slot.problem = error{error_code::io, "of another time"};
      slot.features.values.assign(999, 7.0F);
      slot.features.class_probabilities.assign(9, 1.0F);
      slot.features.regression_mean.assign(9, 1.0F);
      slot.features.regression_uncertainty.assign(9, 1.0F);
      slot.features.ensemble_weights.assign(9, 1.0F);
      slot.features.confidence = 3;
    }
    extractor->extract(windows, used);
    for (std::size_t i = 0; i < used.size(); ++i) {
      check_well_formed(used[i], *extractor);
      const auto& expected = clean[i].features;
      CHECK(used[i].features.values == expected.values);
      CHECK(used[i].features.class_probabilities == expected.class_probabilities);
      CHECK(used[i].features.regression_mean == expected.regression_mean);
      CHECK(used[i].features.regression_uncertainty == expected.regression_uncertainty);
      CHECK(used[i].features.ensemble_weights == expected.ensemble_weights);
      CHECK(used[i].features.confidence == expected.confidence);
    }
  });
}

TEST_SUITE_END();
