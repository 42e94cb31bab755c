#include "features/network/weights/safetensors.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <fstream>
#include <limits>
#include <unistd.h>

using namespace simrun;

namespace {

const std::filesystem::path fixtures = std::filesystem::path(SIMRUN_SOURCE_ROOT) / "tests/fixtures/model";

std::vector<std::byte> file_of(const std::string& header, std::size_t data_bytes) {
  const std::uint64_t length = header.size();
  std::vector<std::byte> bytes(sizeof length + header.size() + data_bytes);
  std::memcpy(bytes.data(), &length, sizeof length);
  std::memcpy(bytes.data() + sizeof length, header.data(), header.size());
  return bytes;
}

std::string problem_of(std::span<const std::byte> bytes) {
  const auto file = parse_safetensors("x", bytes);
  return file ? "none" : file.error().message;
}

std::vector<std::byte> read_bytes(const std::filesystem::path& path) {
  std::vector<std::byte> bytes(std::filesystem::file_size(path));
  std::ifstream(path, std::ios::binary)
      .read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

struct temporary_directory {
  temporary_directory()
      : path(std::filesystem::temp_directory_path() / ("simrun_safetensors_" + std::to_string(getpid()))) {
    std::filesystem::create_directory(path);
  }
  ~temporary_directory() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

} // namespace

TEST_SUITE_BEGIN("features/safetensors");

TEST_CASE("what is written is read back") {
  const temporary_directory directory;
  const auto path = directory.path / "t.safetensors";
  const std::vector<named_tensor> tensors{
      {"b", {2, 3}, {1, 2, 3, 4, 5, 6}}, {"a \"quoted\"", {}, {7}}, {"empty", {0, 4}, {}}};
  REQUIRE(write_safetensors(path, tensors, {{"format", "pt"}}));

  const auto file = read_safetensors(path);
  REQUIRE(file);
  CHECK(file->metadata == std::map<std::string, std::string>{{"format", "pt"}});
  REQUIRE(file->tensors.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(file->tensors[i].name == tensors[i].name);
    CHECK(file->tensors[i].shape == tensors[i].shape);
    CHECK(file->tensors[i].values == tensors[i].values);
  }
  const std::filesystem::directory_iterator entries(directory.path);
  CHECK(std::distance(begin(entries), end(entries)) == 1);
}

TEST_CASE("a tensor of another dtype is listed, but can't be asked for") {
  const auto file =
      parse_safetensors("x", file_of(R"({"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]}})", 8));
  REQUIRE(file);
  CHECK(file->find("n")->dtype == "I64");
  CHECK(file->require("n").error().message == "x: tensor 'n' has dtype I64, expected F32");
  CHECK(file->require("m").error().message == "x: tensor 'm' is missing");
}

TEST_CASE("a value that is not finite is named by its index") {
  tensor_file file{"x", {}, {{"w", {2}, {1, std::numeric_limits<float>::quiet_NaN()}}}};
  CHECK(file.require("w").error().message == "x: tensor 'w' holds nan at index 1, expected finite numbers");
}

TEST_CASE("a file that can't be read says so") {
  CHECK(read_safetensors("/nowhere/m.safetensors").error() ==
        error{error_code::io, "/nowhere/m.safetensors: there is no such file"});
  CHECK(read_safetensors("/").error().message == "/: there is no such file");
  CHECK(write_safetensors("/nowhere/m.safetensors", {}).error() ==
        error{error_code::io, "/nowhere/m.safetensors: can't be written"});
}

TEST_CASE("a file too short for its header says what it holds") {
  CHECK(problem_of({}) == "x: 0 bytes are no safetensors file: it starts with the 8 of its header's length");
  auto bytes = file_of("{}", 0);
  CHECK(problem_of(std::span(bytes).first(7)) ==
        "x: 7 bytes are no safetensors file: it starts with the 8 of its header's length");
  CHECK(problem_of(std::span(bytes).first(9)) == "x: the header's length is given as 2 bytes, but 1 follow");
  std::memset(bytes.data(), 0xff, 8);
  CHECK(problem_of(bytes) == "x: the header's length is given as 18446744073709551615 bytes, but 2 follow");
}

