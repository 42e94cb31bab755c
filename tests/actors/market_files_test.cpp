// A market of several files, one a symbol.
#include "scenario_runs.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Bars of successive days from 2020-01-01 on, at most 31.
std::string csv_of(int bars) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (int day = 1; day <= bars; ++day) {
    const auto price = std::to_string(100 + day % 7);
    text += "2020-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "," + price + "," + price +
            "," + price + "," + price + ",1000\n";
  }
  return text;
}

/// Files in a folder of their own, which is gone with them.
class market_folder {
public:
  market_folder() { std::filesystem::create_directories(folder_); }
  ~market_folder() { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, int bars) const {
    const auto file = folder_ / name;
    std::ofstream(file) << csv_of(bars);
    return file.string();
  }

private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("simrun_market_" + std::to_string(getpid()));
};

} // namespace

TEST_SUITE_BEGIN("actors/market_files");

TEST_CASE("each file is a symbol, in the order of the list, however long") {
  const market_folder folder;
  auto s = virtual_scenario();
  s.market.window = 10;
  s.market.sources = {folder.write("zebra.csv", 31), folder.write("ant.csv", 12),
                      folder.write("bee.csv", 20)};
  const auto inputs = load_run_inputs(s);
  REQUIRE_MESSAGE(inputs, inputs.error().message);
  const auto& market = inputs->market;
  REQUIRE(market.symbols() == 3);
  CHECK(market.name(0) == "zebra");
  CHECK(market.name(1) == "ant");
  CHECK(market.name(2) == "bee");
  CHECK(market.window_count(0, 10) == 22);
  CHECK(market.window_count(1, 10) == 3);
  CHECK(market.window_count(2, 10) == 11);
}

TEST_CASE("a load asks for the windows of all of them, and a cache tells them apart") {
  const market_folder folder;
  auto s = virtual_scenario();
  s.market.window = 10;
  s.cache.ttl = 1h;
  // The same bars under three names: 22 windows each.
  s.market.sources = {folder.write("a.csv", 31), folder.write("b.csv", 31), folder.write("c.csv", 31)};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes[outcome::extracted] == 3 * 22);
  CHECK(r.outcomes[outcome::cached] == r.outcomes.issued - 3 * 22);
}

TEST_CASE("a file that is too short or no market is named") {
  const market_folder folder;
  auto s = virtual_scenario();
  s.market.window = 15;
  const auto good = folder.write("good.csv", 31);
  const auto brief = folder.write("brief.csv", 14);
  s.market.sources = {good, brief};
  CHECK(load_run_inputs(s).error().message ==
        brief + ": 14 bars are too few for a window of 15; use a longer history or a shorter window");
  s.market.sources = {good, folder.write("empty.csv", 0)};
  CHECK(load_run_inputs(s).error().message.find("empty.csv: the file has a header but no bars") !=
        std::string::npos);
}

TEST_SUITE_END();
