#include "core/ledger.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("core/ledger");

TEST_CASE("a request is closed once; a second answer is late") {
  ledger book;
  const auto id = book.issue(run_start, run_start + 1s);
  CHECK(book.open() == 1);
  REQUIRE(book.close(id));
  CHECK(book.open() == 0);
  CHECK_FALSE(book.close(id));
  CHECK(book.late() == 1);
}

TEST_CASE("what was never issued, or by another incarnation, is late") {
  ledger first(0);
  ledger second(1);
  const auto id = first.issue(run_start, run_start + 1s);
  second.issue(run_start, run_start + 1s);
  CHECK_FALSE(second.close(id));
  CHECK_FALSE(second.close(make_request_id(1, 17)));
  CHECK(second.open() == 1);
}

TEST_CASE("requests expire at their deadline, in the order of issue") {
  ledger book;
  const auto a = book.issue(run_start, run_start + 10ms);
  const auto b = book.issue(run_start + 1ms, run_start + 11ms);
  CHECK(book.next_deadline() == run_start + 10ms);
  CHECK_FALSE(book.expire(run_start + 9999us));
  CHECK(book.expire(run_start + 10ms)->id == a);
  CHECK_FALSE(book.expire(run_start + 10ms));
  CHECK(book.next_deadline() == run_start + 11ms);
  CHECK(book.expire(run_start + 11ms)->id == b);
  CHECK_FALSE(book.next_deadline());
}

TEST_CASE("over any sequence of answers, issued is ended plus open") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    random_stream random(seed, "ledger");
    ledger book;
    std::vector<request_id> known;
    std::uint64_t ended = 0;
    time_point now = run_start;
    for (int step = 0; step < 500; ++step) {
      now += std::chrono::microseconds(random.below(2000));
      const auto choice = random.below(3);
      if (choice == 0 || known.empty())
        known.push_back(book.issue(now, now + 20ms));
      else if (choice == 1)
        ended += book.close(known[random.below(known.size())]).has_value();
      else
        while (book.expire(now))
          ++ended;
      REQUIRE(known.size() == ended + book.open());
    }
    while (book.abandon())
      ++ended;
    CHECK(known.size() == ended);
  }
}

TEST_SUITE_END();
