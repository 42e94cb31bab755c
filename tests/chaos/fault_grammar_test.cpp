#include "chaos/fault_form.hpp"
#include "chaos/fault_text.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

std::string message(std::string_view text) {
  const auto fault = parse_fault(text);
  return fault ? "" : fault.error().message;
}

fault_spec parsed(std::string_view text) {
  auto fault = parse_fault(text);
  REQUIRE_MESSAGE(fault, message(text));
  return std::move(*fault);
}

} // namespace

TEST_SUITE_BEGIN("chaos/fault_grammar");

TEST_CASE("the example of every form parses, and says what it says again") {
  for (const auto& form : all_fault_forms()) {
    CAPTURE(form.example);
    const auto fault = parsed(form.example);
    CHECK(fault.what == form.kind);
    CHECK(&form_of(fault) == &form);
    CHECK(sentence_of(fault) == form.example);
  }
}

TEST_CASE("each kind has a form that begins with its name") {
  for (std::size_t i = 0; i < fault_kinds_count; ++i) {
    const auto& form = form_of(fault_spec{.text = {}, .what = static_cast<fault_kind>(i), .target = {}});
    CHECK(form.kind == static_cast<fault_kind>(i));
    CHECK(form.sentence.starts_with(name_of(form.kind)));
  }
}

TEST_CASE("sentences that say the same are read as the same") {
  struct synonym {
    std::string written;
    std::string sentence;
  };
  for (const auto& [written, sentence] : {
           synonym{"kill  cache at 5000 ms", "kill cache at 5s"},
           {"pause extractor[any] at 1s every 10s for 1s until 50s",
            "pause extractor[any] at 1s for 1s every 10s until 50s"},
           {"slow extractor x2.50 at 1s for 1s", "slow extractor x2.5 at 1s for 1s"},
           {"throttle all to 10 /s at 1s for 1s", "throttle all to 10/s at 1s for 1s"},
           {"drop 10 % from dispatcher to cache at 1s for 1s",
            "drop 10% from dispatcher to cache at 1s for 1s"},
           {"delay 100% from dispatcher to cache by 1ms at 1s for 1s",
            "delay from dispatcher to cache by 1ms at 1s for 1s"},
           {"error in extractor at 1s for 1s", "error unavailable in extractor at 1s for 1s"},
           {"corrupt 5% in fallback at 1s for 1s", "corrupt 5% in fallback nan at 1s for 1s"},
           {"burn 100% cpu at 1s for 1s", "burn cpu at 1s for 1s"},
           {"hog 200 MB memory at 1s for 1s", "hog 200MB memory at 1s for 1s"},
           {"kill cache from 0s mean every 10s", "kill cache mean every 10s"},
       }) {
    CAPTURE(written);
    CHECK(sentence_of(parsed(written)) == sentence);
  }
}

TEST_CASE("what a sentence says stands in its fields") {
  auto f = parsed("delay 25% from extractor[any] to dispatcher by 20ms jitter 5ms at 1s for 2s");
  CHECK(f.from == fault_target{.component = "extractor", .any = true});
  CHECK(f.target == fault_target{"dispatcher"});
  CHECK(f.probability == 0.25);
  CHECK(f.extra == 20ms);
  CHECK(f.jitter == 5ms);

  f = parsed("error 20% resource in extractor[50%] from 3s mean every 10s for 1s until 50s");
  CHECK(f.target == fault_target{.component = "extractor", .share = 0.5});
  CHECK(f.reason == "resource");
  CHECK(f.random_times);
  CHECK(f.at == run_start + 3s);
  CHECK(f.every == 10s);
  CHECK(f.lasts == 1s);
  CHECK(f.until == run_start + 50s);

  CHECK(parsed("slow all x3 at 1s for 1s").factor == 3);
  CHECK(parsed("throttle fallback to 2.5/s at 1s for 1s").rate == 2.5);
  CHECK(parsed("skew clock of dispatcher by -50 ms at 1s for 1s").extra == -50ms);
  CHECK(parsed("burn 50% cpu at 1s for 1s").amount == 0.5);
  CHECK(parsed("hog 64MB memory at 1s for 1s").amount == 64);
  CHECK(parsed("unload model at 1s for 1s").target == fault_target{"model"});
  CHECK(parsed("corrupt 1% in all size at 1s for 1s").reason == "size");
}

