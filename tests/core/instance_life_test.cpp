#include "core/instance_life.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;
using state = instance_life::state;

namespace {

constexpr time_point t0 = run_start;

instance_life newborn() {
  return instance_life(restart_config{.restarts_max = 3});
}

instance_life living() {
  auto life = newborn();
  life.start();
  life.ready(0);
  return life;
}

} // namespace

TEST_SUITE_BEGIN("core/instance_life");

TEST_CASE("an instance starts, is up, and counts its lives") {
  auto life = newborn();
  CHECK(life.now() == state::down);
  life.start();
  CHECK(life.now() == state::starting);
  CHECK_FALSE(life.ready(7));
  CHECK(life.ready(0));
  CHECK(life.up());
  CHECK(life.died(t0) == after_death::restart_later);
  CHECK(life.may_restart(0));
  life.start();
  CHECK(life.incarnation() == 1);
  CHECK_FALSE(life.may_restart(0));
}

TEST_CASE("a fault with a length keeps it down until it is over") {
  auto life = living();
  CHECK(life.condemn(4, true));
  CHECK_FALSE(life.condemn(5, true)); // it is dying already
  CHECK(life.died(t0) == after_death::stay_down);
  CHECK_FALSE(life.may_restart(0));
  CHECK_FALSE(life.pardon(5));
  CHECK(life.pardon(4));
  life.start();
  CHECK(life.fault() == 4u);
  CHECK(life.ready(1));
  life.recovered();
  CHECK_FALSE(life.fault());
}

TEST_CASE("a fault without a length leaves the restart to the policy") {
  auto life = living();
  CHECK(life.condemn(0, false));
  CHECK(life.died(t0) == after_death::restart_later);
  CHECK(life.may_restart(0));
}

TEST_CASE("a fault that is over before its death is seen restarts at once") {
  auto life = living();
  CHECK(life.condemn(0, true));
  CHECK_FALSE(life.pardon(0)); // nothing to start: it is not down yet
  CHECK(life.died(t0) == after_death::restart_now);
}

TEST_CASE("one that is starting can be killed, and its late word does not raise it") {
  auto life = newborn();
  life.start();
  CHECK(life.condemn(0, true));
  CHECK_FALSE(life.ready(0));
  CHECK(life.died(t0) == after_death::stay_down);
}

TEST_CASE("one that is down can't be killed") {
  auto life = living();
  life.died(t0);
  CHECK_FALSE(life.condemn(0, true));
}

TEST_CASE(
    "past the limit of the restart policy it stays down for good; a fault with a length is none of it") {
  auto life = living();
  for (std::uint32_t n = 0; n < 3; ++n) {
    CHECK(life.died(t0) == after_death::restart_later);
    life.start();
    life.ready(life.incarnation());
  }
  CHECK(life.condemn(0, true));
  CHECK(life.died(t0) == after_death::stay_down);
  CHECK(life.pardon(0));
  life.start();
  CHECK(life.condemn(1, false));
  CHECK(life.died(t0) == after_death::give_up);
  CHECK(life.given_up());
  CHECK_FALSE(life.may_restart(life.incarnation()));
  CHECK_FALSE(life.pardon(1));
}

TEST_SUITE_END();
