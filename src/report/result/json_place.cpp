#include "report/result/json_place.hpp"

#include <cmath>

namespace simrun {

namespace {

/// Longer than any run, and far inside what nanoseconds can say.
constexpr double seconds_max = 1e9;

std::string_view kind_of(const json_place::json& value) {
  switch (value.type()) {
  case json_place::json::value_t::null:
    return "null";
  case json_place::json::value_t::object:
    return "an object";
  case json_place::json::value_t::array:
    return "a list";
  case json_place::json::value_t::string:
    return "a string";
  case json_place::json::value_t::boolean:
    return "true or false";
  default:
    return "a number";
  }
}

} // namespace

json_place json_place::operator[](std::string_view key) const {
  if (!value_->is_object())
    expected("an object");
  const auto path = path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
  const auto found = value_->find(std::string(key));
  if (found == value_->end())
    throw misread(path + ": it is missing");
  return json_place(*found, path);
}

std::optional<json_place> json_place::find(std::string_view key) const {
  if (!value_->is_object())
    expected("an object");
  const auto found = value_->find(std::string(key));
  return found == value_->end() || found->is_null() ? std::nullopt : std::optional((*this)[key]);
}

double json_place::number() const {
  if (!value_->is_number())
    expected("a number");
  return value_->get<double>();
}

std::int64_t json_place::integer() const {
  if (!value_->is_number_integer() || (value_->is_number_unsigned() && value_->get<std::int64_t>() < 0))
    expected("a whole number");
  return value_->get<std::int64_t>();
}

std::uint64_t json_place::count() const {
  if (!value_->is_number_unsigned())
    expected("a whole number, 0 or more");
  return value_->get<std::uint64_t>();
}

bool json_place::truth() const {
  if (!value_->is_boolean())
    expected("true or false");
  return value_->get<bool>();
}

std::string json_place::text() const {
  if (!value_->is_string())
    expected("a string");
  return value_->get<std::string>();
}

duration json_place::seconds() const {
  const double s = number();
  if (std::abs(s) > seconds_max)
    refuse(fmt::format("{} seconds are no time of a run", s));
  return from_seconds(s);
}

std::vector<json_place> json_place::elements() const {
  if (!value_->is_array())
    expected("a list");
  std::vector<json_place> places;
  for (const auto& element : *value_)
    places.emplace_back(element, fmt::format("{}[{}]", path_, places.size()));
  return places;
}

std::vector<std::pair<std::string, json_place>> json_place::members() const {
  if (!value_->is_object())
    expected("an object");
  std::vector<std::pair<std::string, json_place>> places;
  for (const auto& [key, member] : value_->items())
    places.emplace_back(key, json_place(member, fmt::format("{}.{}", path_, key)));
  return places;
}

std::optional<double> json_place::optional_number(std::string_view key) const {
  return optional(key, [](const json_place& place) { return place.number(); });
}

std::optional<time_point> json_place::optional_time(std::string_view key) const {
  return optional(key, [](const json_place& place) { return place.time(); });
}

std::optional<std::uint64_t> json_place::optional_count(std::string_view key) const {
  return optional(key, [](const json_place& place) { return place.count(); });
}

void json_place::refuse(std::string_view why) const {
  throw misread(path_.empty() ? std::string(why) : fmt::format("{}: {}", path_, why));
}

void json_place::expected(std::string_view what) const {
  const bool same_kind = value_->is_number() && what.find("number") != std::string_view::npos;
  refuse(fmt::format("expected {}, got {}", what, same_kind ? value_->dump() : kind_of(*value_)));
}

} // namespace simrun
