#include "chaos/fault_form.hpp"
#include "chaos/fault_spec.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

std::string message(std::string_view text) {
  const auto fault = parse_fault(text);
  return fault ? "" : fault.error().message;
}

} // namespace

TEST_SUITE_BEGIN("chaos/fault_spec");

TEST_CASE("a fault says what, when and for how long") {
  const auto fault = parse_fault("kill extractor at 5s for 2s");
  REQUIRE(fault);
  CHECK(fault->text == "kill extractor at 5s for 2s");
  CHECK(fault->what == fault_kind::kill);
  CHECK(fault->target == fault_target{"extractor"});
  CHECK(fault->at == run_start + 5s);
  CHECK(fault->lasts == 2s);
}

TEST_CASE("without 'for', how long is left to the supervisor") {
  const auto fault = parse_fault("kill cache at 0s");
  REQUIRE(fault);
  CHECK(fault->at == run_start);
  CHECK_FALSE(fault->lasts);
}

TEST_CASE("an index picks one extractor") {
  const auto fault = parse_fault("kill extractor[12] at 250ms");
  REQUIRE(fault);
  CHECK(fault->target == fault_target{"extractor", 12});
  CHECK(to_text(fault->target) == "extractor[12]");
  CHECK(to_text(fault_target{"cache"}) == "cache");
}

TEST_CASE("blanks do not matter, also before a unit") {
  const auto fault = parse_fault("  kill\tdispatcher   at 80 ms  for 1.5 s ");
  REQUIRE(fault);
  CHECK(fault->at == run_start + 80ms);
  CHECK(fault->lasts == 1500ms);
}

TEST_CASE("every component of the request path can be killed") {
  for (const auto* name : {"load_generator", "dispatcher", "extractor", "cache", "fallback"})
    CHECK_MESSAGE(parse_fault("kill " + std::string(name) + " at 1s"), name);
}

TEST_CASE("an action or component nobody knows is named, with what was meant") {
  CHECK(message("kil extractor at 5s") == "unknown fault 'kil'; did you mean 'kill'?");
  CHECK(message("explode") ==
        "unknown fault 'explode'; use kill, pause, slow, throttle, drop, duplicate, delay, reorder, error, "
        "corrupt, flush, fill, burn, hog, unload or skew, as in \"kill extractor at 5s for 2s\"");
  CHECK(message("kill extracter at 5s") == "unknown component 'extracter'; did you mean 'extractor'?");
  CHECK(message("kill database at 5s") ==
        "unknown component 'database'; use load_generator, dispatcher, extractor, cache, fallback or zone");
}

TEST_CASE("who looks after the run can be killed, once and for good") {
  for (const std::string name : {"monitor", "supervisor", "chaos"}) {
    const auto text = "kill " + name + " at 5s";
    const auto fault = parse_fault(text);
    REQUIRE_MESSAGE(fault, name);
    CHECK(fault->target == fault_target{name});
    CHECK(ends_run(*fault));
    for (const std::string more : {"for 2s", "every 2s", "until 9s"})
      CHECK(message(text + " " + more) ==
            "unexpected '" + more.substr(0, more.find(' ')) + "' after '" + text +
                "': it ends the run, so it fires once and never heals; write it "
                "like \"kill supervisor at 5s\"");
  }
  CHECK(
      message("kill chaos mean every 5s") ==
      "unexpected 'every' after 'kill chaos mean': it ends the run, so it fires once and never heals; write "
      "it like \"kill supervisor at 5s\"");
  CHECK(message("kill chaos[0] at 5s") == "there is one chaos only: write 'chaos' without an index");
  CHECK_FALSE(ends_run(parse_fault("kill all at 5s").value()));
}

TEST_CASE("the monitor can be slow for those who watch") {
  const auto fault = parse_fault("slow monitor by 300ms at 5s every 10s for 2s");
  REQUIRE(fault);
  CHECK(slows_updates(*fault));
  CHECK(fault->extra == 300ms);
  CHECK_FALSE(slows_updates(parse_fault("slow cache by 300ms at 5s for 2s").value()));
  CHECK_FALSE(slows_updates(parse_fault("slow all by 300ms at 5s for 2s").value()));
  CHECK(message("slow monitor x3 at 5s for 2s") == "expected 'by' after 'slow monitor', got 'x3'");
  CHECK(
      message("slow monitor by 300ms at 5s") ==
      "'slow monitor by 300ms at 5s' does not say how long; write it like \"slow monitor by 300ms at 5s for "
      "2s\"");
  CHECK(message("slow monitor by 300ms jitter 5ms at 5s for 2s") ==
        "expected 'at' after 'slow monitor by 300ms', got 'jitter'");
  CHECK(message("slow supervisor by 300ms at 5s for 2s") ==
        "'supervisor' can't be slowed: it restarts what a fault killed; use dispatcher, extractor, cache, "
        "fallback or zone");
}

