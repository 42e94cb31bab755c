#include "core/random.hpp"

#include "core/portable_math.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>

using namespace simrun;

TEST_SUITE_BEGIN("core/random");

TEST_CASE("a seed and a name give the same numbers; another name gives others") {
  random_stream a(42, "arrivals");
  random_stream b(42, "arrivals");
  random_stream c(42, "service");
  const auto first = a.bits();
  CHECK(first == b.bits());
  CHECK(first != c.bits());
}

TEST_CASE("splitting draws nothing") {
  random_stream a(42, "service");
  random_stream b(42, "service");
  a.split(3).bits();
  CHECK(a.bits() == b.bits());
  CHECK(a.split(1).bits() != a.split(2).bits());
}

TEST_CASE("moments are those of the distributions, within five standard errors") {
  random_stream random(7, "moments");
  constexpr int n = 200'000;
  double uniform = 0, exponential = 0, normal = 0, squared = 0;
  for (int i = 0; i < n; ++i) {
    uniform += random.uniform();
    exponential += random.exponential();
    const auto z = random.normal();
    normal += z;
    squared += z * z;
  }
  const double root = std::sqrt(static_cast<double>(n));
  CHECK(std::abs(uniform / n - 0.5) < 5 * std::sqrt(1.0 / 12) / root);
  CHECK(std::abs(exponential / n - 1) < 5 / root);
  CHECK(std::abs(normal / n) < 5 / root);
  CHECK(std::abs(squared / n - 1) < 5 * std::sqrt(2.0) / root);
}

TEST_CASE("the numbers of a seed are these, to the last bit") {
  random_stream random(42, "golden");
  for (const auto expected : {0x780ad2a404cb2955u, 0x3970cda07ec0e264u, 0xbafba8c46538c421u})
    CHECK(random.bits() == expected);
  random.bits();
  for (const auto expected : {0x1.51def00a81a5cp-2, 0x1.6a485f59eec4cp-3, 0x1.9dcfda75c71acp-2})
    CHECK(random.uniform() == expected);
  random.uniform();
  for (const auto expected : {0x1.1df27cf5d9f89p+0, 0x1.508046cd2b96cp-3, 0x1.f63211e1c234p-3,
                              0x1.0d00d73a2af0dp-1, 0x1.c0704f728acf5p+1, 0x1.1ed620ed2455dp-4})
    CHECK(random.exponential() == expected);
  for (const auto expected : {0x1.e45682c25642fp-2, 0x1.43fbd90fa90fcp-2, -0x1.b16381b601939p+0,
                              0x1.a6496979e7051p+0, 0x1.bd9bc7f0b64ep+0, 0x1.f03199165ee53p-2})
    CHECK(random.normal() == expected);
}

TEST_CASE("a hundred thousand numbers of each kind have this digest") {
  random_stream random(42, "golden digest");
  std::uint64_t digest = 0;
  const auto take = [&](double x) { digest = digest * 0x100000001b3 ^ std::bit_cast<std::uint64_t>(x); };
  for (int i = 0; i < 100'000; ++i) {
    take(random.exponential());
    take(random.normal());
    take(portable_exp(8 * random.normal()));
  }
  CHECK(digest == 0x0ad24367c3fcb7a3);
}

TEST_CASE("below stays below") {
  random_stream random(1, "below");
  for (std::uint64_t bound : {1ull, 2ull, 3ull, 1000ull})
    for (int i = 0; i < 1000; ++i)
      REQUIRE(random.below(bound) < bound);
}

TEST_SUITE_END();
