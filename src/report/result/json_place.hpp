#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

/// What can't be used, with its place. It does not leave the reader of a document.
struct misread : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A value of a JSON document, and where in it: "metrics.latency_p95", "intervals[3].t_s". Whatever is asked
/// of it and can't be had throws misread: "metrics.latency_p95: expected a number, got a string". The
/// document must outlive it.
class json_place {
public:
  using json = nlohmann::ordered_json;

  explicit json_place(const json& value, std::string path = "") : value_(&value), path_(std::move(path)) {}

  /// The member of an object; the other gives none where it is missing or null.
  json_place operator[](std::string_view key) const;
  std::optional<json_place> find(std::string_view key) const;

  bool is_null() const { return value_->is_null(); }

  double number() const;
  std::int64_t integer() const;
  std::uint64_t count() const;
  bool truth() const;
  std::string text() const;
  duration seconds() const;
  time_point time() const { return time_point(seconds()); }

  std::vector<json_place> elements() const;
  std::vector<std::pair<std::string, json_place>> members() const;

  /// `read` of each element, or of each member with its name.
  template <class Read>
  auto list_of(Read read) const {
    std::vector<decltype(read(*this))> values;
    for (const auto& element : elements())
      values.push_back(read(element));
    return values;
  }
  template <class Read>
  auto named(Read read) const {
    std::vector<std::pair<std::string, decltype(read(*this))>> values;
    for (const auto& [name, member] : members())
      values.emplace_back(name, read(member));
    return values;
  }

  /// `read` of the member, where there is one that is not null.
  template <class Read>
  auto optional(std::string_view key, Read read) const {
    const auto member = find(key);
    return member ? std::optional(read(*member)) : std::nullopt;
  }
  std::optional<double> optional_number(std::string_view key) const;
  std::optional<time_point> optional_time(std::string_view key) const;
  std::optional<std::uint64_t> optional_count(std::string_view key) const;

  /// The one of `values` that has this name.
  template <class Value, std::size_t N>
  Value one_of(const Value (&values)[N], std::string_view (*name)(Value) noexcept) const {
    const auto word = text();
    std::vector<std::string_view> names;
    for (const auto value : values) {
      if (name(value) == word)
        return value;
      names.push_back(name(value));
    }
    refuse(fmt::format("expected one of {}, got \"{}\"", fmt::join(names, ", "), word));
  }

  [[noreturn]] void refuse(std::string_view why) const;

private:
  [[noreturn]] void expected(std::string_view what) const;

  const json* value_;
  std::string path_;
};

} // namespace simrun