TEST_CASE("each kind hits what it can hit, and says so") {
  struct refusal {
    std::string sentence;
    std::string message;
  };
  for (const auto& [sentence, wanted] : {
           refusal{
               "pause load_generator at 1s for 1s",
               "'load_generator' can't be paused: it measures; use dispatcher, extractor, cache, fallback "
               "or zone"},
           {"slow cache x3 at 1s for 1s",
            "'cache' can't be slowed by a factor: it has no service time; 'by 20ms' slows what has none; use "
            "extractor, fallback or zone"},
           {"slow load_generator by 1ms at 1s for 1s", "'load_generator' can't be slowed: it measures; use "
                                                       "dispatcher, extractor, cache, fallback or zone"},
           {"error in cache at 1s for 1s",
            "'cache' can't be made to fail: it extracts nothing; use extractor, fallback or zone"},
           {"corrupt 5% in dispatcher at 1s for 1s",
            "'dispatcher' can't be corrupted: it extracts nothing; use extractor, fallback or zone"},
           {"flush extractor at 1s", "'extractor' can't be flushed: it stores nothing; use cache"},
           {"skew clock of zone[a] by 1s at 1s for 1s",
            "'zone' can't be skewed: nothing there goes by its clock; use dispatcher or cache"},
           {"throttle monitor to 1/s at 1s for 1s", "'monitor' can't be throttled: it keeps the evidence of "
                                                    "the run; use dispatcher, extractor, cache, "
                                                    "fallback or zone"},
           {"drop 1% from dispatcher to monitor at 1s for 1s",
            "'monitor' can't be cut off: it keeps the evidence of the run; use load_generator, dispatcher, "
            "extractor, cache, fallback or zone"},
           {"pause al at 1s for 1s", "unknown component 'al'; did you mean 'all'?"},
           {"pause all[0] at 1s for 1s", "'all' is everything that can be hit: write it without an index"},
           {"pause cache[any] at 1s for 1s", "there is one cache only: write 'cache' without an index"},
           {"kill extractor[ayn] at 1s",
            "'ayn' is no index of extractor; count from 0, as in extractor[0]; did you mean 'any'?"},
           {"kill extractor[0%] at 1s", "'0%' is no share of extractor; write it like extractor[50%]"},
           {"kill extractor[half%] at 1s", "'half%' is no share of extractor; write it like extractor[50%]"},
           {"drop 1% from cache to extractor at 1s for 1s",
            "no messages go from 'cache' to 'extractor': the dispatcher is at one end of every way"},
           {"drop 1% from dispatcher to dispatcher at 1s for 1s",
            "no messages go from 'dispatcher' to 'dispatcher': the dispatcher is at one end of every way"},
       }) {
    CAPTURE(sentence);
    CHECK(message(sentence) == wanted);
  }
}

