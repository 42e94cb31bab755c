#include "closed_formulas.hpp"
#include "deadline_formulas.hpp"
#include "general_formulas.hpp"
#include "markov_formulas.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using doctest::Approx;

namespace {

/// Simpson's rule.
template <class Function>
double integral(double from, double to, const Function& f) {
  constexpr int steps = 2000;
  const double width = (to - from) / steps;
  double sum = f(from) + f(to);
  for (int i = 1; i < steps; ++i)
    sum += (i % 2 == 0 ? 2 : 4) * f(from + i * width);
  return sum * width / 3;
}

} // namespace

TEST_SUITE_BEGIN("actors/queueing/formulas");

TEST_CASE("Erlang's formulas give the values of the tables") {
  CHECK(theory::erlang_b(10, 10) == Approx(0.214582).epsilon(1e-5));
  CHECK(theory::erlang_b(5, 3) == Approx(0.110054).epsilon(1e-5));
  CHECK(theory::erlang_c(2, 1) == Approx(1.0 / 3));
  CHECK(theory::erlang_c(10, 8) == Approx(0.409180).epsilon(1e-5));
}

TEST_CASE("one server is a case of many, and no place to wait one of some") {
  CHECK(theory::erlang_c(1, 0.7) == Approx(0.7));
  CHECK(theory::mmc_mean_wait(1, 7, 10) == Approx(0.7 / 3));
  CHECK(theory::mmc_sojourn_tail(1, 7, 10, 0.4) == Approx(std::exp(-3 * 0.4)));
  CHECK(theory::mmck_presence(4, 4, 3).back() == Approx(theory::erlang_b(4, 3)));
  const auto roomy = theory::mmck_presence(3, 400, 2.4);
  CHECK(theory::mean_of(roomy) == Approx(24 * theory::mmc_mean_wait(3, 24, 10) + 2.4));
}

TEST_CASE("the mean sojourn of M/M/c is the integral of its tail") {
  const double mean = integral(0, 5, [](double t) { return theory::mmc_sojourn_tail(4, 32, 10, t); });
  CHECK(mean == Approx(theory::mmc_mean_wait(4, 32, 10) + 0.1).epsilon(1e-6));
}

TEST_CASE("Pollaczek-Khinchine: exponential service is M/M/1, constant service waits half as long") {
  CHECK(theory::pollaczek_khinchine_wait(7, 0.1, 1) == Approx(theory::mmc_mean_wait(1, 7, 10)));
  CHECK(theory::pollaczek_khinchine_wait(7, 0.1, 0) == Approx(theory::mmc_mean_wait(1, 7, 10) / 2));
}

TEST_CASE("the mean wait of M/D/1 is the integral of its tail") {
  const double mean = integral(0, 1.8, [](double t) { return theory::md1_wait_tail(6, 0.1, t); });
  CHECK(mean == Approx(theory::pollaczek_khinchine_wait(6, 0.1, 0)).epsilon(1e-4));
}

TEST_CASE("D/M/1: the root solves its equation") {
  for (const double load : {0.3, 0.8, 0.95}) {
    const double s = theory::dm1_wait_share(load * 10, 10);
    CHECK(s > 0);
    CHECK(s < load);
    CHECK(s == Approx(std::exp(-(1 - s) / load)));
  }
}

TEST_CASE("deadlines: the density crosses every level as often upwards as downwards, and sums to one") {
  for (const double lambda : {5.0, 9.0, 13.0}) {
    const double mu = 10;
    const double patience = 0.35;
    const theory::mm1_deadline queue(lambda, mu, patience);
    for (const double x : {0.1, 0.35, 0.8}) {
      const double up = lambda * queue.idle() * std::exp(-mu * x) +
                        lambda * integral(0, std::min(x, patience), [&](double y) {
                          return queue.offered_wait_density(y) * std::exp(-mu * (x - y));
                        });
      CHECK(queue.offered_wait_density(x) == Approx(up).epsilon(1e-9));
    }
    const auto density = [&](double x) { return queue.offered_wait_density(x); };
    CHECK(queue.idle() + integral(0, patience, density) + integral(patience, 5, density) == Approx(1));
    CHECK(queue.dropped() == Approx(integral(patience, 5, density)));
  }
}

TEST_CASE("deadlines: the shares and means follow from the density") {
  const theory::mm1_deadline queue(9, 10, 0.35);
  CHECK(queue.sojourn_tail(0) == Approx(1));
  CHECK(queue.sojourn_tail(0.35) == Approx(queue.timed_out()));
  CHECK(queue.mean_latency() == Approx(integral(0, 0.35, [&](double t) { return queue.sojourn_tail(t); })));
  // Everyone who is not dropped is served to the end: the server's share of time is that work.
  CHECK(1 - queue.idle() == Approx(0.9 * (1 - queue.dropped())));
}

TEST_CASE("deadlines far away are M/M/1, and at once nobody is in time") {
  CHECK(theory::mm1_deadline(9, 10, 100).mean_latency() == Approx(1));
  CHECK(theory::mm1_deadline(9, 10, 100).idle() == Approx(0.1));
  CHECK(theory::mm1_deadline(9, 10, 0).timed_out() == Approx(1));
}

TEST_CASE("machine repairmen: one user never waits, many are bound by the server, and Little's law holds") {
  CHECK(theory::machine_repair(1, 1, 4).throughput() == Approx(0.2));
  CHECK(theory::machine_repair(1, 1, 4).mean_sojourn() == Approx(1));
  CHECK(theory::machine_repair(1, 100, 4).throughput() == Approx(1));
  const theory::machine_repair shop(2, 9, 3);
  CHECK(shop.mean_present() == Approx(shop.throughput() * shop.mean_sojourn()));
  // With as many servers as users nobody waits.
  CHECK(theory::machine_repair(9, 9, 3).mean_sojourn() == Approx(1));
}

TEST_SUITE_END();
