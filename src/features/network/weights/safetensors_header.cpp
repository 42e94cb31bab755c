#include "features/network/weights/safetensors_header.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace simrun {

namespace {

/// Follows the parser through the only document there may be:
///   {"__metadata__": {key: text}, name: {"dtype": text, "shape": [n...], "data_offsets": [n, n]}}
class header_reader : public nlohmann::json_sax<nlohmann::json> {
public:
  safetensors_header header;
  std::string problem;

  bool start_object(std::size_t) override {
    if (depth_ == 2 || in_array_)
      return reject_value("an object");
    if (depth_ == 1) {
      keys_of_tensor_.clear();
      if (!in_metadata())
        header.tensors.push_back({tensor_, {}, {}, {}});
    }
    ++depth_;
    return true;
  }

  bool end_object() override {
    --depth_;
    if (depth_ != 1 || in_metadata())
      return true;
    for (const char* needed : {"dtype", "shape", "data_offsets"})
      if (!keys_of_tensor_.contains(needed))
        return reject(fmt::format("the header gives tensor '{}' no {}", tensor_, needed));
    return true;
  }

  bool key(string_t& name) override {
    if (depth_ == 1)
      return (tensor_ = name, names_.insert(name).second) || reject(twice(name));
    key_ = name;
    if (!keys_of_tensor_.insert(name).second)
      return reject(twice(tensor_ + "." + name));
    if (!in_metadata() && name != "dtype" && name != "shape" && name != "data_offsets")
      return reject(fmt::format("the header has an unknown key '{}' in tensor '{}'", name, tensor_));
    return true;
  }

  bool start_array(std::size_t) override {
    if (depth_ != 2 || in_array_ || !expects_numbers())
      return reject_value("an array");
    in_array_ = true;
    return true;
  }

  bool end_array() override {
    in_array_ = false;
    return true;
  }

  bool string(string_t& text) override {
    if (depth_ != 2 || in_array_ || expects_numbers())
      return reject_value("a string");
    if (in_metadata())
      header.metadata[key_] = text;
    else
      header.tensors.back().dtype = text;
    return true;
  }

  bool number_unsigned(number_unsigned_t number) override {
    if (!in_array_)
      return reject_value("a number");
    auto& tensor = header.tensors.back();
    (key_ == "shape" ? tensor.shape : tensor.data_offsets).push_back(number);
    return true;
  }

  bool null() override { return reject_value("null"); }
  bool boolean(bool) override { return reject_value("a boolean"); }
  bool number_integer(number_integer_t) override { return reject_value("a negative number"); }
  // Integers past 64 bits arrive here as well.
  bool number_float(number_float_t, const string_t& text) override { return reject_value(text.c_str()); }
  bool binary(binary_t&) override { return reject_value("binary data"); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
    return reject(fmt::format("the header is not valid JSON at byte {}", position));
  }

private:
  bool in_metadata() const { return tensor_ == "__metadata__"; }
  bool expects_numbers() const { return !in_metadata() && key_ != "dtype"; }

  static std::string twice(const std::string& name) { return fmt::format("the header has '{}' twice", name); }

  bool reject(std::string why) {
    problem = std::move(why);
    return false;
  }

  bool reject_value(const char* found) {
    if (depth_ == 0)
      return reject(fmt::format("the header must be a JSON object, found {}", found));
    if (depth_ == 1)
      return reject(fmt::format("the header must give '{}' as an object, found {}", tensor_, found));
    const char* expected = expects_numbers() ? "an array of whole numbers from 0" : "a string";
    return reject(
        fmt::format("the header must give '{}.{}' as {}, found {}", tensor_, key_, expected, found));
  }

  int depth_ = 0;
  bool in_array_ = false;
  std::string tensor_;
  std::string key_;
  std::set<std::string> names_;
  std::set<std::string> keys_of_tensor_;
};

} // namespace

result<safetensors_header> parse_safetensors_header(std::string_view json) {
  header_reader reader;
  if (!nlohmann::json::sax_parse(json.begin(), json.end(), &reader))
    return fail(error_code::bad_input, std::move(reader.problem));
  return std::move(reader.header);
}

} // namespace simrun
