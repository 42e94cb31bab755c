#include "chaos/draw_plan.hpp"

#include "chaos/draw_fault.hpp"
#include "chaos/fault_check.hpp"
#include "chaos/fault_form.hpp"
#include "chaos/fault_plan.hpp"
#include "chaos/fault_text.hpp"
#include "chaos/fault_times.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Runs of many sizes: short and long, bare and full, with and without zones.
fault_bounds bounds_of(std::uint64_t seed) {
  random_stream random(seed, "bounds");
  fault_bounds b;
  b.extractor_workers = static_cast<std::uint32_t>(1 + random.below(8));
  b.cache_enabled = random.below(4) > 0;
  b.fallback_enabled = random.below(4) > 0;
  b.measured = std::chrono::milliseconds(25 << random.below(14));
  b.restart_delay = std::chrono::milliseconds(random.below(500));
  b.clock = random.below(4) == 0 ? clock_kind::real : clock_kind::virtual_time;
  if (b.clock == clock_kind::virtual_time && random.below(2) == 0)
    b.zones = {{"near", 0, 1}, {"far", 1, b.extractor_workers - 1}};
  return b;
}

constexpr std::uint64_t seeds = 3000;
const fault_bounds minute{4, true, true, 60s, 100ms};

std::string text_of(const std::vector<fault_spec>& plan) {
  std::string text;
  for (const auto& f : plan)
    text += f.text + "\n";
  return text;
}

} // namespace

TEST_SUITE_BEGIN("chaos/draw_plan");

TEST_CASE("every plan leaves time to see the system recover") {
  auto bounds = minute;
  bounds.measured = 5s;
  bounds.recovered_after = 1s;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto plan = draw_plan(seed, bounds);
    CHECK(plan.size() >= 1);
    const fault_plan firings(plan, bounds, random_stream(seed, "faults"));
    for (const auto& firing : firings.faults())
      CHECK(heals_at(firing.spec, firing.at, bounds) <= run_start + 3s);
  }
  bounds.measured = 2s;
  CHECK(draw_plan(1, bounds).empty());
}

TEST_CASE("every plan fits its run, and no plan is empty or long") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    const auto bounds = bounds_of(seed);
    const auto plan = draw_plan(seed, bounds);
    CAPTURE(text_of(plan));
    CHECK(plan.size() >= 1);
    CHECK(plan.size() <= 8);
    for (const auto& p : check_faults(plan, bounds))
      FAIL_CHECK(p.message);
  }
}

TEST_CASE("every sentence says all of its fault") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed)
    for (const auto& fault : draw_plan(seed, bounds_of(seed))) {
      CAPTURE(fault.text);
      CHECK(sentence_of(fault) == fault.text);
      const auto parsed = parse_fault(fault.text);
      REQUIRE(parsed);
      CHECK(*parsed == fault);
    }
}

TEST_CASE(
    "a sentence with a word too few, too many or in the wrong place is refused, or says all of its fault") {
  int refused = 0;
  int accepted = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    random_stream random(seed, "words");
    for (const auto& fault : draw_plan(seed, minute)) {
      std::istringstream text(fault.text);
      std::vector<std::string> words{std::istream_iterator<std::string>(text), {}};
      const auto place = words.begin() + static_cast<std::ptrdiff_t>(random.below(words.size()));
      const auto other = words[random.below(words.size())];
      switch (random.below(3)) {
      case 0:
        words.erase(place);
        break;
      case 1:
        words.insert(place, other);
        break;
      default:
        *place = other;
      }
      const auto broken = fmt::format("{}", fmt::join(words, " "));
      CAPTURE(broken);
      const auto parsed = parse_fault(broken);
      ++(parsed ? accepted : refused);
      if (!parsed) {
        CHECK(parsed.error().message.find('\'') != std::string::npos);
        continue;
      }
      auto again = parse_fault(sentence_of(*parsed)).value();
      again.text = parsed->text;
      CHECK(again == *parsed);
    }
  }
  CHECK(refused > 5 * accepted);
  CHECK(accepted > 0);
}