TEST_CASE("the word that is wrong is named with its place and the mend") {
  struct refusal {
    std::string sentence;
    std::string message;
  };
  for (const auto& [sentence, wanted] : {
           refusal{"thorttle cache to 1/s at 1s for 1s",
                   "unknown fault 'thorttle'; did you mean 'throttle'?"},
           {"pause at 1s for 1s",
            "'pause' does not say what; write it like \"pause dispatcher at 5s for 500ms\""},
           {"throttle to 10/s at 1s for 1s",
            "'throttle' does not say what; write it like \"throttle extractor to 10/s at 5s for 2s\""},
           {"throttle cache 10/s at 1s for 1s", "expected 'to' after 'throttle cache', got '10/s'"},
           {"throttle cache to 10 at 1s for 1s",
            "'10' after 'throttle cache to' is no rate; write it like \"10/s\""},
           {"throttle cache to 0/s at 1s for 1s",
            "'0/s' after 'throttle cache to' must be above 0 and at most 1000000/s"},
           {"throttle cache to nan/s at 1s for 1s",
            "'nan/s' after 'throttle cache to' is no rate; write it like \"10/s\""},
           {"throttle cache to", "expected a rate such as \"10/s\" after 'throttle cache to'"},
           {"slow cache at 1s for 1s", "expected 'by' after 'slow cache', got 'at'"},
           {"slow cache by at 1s for 1s", "'at' after 'slow cache by' is no time; write it like \"5s\" or "
                                          "\"250ms\""},
           {"slow cache by 0ms at 1s for 1s", "'0ms' after 'slow cache by' must be longer than 0s"},
           {"slow extractor x1 at 1s for 1s",
            "'x1' after 'slow extractor' is no factor above 1 and at most 1000; write it like \"x3\""},
           {"slow extractor xnan at 1s for 1s",
            "'xnan' after 'slow extractor' is no factor above 1 and at most 1000; write it like \"x3\""},
           {"slow extractor by 2ms jiter 1ms at 1s for 1s",
            "expected 'at' after 'slow extractor by 2ms', got 'jiter'; did you mean 'jitter'?"},
           {"drop from dispatcher to cache at 1s for 1s",
            "'from' after 'drop' is no share; write it like \"10%\""},
           {"drop 101% from dispatcher to cache at 1s for 1s",
            "'101%' after 'drop' must be above 0 and at most 100%"},
           {"drop 10% form dispatcher to cache at 1s for 1s",
            "expected 'from' after 'drop 10%', got 'form'; did you mean 'from'?"},
           {"drop 10% from dispatcher at 1s for 1s",
            "expected 'to' after 'drop 10% from dispatcher', got 'at'"},
           {"drop 10% from dispatcher to at 1s for 1s", "'drop 10% from dispatcher to' does not say what; "
                                                        "write it like \"drop 10% from dispatcher to cache "
                                                        "at 5s for 2s\""},
           {"error resuorce in extractor at 1s for 1s",
            "expected 'in' after 'error', got 'resuorce'; did you mean 'resource'?"},
           {"error 20% extractor at 1s for 1s", "expected 'in' after 'error 20%', got 'extractor'"},
           {"corrupt 5% in extractor size1 at 1s for 1s",
            "expected 'at' after 'corrupt 5% in extractor', got 'size1'; did you mean 'size'?"},
           {"burn 50% gpu at 1s for 1s", "expected 'cpu' after 'burn 50%', got 'gpu'; did you mean 'cpu'?"},
           {"hog memory at 1s for 1s", "'memory' after 'hog' is no size; write it like \"200MB\""},
           {"hog 2GB memory at 1s for 1s", "'2GB' after 'hog' is no size; write it like \"200MB\""},
           {"unload at 1s for 1s", "expected 'model' after 'unload', got 'at'"},
           {"skew cache by 1s at 1s for 1s", "expected 'clock' after 'skew', got 'cache'"},
           {"skew clock of cache by 0s at 1s for 1s",
            "'0s' after 'skew clock of cache by' must be longer than "
            "0s"},
       }) {
    CAPTURE(sentence);
    CHECK(message(sentence) == wanted);
  }
}

TEST_CASE("times are complete, and nothing stands twice") {
  struct refusal {
    std::string sentence;
    std::string message;
  };
  for (const auto& [sentence, wanted] : {
           refusal{"pause cache",
                   "'pause cache' does not say when; write it like \"pause dispatcher at 5s for "
                   "500ms\""},
           {"pause cache at 1s",
            "'pause cache at 1s' does not say how long; write it like \"pause dispatcher "
            "at 5s for 500ms\""},
           {"pause cache at 1s for 0s", "a fault lasts longer than 0s"},
           {"flush cache at 1s for 1s", "'flush' is over as soon as it has fired: leave out 'for'"},
           {"flush cache at 1s evry 2s",
            "expected 'every' after 'flush cache at 1s', got 'evry'; did you mean 'every'?"},
           {"kill cache at 1s every 0s", "'0s' after 'kill cache at 1s every' must be longer than 0s"},
           {"kill cache at 1s every", "expected a time such as \"5s\" after 'kill cache at 1s every'"},
           {"kill cache at 1s for 2s for 3s",
            "unexpected 'for' after 'kill cache at 1s for 2s': it stands there already"},
           {"kill cache at 1s for 2s utnil 3s",
            "unexpected 'utnil' after 'kill cache at 1s for 2s'; did you mean 'until'?"},
           {"kill cache at 1s until 3s",
            "'until' ends what fires again and again: add 'every' and a time to 'kill cache at 1s until 3s'"},
           {"kill cache from 1s every 3s", "expected 'mean' after 'kill cache from 1s', got 'every'"},
           {"kill cache from 1s", "expected 'mean' after 'kill cache from 1s'"},
           {"kill cache mean 3s", "expected 'every' after 'kill cache mean', got '3s'"},
           {"kill cache maen every 3s", "expected 'at' after 'kill cache', got 'maen'; did you mean 'mean'?"},
       }) {
    CAPTURE(sentence);
    CHECK(message(sentence) == wanted);
  }
}

TEST_SUITE_END();