TEST_CASE("a malformed header names its fault") {
  const auto a = [](const std::string& rest) { return R"({"a":{"dtype":"F32","shape":)" + rest + "}}"; };
  const std::vector<std::pair<std::string, std::string>> table{
      {"", "x: the header is not valid JSON at byte 1"},
      {R"({"a":)", "x: the header is not valid JSON at byte 6"},
      {"[]", "x: the header must be a JSON object, found an array"},
      {"null", "x: the header must be a JSON object, found null"},
      {"7", "x: the header must be a JSON object, found a number"},
      {R"({"a":"b"})", "x: the header must give 'a' as an object, found a string"},
      {R"({"__metadata__":{"k":1}})", "x: the header must give '__metadata__.k' as a string, found a number"},
      {R"({"__metadata__":{"k":{}}})",
       "x: the header must give '__metadata__.k' as a string, found an object"},
      {R"({"__metadata__":{"k":"1","k":"2"}})", "x: the header has '__metadata__.k' twice"},
      {R"({"a":{"dtype":4}})", "x: the header must give 'a.dtype' as a string, found a number"},
      {R"({"a":{"dtype":"F32"}})", "x: the header gives tensor 'a' no shape"},
      {R"({"a":{"dtype":"F32","dtype":"F32"}})", "x: the header has 'a.dtype' twice"},
      {R"({"a":{"dtype":"F32","offset":1}})", "x: the header has an unknown key 'offset' in tensor 'a'"},
      {a("[[1]]"), "x: the header must give 'a.shape' as an array of whole numbers from 0, found an array"},
      {a("[-1]"),
       "x: the header must give 'a.shape' as an array of whole numbers from 0, found a negative number"},
      {a("[1.5]"), "x: the header must give 'a.shape' as an array of whole numbers from 0, found 1.5"},
      {a("[99999999999999999999]"),
       "x: the header must give 'a.shape' as an array of whole numbers from 0, found 99999999999999999999"},
      {a("4"), "x: the header must give 'a.shape' as an array of whole numbers from 0, found a number"},
      {a("[1]"), "x: the header gives tensor 'a' no data_offsets"},
      {a(R"([1],"data_offsets":[0,4])") + "}", "x: the header is not valid JSON at byte 55"},
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{}})", "x: the header has 'a' twice"},
      {std::string(100'000, '{'), "x: the header is not valid JSON at byte 2"},
      {R"({"a":)" + std::string(100'000, '['), "x: the header must give 'a' as an object, found an array"},
  };
  for (const auto& [header, message] : table)
    CHECK(problem_of(file_of(header, 4)) == message);
}

TEST_CASE("tensors must fit the data, fill it, and not overlap") {
  const auto entry = [](const std::string& name, const std::string& shape, const std::string& offsets,
                        const std::string& dtype = "F32") {
    return "\"" + name + R"(":{"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" +
           offsets + "}";
  };
  const std::vector<std::pair<std::string, std::string>> table{
      {entry("a", "[2]", "[0,8]"), "none"},
      {entry("a", "[2]", "[0,8]", "F31"), "x: tensor 'a' has the unknown dtype 'F31'"},
      {entry("a", "[2]", "[0,4,8]"), "x: tensor 'a' has 3 data_offsets, expected 2"},
      {entry("a", "[3]", "[0,12]"), "x: tensor 'a' has data_offsets [0, 12], outside the 8 bytes of data"},
      {entry("a", "[2]", "[8,0]"), "x: tensor 'a' has data_offsets [8, 0], outside the 8 bytes of data"},
      {entry("a", "[2]", "[18446744073709551608,0]"),
       "x: tensor 'a' has data_offsets [18446744073709551608, 0], outside the 8 bytes of data"},
      {entry("a", "[3]", "[0,8]"),
       "x: tensor 'a' of shape [3] and dtype F32 needs 12 bytes, but its data_offsets hold 8"},
      {entry("a", "[4294967296,4294967296,2]", "[0,8]"),
       "x: tensor 'a' has shape [4294967296, 4294967296, 2], too large for any file"},
      {entry("a", "[1]", "[0,4]"), "x: the last 4 bytes belong to no tensor"},
      {entry("a", "[1]", "[4,8]"), "x: bytes 0 to 4 of the data, before tensor 'a', belong to no tensor"},
      {entry("a", "[2]", "[0,8]") + "," + entry("b", "[1]", "[4,8]"),
       "x: tensor 'b' overlaps another: it begins at byte 4 of the data, where 8 are taken"},
  };
  for (const auto& [entries, message] : table)
    CHECK(problem_of(file_of("{" + entries + "}", 8)) == message);
}

TEST_CASE("a file cut off anywhere is an error") {
  const auto bytes = read_bytes(fixtures / "small.io.safetensors");
  for (std::size_t size = 0; size < bytes.size(); size += size < 1000 ? 1 : 997)
    CHECK_FALSE(parse_safetensors("x", std::span(bytes).first(size)));
  CHECK(parse_safetensors("x", bytes));
}

TEST_CASE("no damage to a header does more than make an error") {
  const auto whole = read_bytes(fixtures / "small.io.safetensors");
  random_stream random(1, "damage");
  std::size_t errors = 0;
  for (int i = 0; i < 3000; ++i) {
    auto bytes = whole;
    for (int change = 0; change < 3; ++change)
      bytes[random.below(900)] = static_cast<std::byte>(random.below(256));
    errors += parse_safetensors("x", bytes) ? 0U : 1U;
  }
  CHECK(errors > 2500);
}

TEST_SUITE_END();
