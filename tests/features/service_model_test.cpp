#include "features/service_model.hpp"

#include "calibration/made_up_calibration.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t draws = 200'000;

/// In milliseconds, ascending.
std::vector<double> drawn(const service_model& model, std::uint64_t seed = 1) {
  random_stream random(seed, "service");
  std::vector<double> times(draws);
  for (auto& t : times)
    t = in_milliseconds(model.draw(1, 60, random));
  std::ranges::sort(times);
  return times;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values)
    sum += v;
  return sum / static_cast<double>(values.size());
}

std::string message(std::string_view text) {
  const auto model = parse_service_model(text);
  return model ? "" : model.error().message;
}

} // namespace

TEST_SUITE_BEGIN("features/service_model");

TEST_CASE("a constant service time is that time and draws nothing") {
  random_stream random(1, "service");
  auto untouched = random;
  const auto model = service_model::constant(2ms);
  CHECK(model.draw(1, 60, random) == 2ms);
  CHECK(model.mean() == 2ms);
  CHECK(random.bits() == untouched.bits());
}

TEST_CASE("exponential service times have their mean, and a median of ln 2 of it") {
  const auto model = service_model::exponential(2ms);
  const auto times = drawn(model);
  // The mean's standard error is 2 / sqrt(draws) = 0.0045, the median's the same.
  CHECK(model.mean() == 2ms);
  CHECK(std::abs(mean_of(times) - 2) < 4 * 0.0045);
  CHECK(std::abs(times[draws / 2] - 2 * std::log(2)) < 4 * 0.0045);
}

TEST_CASE("lognormal service times have their median and their spread, and the mean of the formula") {
  const auto model = service_model::lognormal(1500us, 0.4);
  const auto times = drawn(model);
  const double mean = 1.5 * std::exp(0.08);
  CHECK(in_milliseconds(model.mean()) == doctest::Approx(mean).epsilon(1e-6));
  CHECK(std::abs(mean_of(times) - mean) < 4 * 0.0016);
  CHECK(std::abs(times[draws / 2] - 1.5) < 4 * 0.0017);
  // One standard deviation above the median in the logarithm: the 84.134th percentile.
  CHECK(times[static_cast<std::size_t>(0.841345 * draws)] ==
        doctest::Approx(1.5 * std::exp(0.4)).epsilon(0.01));
}

TEST_CASE("a drawn time is at least a nanosecond and never absurd") {
  random_stream random(1, "service");
  const auto wide = service_model::lognormal(1h, 5);
  const auto tiny = service_model::exponential(1ns);
  for (int i = 0; i < 10'000; ++i) {
    CHECK(tiny.draw(1, 60, random) >= 1ns);
    const auto t = wide.draw(1, 60, random);
    CHECK(t >= 1ns);
    CHECK(t <= 10'000'000s);
  }
}

TEST_CASE("one seed, one sequence") {
  const auto model = service_model::lognormal(1ms, 0.4);
  CHECK(drawn(model, 5) == drawn(model, 5));
  CHECK(drawn(model, 5) != drawn(model, 6));
}

TEST_CASE("the default is lognormal(1.5ms, 0.4)") {
  random_stream a(3, "service");
  random_stream b(3, "service");
  CHECK(service_model().draw(1, 60, a) ==
        parse_service_model("lognormal(1.5ms, 0.4)").value().draw(1, 60, b));
}

TEST_CASE("a batch takes the sum of a draw for each of its windows") {
  random_stream batched(1, "service");
  random_stream single(1, "service");
  const auto model = service_model::exponential(2ms);
  const auto three = model.draw(3, 60, batched);
  duration sum{};
  for (int i = 0; i < 3; ++i)
    sum += model.draw(1, 60, single);
  CHECK(three == sum);
}

TEST_CASE("as measured, a batch takes a time of its size and length") {
  const auto made_up = std::make_shared<const calibration>(fixture::made_up_calibration());
  const auto model = service_model::measured(made_up, service_model::measured_part::extraction);
  const auto drawn = [&](std::size_t batch, std::uint32_t window) {
    random_stream random(1, "service");
    return model.draw(batch, window, random);
  };
  CHECK(drawn(1, 120) == drawn(1, 60) + 2ms);
  CHECK(drawn(16, 120) == drawn(16, 60) + 17ms);
  CHECK(model.mean() == made_up->windows[0].extraction[0].times.mean());
  CHECK(model.calibration() == made_up.get());
  CHECK(model.path()->entry.mean() == 20us);
}

