#include "load/recorded_times.hpp"

#include "load/arrival_schedule.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <unistd.h>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A file of its own for each test, gone at its end.
class times_file {
public:
  explicit times_file(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / ("simrun_times_" + std::to_string(getpid()))) {
    std::ofstream(path_) << text;
  }
  ~times_file() { std::filesystem::remove(path_); }

  std::string path() const { return path_.string(); }
  /// What is wrong with it, without its name.
  std::string problem() const { return check_recorded_times(path()).error().message.substr(path().size()); }

private:
  std::filesystem::path path_;
};

load_pattern replay(const times_file& file) {
  load_pattern p;
  p.shape = load_shape::replay;
  p.times_file = file.path();
  return p;
}

std::vector<time_point> all_of(arrival_schedule schedule) {
  std::vector<time_point> times;
  for (; schedule.peek(); schedule.pop())
    times.push_back(*schedule.peek());
  return times;
}

arrival_schedule scheduled(const times_file& file, duration measured) {
  return arrival_schedule(replay(file), 5s, measured, random_stream(1, "arrivals"));
}

} // namespace

TEST_SUITE_BEGIN("load/recorded_times");

TEST_CASE("times are seconds, or have a unit, one a line") {
  const times_file file("# of Monday\n0\n0.25\r\n250ms\n\n 1.000000001 \n2s\n1min");
  CHECK(check_recorded_times(file.path()) == 6U);
  CHECK(all_of(scheduled(file, 1h)) == std::vector<time_point>{run_start, run_start + 250ms,
                                                               run_start + 250ms, run_start + 1s + 1ns,
                                                               run_start + 2s, run_start + 60s});
}

TEST_CASE("a table has them in its column 'time'") {
  const times_file file("id,\"time\",symbol\n7,0.5,A\n8,\"1.5\",B\n");
  CHECK(all_of(scheduled(file, 1h)) == std::vector<time_point>{run_start + 500ms, run_start + 1500ms});
}

TEST_CASE("what lies past the end of the run does not come") {
  const times_file file("1\n2\n3\n");
  CHECK(all_of(scheduled(file, 2s)).size() == 1);
}

TEST_CASE("a copy reads on by itself, and skipping drops what is before") {
  std::string text;
  for (int i = 0; i < 10'000; ++i)
    text += std::to_string(i) + "ms\n";
  const times_file file(text);
  auto schedule = scheduled(file, 1h);
  schedule.skip_to(run_start + 5s);
  auto copy = schedule;
  copy.pop();
  copy.pop();
  CHECK(schedule.peek() == run_start + 5s);
  CHECK(copy.peek() == run_start + 5002ms);
  CHECK(all_of(schedule).size() == 5000);
  CHECK(all_of(copy).size() == 4998);
  CHECK(scheduled(file, 1h).peek() == run_start);
}

TEST_CASE("a bad file names its line") {
  CHECK(times_file("0\n2\n1.5\n").problem() == ":3: the line goes back in time: 1.5s comes after 2s");
  CHECK(times_file("-1\n").problem() == ":1: the line has '-1' for a time; give seconds such as 1.25, or a "
                                        "duration such as 250ms");
  CHECK(times_file("1\nsoon\n").problem() ==
        ":2: the line has 'soon' for a time; give seconds such as 1.25, or a duration such as 250ms");
  CHECK(times_file("when\n1\n").problem().starts_with(":1: the line has 'when' for a time"));
  CHECK(times_file("id,time\n7\n").problem() == ":2: the line has no field in the column 'time'");
  CHECK(times_file("1e9\n").problem().starts_with(":1: "));
  CHECK(times_file("nan\n").problem().starts_with(":1: "));
  CHECK(times_file("250m\n").problem().starts_with(":1: "));
  CHECK(times_file(std::string(2000, '1')).problem() == ":1: the line is longer than 1000 characters");
  CHECK(times_file("# nothing\n").problem() == " holds no time");
  CHECK(check_recorded_times("/nowhere/times.txt").error().message == "/nowhere/times.txt can't be read");
}

TEST_SUITE_END();