TEST_CASE("nothing else can be done to them") {
  CHECK(message("pause monitor at 5s for 1s") ==
        "'monitor' can't be paused: it keeps the evidence of the run; "
        "use dispatcher, extractor, cache, fallback or zone");
  CHECK(message("throttle supervisor to 1/s at 5s for 1s") ==
        "'supervisor' can't be throttled: it restarts what a fault killed; use dispatcher, extractor, cache, "
        "fallback or zone");
  CHECK(message("drop 10% from dispatcher to chaos at 5s for 1s") ==
        "'chaos' can't be cut off: it does the killing; use load_generator, dispatcher, extractor, cache, "
        "fallback or zone");
}

TEST_CASE("a bad index says how to count") {
  CHECK(message("kill extractor[one] at 5s") ==
        "'one' is no index of extractor; count from 0, as in extractor[0]");
  CHECK(message("kill extractor[] at 5s") == "'' is no index of extractor; count from 0, as in extractor[0]");
  CHECK(message("kill extractor[-1] at 5s") ==
        "'-1' is no index of extractor; count from 0, as in extractor[0]");
  CHECK(message("kill extractor[5000000000] at 5s") ==
        "'5000000000' is no index of extractor; count from 0, as in extractor[0]");
  CHECK(message("kill extractor[1 at 5s") == "'extractor[1' has no closing ']'");
  CHECK(message("kill extractor[1]x at 5s") == "'extractor[1]x' has no closing ']'");
  CHECK(message("kill cache[0] at 5s") == "there is one cache only: write 'cache' without an index");
}

TEST_CASE("what is missing is asked for") {
  CHECK(message("") == "'' is no fault such as \"kill extractor at 5s for 2s\"");
  CHECK(message("   ") == "'   ' is no fault such as \"kill extractor at 5s for 2s\"");
  CHECK(message("kill") == "'kill' does not say what; write it like \"kill extractor at 5s for 2s\"");
  CHECK(message("kill at 5s") == "'kill' does not say what; write it like \"kill extractor at 5s for 2s\"");
  CHECK(message("kill extractor") ==
        "'kill extractor' does not say when; write it like \"kill extractor at 5s for 2s\"");
  CHECK(message("kill extractor at") == "expected a time such as \"5s\" after 'kill extractor at'");
  CHECK(message("kill extractor at 5s for") ==
        "expected a time such as \"5s\" after 'kill extractor at 5s for'");
}

TEST_CASE("a word in the wrong place is named with its place") {
  CHECK(message("kill extractor 5s") == "expected 'at' after 'kill extractor', got '5s'");
  CHECK(message("kill extractor ta 5s") ==
        "expected 'at' after 'kill extractor', got 'ta'; did you mean 'at'?");
  CHECK(message("kill extractor at 5s fro 2s") ==
        "expected 'for' after 'kill extractor at 5s', got 'fro'; did you mean 'for'?");
  CHECK(message("kill extractor at 5s now") == "expected 'for' after 'kill extractor at 5s', got 'now'");
  CHECK(message("kill extractor at 5s for 2s please") ==
        "unexpected 'please' after 'kill extractor at 5s for 2s'");
}

TEST_CASE("a bad time is named with its place") {
  CHECK(message("kill extractor at noon") ==
        "'noon' after 'kill extractor at' is no time; write it like \"5s\" or \"250ms\"");
  CHECK(message("kill extractor at 5") ==
        "'5' after 'kill extractor at' is no time; write it like \"5s\" or \"250ms\"");
  CHECK(message("kill extractor at -5s") ==
        "'-5s' after 'kill extractor at' is no time; write it like \"5s\" or \"250ms\"");
  CHECK(message("kill extractor at 5s for ever") ==
        "'ever' after 'kill extractor at 5s for' is no time; write it like \"5s\" or \"250ms\"");
}

TEST_CASE("a fault of no length is none") {
  CHECK(message("kill extractor at 5s for 0s") ==
        "a fault lasts longer than 0s; without 'for', the supervisor decides when to restart");
}

TEST_CASE("a zone is hit by its name") {
  const auto zone = parse_fault("kill zone[east] at 5s for 2s");
  REQUIRE(zone);
  CHECK(to_text(zone->target) == "zone[east]");
  CHECK(parse_fault("kill zone at 5s").error().message ==
        "'zone' does not say which; write it like zone[east]");
}

TEST_SUITE_END();