TEST_CASE("as measured, a worker that rested takes longer until it has warmed up") {
  const auto made_up = std::make_shared<const calibration>(fixture::made_up_calibration());
  const auto model = service_model::measured(made_up, service_model::measured_part::extraction);
  random_stream random(1, "service");
  auto same = random;
  worker_warmth warmth;
  warmth.works(1s, 1ms);
  CHECK(model.draw(1, 60, random, warmth, 10ms) == model.draw(1, 60, same) + 1ms);
  // Some 4 of the 5 ms that warm it up have passed.
  const auto second = model.draw(1, 60, random, warmth, 0ms) - model.draw(1, 60, same);
  CHECK(second > 0ms);
  CHECK(second < 500us);
  CHECK(model.draw(1, 60, random, warmth, 0ms) == model.draw(1, 60, same));
}

TEST_CASE("the fallback of a calibration answers window by window") {
  const auto made_up = std::make_shared<const calibration>(fixture::made_up_calibration());
  const auto model = service_model::measured(made_up, service_model::measured_part::fallback);
  random_stream random(1, "service");
  CHECK(model.draw(3, 60, random) == 30us);
  CHECK(model.mean() == 10us);
}

TEST_CASE("only what was measured has a path") {
  CHECK(service_model().path() == nullptr);
  CHECK(service_model().calibration() == nullptr);
}

TEST_CASE("the file of a measured model is for the caller to read") {
  CHECK(measured_file("measured(calibration.json)") == "calibration.json");
  CHECK(measured_file(" measured ( my, own (1).json ) ") == "my, own (1).json");
  CHECK_FALSE(measured_file("measured()"));
  CHECK_FALSE(measured_file("measured"));
  CHECK_FALSE(measured_file("constant(1ms)"));
  CHECK(message("measured()") == "measured takes a file, as in measured(calibration.json)");
  CHECK(message("mesured(calibration.json)") == "unknown service model 'mesured'; did you mean 'measured'?");
}

TEST_CASE("service models are read as they are written") {
  CHECK(parse_service_model("constant(1ms)").value().mean() == 1ms);
  CHECK(parse_service_model("exponential( 250us )").value().mean() == 250us);
  CHECK(parse_service_model(" lognormal (1.5 ms , 0) ").value().mean() == 1500us);
}

TEST_CASE("a bad service model says what is wrong") {
  CHECK(message("") == "'' is no service model; use constant(1ms), exponential(1ms), lognormal(1.5ms, 0.4) "
                       "or measured(calibration.json)");
  CHECK(message("1ms") == "'1ms' is no service model; use constant(1ms), exponential(1ms), lognormal(1.5ms, "
                          "0.4) or measured(calibration.json)");
  CHECK(message("constant(1ms") == "'constant(1ms' is no service model; use constant(1ms), exponential(1ms), "
                                   "lognormal(1.5ms, 0.4) or measured(calibration.json)");
  CHECK(message("lognorml(1ms, 1)") == "unknown service model 'lognorml'; did you mean 'lognormal'?");
  CHECK(message("weibull(1ms)") ==
        "unknown service model 'weibull'; use constant, exponential, lognormal or measured");
  CHECK(message("constant(1ms, 2ms)") == "constant takes one time, as in constant(1ms)");
  CHECK(message("lognormal(1ms)") == "lognormal takes a median and a sigma, as in lognormal(1.5ms, 0.4)");
  CHECK(message("exponential()") == "'' is no service time; write it like \"1.5ms\"");
  CHECK(message("exponential(fast)") == "'fast' is no service time; write it like \"1.5ms\"");
  CHECK(message("constant(0s)") == "a service time is longer than 0s");
  CHECK(message("lognormal(1ms, wide)") == "'wide' is no sigma of a lognormal; it is a number from 0 to 5");
  CHECK(message("lognormal(1ms, -1)") == "'-1' is no sigma of a lognormal; it is a number from 0 to 5");
  CHECK(message("lognormal(1ms, 6)") == "'6' is no sigma of a lognormal; it is a number from 0 to 5");
  CHECK(message("lognormal(1ms, nan)") == "'nan' is no sigma of a lognormal; it is a number from 0 to 5");
}

TEST_SUITE_END();
