// Under a memory limit, what does not fit fails by itself: the run goes on, and so does its extractor.
#include "monitor/process_limits.hpp"
#include "scenario_runs.hpp"

#include <memory>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t limit_mb = 1000;
constexpr std::size_t too_many_bytes = 2'000'000'000;

/// Every third batch asks for more memory than there is.
class greedy_extractor final : public feature_extractor {
public:
  std::string_view name() const noexcept override { return "greedy"; }
  std::size_t feature_count() const noexcept override { return 1; }
  std::size_t window_length_min() const noexcept override { return 10; }
  void extract(std::span<const window_view>, std::span<extraction> results, std::stop_token) override {
    const auto bytes = ++batches_ % 3 == 0 ? too_many_bytes : 1000;
    const std::vector<char> memory(bytes);
    for (auto& r : results)
      r.features.values = {static_cast<float>(memory.back())};
  }

private:
  int batches_ = 0;
};

} // namespace

TEST_SUITE_BEGIN("actors/limits");

TEST_CASE("out of memory is the end of a request, and of nothing else") {
  REQUIRE(limit_memory(limit_mb));
  auto s = virtual_scenario();
  s.duration_measured = 1s;
  auto inputs = load_run_inputs(s).value();
  s.clock = clock_kind::real;
  s.cache.enabled = false;
  s.fallback.enabled = false;
  inputs.make_model = [] { return std::make_unique<greedy_extractor>(); };
  const std::atomic<bool> no = false;
  const auto r = run_scenario(s, inputs, {no});
  check_conserved(r);
  CHECK(r.outcomes.issued == 100);
  CHECK(r.outcomes[outcome::failed] > 10);
  CHECK(r.outcomes[outcome::extracted] > 40);
  CHECK(r.metric("resource_error_rate") == r.metric("error_rate"));
  REQUIRE(r.failures.size() == 1);
  CHECK(r.failures[0].first == "out of memory");
  // Nobody died of it.
  CHECK(r.invalid_reasons.empty());
}

TEST_SUITE_END();
