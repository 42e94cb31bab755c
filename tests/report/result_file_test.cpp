#include "report/result/result_file.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace simrun;
namespace fs = std::filesystem;

namespace {

/// A folder of the test's own, gone at its end.
struct temporary_folder {
  fs::path path;
  temporary_folder() {
    auto name = (fs::temp_directory_path() / "simrun-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path = name;
  }
  ~temporary_folder() { fs::remove_all(path); }
};

std::string content_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::ptrdiff_t entries_in(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

} // namespace

TEST_SUITE_BEGIN("report/result_file");

TEST_CASE("a file is written whole, over what was there, and nothing else is left") {
  const temporary_folder folder;
  const auto file = folder.path / "result.json";
  CHECK(write_atomically(file.string(), std::string(100'000, 'x')));
  CHECK(content_of(file).size() == 100'000);
  CHECK(write_atomically(file.string(), "new"));
  CHECK(content_of(file) == "new");
  CHECK(entries_in(folder.path) == 1);
}

TEST_CASE("where a file can't be written the error names it, and nothing half-written stays") {
  const temporary_folder folder;
  const auto missing = (folder.path / "missing" / "result.json").string();
  const auto nowhere = write_atomically(missing, "x");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error() == error{error_code::io, "can't write " + missing + ": No such file or directory"});

  const auto taken = (folder.path / "taken").string();
  fs::create_directory(taken);
  const auto over_folder = write_atomically(taken, "x");
  REQUIRE_FALSE(over_folder);
  CHECK(over_folder.error().message == "can't write " + taken + ": Is a directory");
  CHECK(entries_in(folder.path) == 1);
}

TEST_SUITE_END();