TEST_CASE("all has healed before the last fifth of the run") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    const auto bounds = bounds_of(seed);
    const auto faults = draw_plan(seed, bounds);
    const fault_plan plan(faults, bounds, random_stream(seed, "faults"));
    for (const auto& f : plan.faults()) {
      CAPTURE(f.spec.text);
      CHECK(heals_at(f.spec, f.at, bounds) <= run_start + bounds.measured * 4 / 5);
    }
  }
}

TEST_CASE("the same seed draws the same plan") {
  std::set<std::string> plans;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const auto plan = text_of(draw_plan(seed, minute));
    CHECK(plan == text_of(draw_plan(seed, minute)));
    plans.insert(plan);
  }
  CHECK(plans.size() == 1000);
}

TEST_CASE("each plan leaves kinds out, and all of them come up") {
  std::map<fault_kind, int> plans_with;
  std::map<std::size_t, int> sizes;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    std::set<fault_kind> kinds;
    const auto plan = draw_plan(seed, minute);
    for (const auto& f : plan)
      kinds.insert(f.what);
    for (const auto kind : kinds)
      ++plans_with[kind];
    ++sizes[plan.size()];
  }
  // All but burn and hog, which are for the real clock.
  CHECK(plans_with.size() == fault_kinds_count - 2);
  for (const auto& [kind, count] : plans_with)
    CHECK_MESSAGE((count > 100 && count < 500), name_of(kind));
  CHECK(sizes.size() == 8);
}

TEST_CASE("forms, targets and times come in all their ways") {
  std::set<const fault_form*> forms;
  std::set<std::string> words;
  auto zoned = minute;
  zoned.zones = {{"east", 0, 2}, {"west", 2, 2}};
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    for (const auto& f : draw_plan(seed, zoned)) {
      forms.insert(&form_of(f));
      words.insert(to_text(f.target));
      words.insert(f.every ? f.random_times ? "mean every" : "every" : "once");
    }
  CHECK(forms.size() ==
        static_cast<std::size_t>(std::ranges::count(all_fault_forms(), true, &fault_form::drawn)) - 2);
  for (const auto* word :
       {"all", "load_generator", "dispatcher", "extractor", "extractor[any]", "extractor[50%]",
        "extractor[3]", "zone[east]", "cache", "fallback", "model", "once", "every", "mean every"})
    CHECK_MESSAGE(words.contains(word), word);
}

TEST_CASE("what keeps the evidence is never hit, nor what is not there") {
  auto bare = minute;
  bare.cache_enabled = bare.fallback_enabled = false;
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    for (const auto& f : draw_plan(seed, bare))
      for (const auto* word : {"monitor", "supervisor", "chaos", "cache", "fallback", "cpu", "memory"}) {
        CHECK(f.target.component != word);
        CHECK(f.from.component != word);
      }
}

TEST_CASE("each clock has its own kinds") {
  auto real = minute;
  real.clock = clock_kind::real;
  const auto has = [](const fault_bounds& bounds, fault_kind kind) {
    const auto kinds = possible_kinds(bounds);
    return std::ranges::find(kinds, kind) != kinds.end();
  };
  CHECK(has(real, fault_kind::burn));
  CHECK(has(real, fault_kind::hog));
  CHECK_FALSE(has(real, fault_kind::skew));
  CHECK_FALSE(has(minute, fault_kind::burn));
  CHECK(has(minute, fault_kind::skew));
}

TEST_CASE("a plan keeps out of the way of the faults that are there") {
  const std::vector beside{parse_fault("kill dispatcher at 5s for 20s").value(),
                           parse_fault("pause extractor at 30s for 10s").value()};
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    auto all = beside;
    std::ranges::copy(draw_plan(seed, minute, beside), std::back_inserter(all));
    CHECK(check_faults(all, minute).empty());
  }
}

TEST_CASE("a run of no length has no plan") {
  auto none = minute;
  none.measured = 5ms;
  CHECK(draw_plan(1, none).empty());
}

TEST_SUITE_END();
