#include "cli/chaos/chaos_scenario.hpp"

#include "core/random.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

/// In the order of their use: a new draw belongs at the end, or old seeds mean other scenarios.
class draws {
public:
  explicit draws(std::uint64_t seed) : random_(seed, "chaos scenario") {}

  std::uint64_t whole(std::uint64_t from, std::uint64_t to) { return from + random_.below(to - from + 1); }
  double real(double from, double to) { return from + (to - from) * random_.uniform(); }
  bool chance(double probability) { return random_.uniform() < probability; }

private:
  random_stream random_;
};

constexpr auto zones = R"toml(
[[zone]]
name = "near"
share = 2
delay = "constant(50us)"
[[zone]]
name = "far"
delay = "lognormal(2ms, 0.4)"
)toml";

} // namespace

std::string chaos_scenario(std::uint64_t seed, clock_kind clock) {
  const bool real = clock == clock_kind::real;
  draws d(seed);
  const auto workers = d.whole(1, real ? 2 : 4);
  const auto batch_max = d.whole(1, 8);
  const auto queue_max = d.whole(8, 64);
  // Long against the jitter of a schedule, or what is only a slow schedule would look like a fault.
  const auto timeout_ms = d.whole(500, 1500);
  const auto rps = d.real(real ? 20 : 50, real ? 40 : 100);
  // Half of what the workers can do, at most.
  const auto service_ms = d.real(1, 500.0 * static_cast<double>(workers) / rps / 1.3);
  const auto repeat_ratio = d.real(0, 0.8);
  const bool cache = d.chance(0.85);
  const auto capacity = d.whole(20, 1000);
  const auto ttl_ms = d.whole(50, 5000);
  const bool fallback = d.chance(0.8);
  const bool zoned = d.chance(0.25) && workers >= 2 && !real;

  auto text = fmt::format(R"(name = "chaos"
clock = "{}"
seed = {}
warmup = "500ms"
duration = "60s"
[market]
bars = 400
[extractor]
workers = {}
batch_max = {}
queue_max = {}
timeout = "{}ms"
)",
                          real ? "real" : "virtual", seed, workers, batch_max, queue_max, timeout_ms);
  if (!real)
    text += fmt::format("service = \"lognormal({:.3f}ms, 0.5)\"\n", service_ms);
  text += fmt::format(R"([cache]
enabled = {}
capacity = {}
ttl = "{}ms"
[fallback]
enabled = {}
[load]
pattern = "constant"
arrivals = "poisson"
rps = {:.3f}
repeat_ratio = {:.3f}
)",
                      cache, capacity, ttl_ms, fallback, rps, repeat_ratio);
  return zoned ? text + zones : text;
}

} // namespace simrun
