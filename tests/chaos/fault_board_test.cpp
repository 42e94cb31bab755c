#include "chaos/fault_board.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr time_point now{1s};

/// Writes its name down when it is delivered.
class named_message final : public held_message {
public:
  named_message(std::string name, std::vector<std::string>& delivered)
      : name_(std::move(name)), delivered_(delivered) {}
  void deliver() override { delivered_.push_back(name_); }

private:
  std::string name_;
  std::vector<std::string>& delivered_;
};

fault_plan plan_of(std::initializer_list<std::string_view> sentences) {
  std::vector<fault_spec> specs;
  for (const auto sentence : sentences)
    specs.push_back(parse_fault(sentence).value());
  fault_bounds bounds;
  bounds.extractor_workers = 2;
  bounds.measured = 60s;
  bounds.clock = clock_kind::virtual_time;
  return {specs, bounds, random_stream(1, "faults")};
}

struct way_user {
  fault_board& board;
  message_way& way;
  std::vector<std::string>& delivered;

  void send(const std::string& name) const {
    const auto hold = [&] { return std::make_unique<named_message>(name, delivered); };
    const auto fate = board.pass(way, 1, now, hold);
    if (!fate.passes())
      return;
    delivered.push_back(name);
    board.passed(way);
  }
};

} // namespace

TEST_SUITE_BEGIN("chaos/fault_board");

TEST_CASE("a paused component gets nothing and says nothing until it goes on, and then all of it in order") {
  const auto plan = plan_of({"pause dispatcher at 1s for 2s"});
  fault_board board(plan, random_stream(1, "faults"));
  std::vector<std::string> delivered;
  const way_user in{board, board.way("load_generator", "dispatcher"), delivered};
  const way_user out{board, board.way("dispatcher", "cache"), delivered};
  const way_user aside{board, board.way("other", "another"), delivered};
  board.begin(0);
  CHECK(in.way.disturbed());
  CHECK_FALSE(aside.way.disturbed());
  in.send("a");
  out.send("b");
  in.send("c");
  CHECK(delivered.empty());
  board.end(0);
  CHECK(delivered == std::vector<std::string>{"a", "b", "c"});
  CHECK_FALSE(in.way.disturbed());
  CHECK(board.effect(0).messages == 3);
}

TEST_CASE("what one fault gives free another may still hold") {
  const auto plan = plan_of({"pause dispatcher at 1s for 5s", "pause cache at 2s for 5s"});
  fault_board board(plan, random_stream(1, "faults"));
  std::vector<std::string> delivered;
  const way_user between{board, board.way("dispatcher", "cache"), delivered};
  board.begin(0);
  between.send("a");
  board.begin(1);
  board.end(0);
  CHECK(delivered.empty());
  board.end(1);
  CHECK(delivered == std::vector<std::string>{"a"});
}

TEST_CASE("a message out of order lets one pass, and nothing is kept when the fault is over") {
  const auto plan = plan_of({"reorder 100% from dispatcher to cache at 1s for 2s"});
  fault_board board(plan, random_stream(1, "faults"));
  std::vector<std::string> delivered;
  const way_user between{board, board.way("dispatcher", "cache"), delivered};
  board.begin(0);
  between.send("a");
  CHECK(delivered.empty());
  between.send("b");
  CHECK(delivered == std::vector<std::string>{"b", "a"});
  between.send("c");
  board.end(0);
  CHECK(delivered == std::vector<std::string>{"b", "a", "c"});
  CHECK(board.effect(0).messages == 2);
}

TEST_CASE("a worker's faults are its own, and are counted") {
  const auto plan = plan_of({"slow extractor[0] x3 at 1s for 5s", "error 100% in extractor[1] at 1s for 5s"});
  fault_board board(plan, random_stream(1, "faults"));
  auto& slow = board.worker("extractor[0]");
  auto& broken = board.worker("extractor[1]");
  board.begin(0);
  board.begin(1);
  CHECK(board.slowdown(slow, 4) == 3);
  CHECK_FALSE(board.draw_answer(slow).error);
  CHECK(board.slowdown(broken, 4) == 1);
  CHECK(board.draw_answer(broken).error == error_code::unavailable);
  CHECK(board.effect(0).requests == 4);
  CHECK(board.effect(1).requests == 1);
  board.end(0);
  board.end(1);
  CHECK_FALSE(slow.disturbed());
  CHECK(board.slowdown(slow, 4) == 1);
}

TEST_CASE("a clock is wrong while the fault lasts") {
  const auto plan = plan_of({"skew clock of cache by -50ms at 1s for 2s"});
  fault_board board(plan, random_stream(1, "faults"));
  board.begin(0);
  CHECK(board.skew("cache") == -50ms);
  CHECK(board.skew("dispatcher") == 0ms);
  board.end(0);
  CHECK(board.skew("cache") == 0ms);
}

TEST_SUITE_END();
