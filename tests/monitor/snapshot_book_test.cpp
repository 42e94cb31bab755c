#include "monitor/snapshot_book.hpp"

#include <doctest/doctest.h>

using namespace simrun;

namespace {

struct tally {
  int n = 0;
  tally& operator+=(const tally& other) {
    n += other.n;
    return *this;
  }
};

std::shared_ptr<const tally> counted(int n) {
  return std::make_shared<const tally>(tally{n});
}

} // namespace

TEST_SUITE_BEGIN("monitor/snapshot_book");

TEST_CASE("the newest snapshot of an incarnation stands for all before it") {
  snapshot_book<tally> book;
  CHECK(book.total().n == 0);
  CHECK(book.keep({0, 0}, 1, counted(10)));
  CHECK(book.keep({0, 0}, 5, counted(50)));
  CHECK(book.total().n == 50);
}

TEST_CASE("a repeated or overtaken snapshot does no harm") {
  snapshot_book<tally> book;
  book.keep({0, 0}, 5, counted(50));
  CHECK_FALSE(book.keep({0, 0}, 5, counted(50)));
  CHECK_FALSE(book.keep({0, 0}, 4, counted(40)));
  CHECK(book.total().n == 50);
}

TEST_CASE("a successor and another component start at nothing: they add up") {
  snapshot_book<tally> book;
  book.keep({0, 0}, 9, counted(50));
  book.keep({0, 1}, 1, counted(7));
  book.keep({1, 0}, 1, counted(100));
  CHECK(book.total().n == 157);
  CHECK(book.keep({0, 0}, 10, counted(51)));
  CHECK(book.total().n == 158);
}

TEST_CASE("a thousand deaths take no more room, and lose nothing") {
  snapshot_book<tally> book;
  for (std::uint32_t life = 0; life < 1000; ++life) {
    book.keep({0, life}, 1, counted(1));
    book.keep({0, life}, 2, counted(2));
  }
  CHECK(book.total().n == 2000);
  CHECK_FALSE(book.keep({0, 3}, 3, counted(3)));
  CHECK(book.keep({0, 998}, 3, counted(3)));
  CHECK(book.total().n == 2001);
}

TEST_SUITE_END();
