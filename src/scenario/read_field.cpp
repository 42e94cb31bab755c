#include "scenario/read_field.hpp"

#include "core/near_miss.hpp"
#include "features/calibration/calibration_json.hpp"
#include "scenario/field_text.hpp"
#include "scenario/input_file.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace simrun {

namespace {

using message = std::optional<std::string>;

/// "-2s" and "20000h" are durations, but none that can be kept.
bool is_duration_out_of_range(std::string_view text) {
  double count = 0;
  const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
  return failed != std::errc::invalid_argument &&
         parse_duration("0" + std::string(rest, text.data() + text.size()));
}

class field_reader {
public:
  field_reader(const field_type& type, std::string_view name, const config_value& value,
               const std::filesystem::path& folder, scenario& into)
      : type_(type), name_(name), value_(value), folder_(folder), into_(into) {}

  message operator()(const whole_number& x) const {
    const auto* number = value_.as<std::int64_t>();
    if (!number || *number < x.min || *number > x.max)
      return unexpected();
    x.in(into_) = static_cast<std::uint32_t>(*number);
    return {};
  }

  message operator()(const seed_number& x) const {
    const auto* number = value_.as<std::int64_t>();
    if (!number || *number < 0)
      return unexpected();
    x.in(into_) = static_cast<std::uint64_t>(*number);
    return {};
  }

  message operator()(const seed_override& x) const {
    const auto* number = value_.as<std::int64_t>();
    if (!number || *number < 0)
      return unexpected();
    x.in(into_) = static_cast<std::uint64_t>(*number);
    return {};
  }

  message operator()(const real_number& x) const {
    const auto number = number_in(value_);
    // Said so that a NaN is out, too.
    if (!number || !(*number >= x.min && *number <= x.max) || (x.above_min && *number == x.min))
      return unexpected();
    x.in(into_) = *number;
    return {};
  }

  message operator()(const number_list& x) const {
    const auto* list = value_.as<config_list>();
    if (!list || list->empty() || list->size() > number_list::length_max)
      return unexpected();
    auto& numbers = x.in(into_);
    numbers.clear();
    for (const auto& item : *list) {
      const auto number = number_in(item);
      if (!number || !(*number >= x.min && *number <= x.max))
        return fmt::format("'{}' must be {}, got {} in it", name_, expectation_of(type_), shown(item));
      numbers.push_back(*number);
    }
    return {};
  }

  message operator()(const time_span& x) const {
    const auto* text = value_.as<std::string>();
    const auto span = text ? parse_duration(*text) : std::nullopt;
    if (!span && !(text && is_duration_out_of_range(*text)))
      return unexpected();
    if (!span || *span < parse_duration(x.min) || *span > parse_duration(x.max))
      return fmt::format("'{}' must be from {} to {}, got {}", name_, x.min, x.max, shown(value_));
    x.in(into_) = *span;
    return {};
  }

  message operator()(const truth& x) const { return copy<bool>(x.in(into_)); }
  message operator()(const free_text& x) const { return copy<std::string>(x.in(into_)); }

  message operator()(const identifier& x) const {
    const auto* text = value_.as<std::string>();
    return text && is_name(*text) ? copy<std::string>(x.in(into_)) : unexpected();
  }

  message operator()(const choice& x) const {
    const auto* word = value_.as<std::string>();
    if (!word)
      return unexpected();
    if (const auto found = std::ranges::find(x.words, *word); found != x.words.end()) {
      x.pick(into_, static_cast<std::size_t>(found - x.words.begin()));
      return {};
    }
    return not_among(x.words, value_);
  }

  message operator()(const word_list& x) const {
    const auto* list = value_.as<config_list>();
    if (list && (list->empty() || list->size() > word_list::length_max))
      return unexpected();
    std::vector<std::size_t> places;
    for (const auto& item : list ? *list : config_list{value_}) {
      const auto* word = item.as<std::string>();
      const auto found = word ? std::ranges::find(x.words, *word) : x.words.end();
      if (found == x.words.end())
        return not_among(x.words, item);
      places.push_back(static_cast<std::size_t>(found - x.words.begin()));
    }
    x.in(into_) = std::move(places);
    return {};
  }

  message operator()(const input_file& x) const {
    if (const auto* list = value_.as<config_list>(); list && x.set_list)
      return read_files(x, *list);
    const auto* path = value_.as<std::string>();
    if (!path || path->empty())
      return unexpected();
    if (*path == x.or_word || (!x.other_word.empty() && *path == x.other_word)) {
      x.set(into_, *path);
      return {};
    }
    auto file = find_input_file(*path, folder_);
    if (!file)
      return fmt::format("'{}': {}", name_, file.error().message);
    if (x.objection)
      if (const auto wrong = x.objection(*file))
        return fmt::format("'{}': {}", name_, *wrong);
    x.set(into_, std::move(*file));
    return {};
  }

  message operator()(const service_time& x) const {
    const auto* text = value_.as<std::string>();
    if (!text)
      return unexpected();
    if (const auto file = measured_file(*text))
      return read_measured(x, *file);
    const auto model = parse_service_model(*text);
    if (!model)
      return fmt::format("'{}': {}", name_, model.error().message);
    x.in(into_) = *model;
    return {};
  }

  message operator()(const drawn_time& x) const {
    const auto* text = value_.as<std::string>();
    if (!text)
      return unexpected();
    if (const auto span = parse_duration(*text)) {
      x.in(into_) = *span == duration::zero() ? std::nullopt : std::optional(service_model::constant(*span));
      return {};
    }
    if (text->find('(') == text->npos)
      return unexpected();
    if (measured_file(*text))
      return fmt::format("'{}' is in no calibration; use constant, exponential or lognormal", name_);
    const auto model = parse_service_model(*text);
    if (!model)
      return fmt::format("'{}': {}", name_, model.error().message);
    x.in(into_) = *model;
    return {};
  }

  message operator()(const fault_sentence&) const {
    const auto* text = value_.as<std::string>();
    if (!text)
      return unexpected();
    auto fault = parse_fault(*text);
    if (!fault)
      return fault.error().message;
    into_.faults.back() = std::move(*fault);
    return {};
  }

  message operator()(const requirement_sentence&) const {
    const auto* text = value_.as<std::string>();
    if (!text)
      return unexpected();
    auto requirement = parse_requirement(*text);
    if (!requirement)
      return requirement.error().message;
    // These may have been read before.
    requirement->severity = into_.requirements.back().severity;
    requirement->abort = into_.requirements.back().abort;
    into_.requirements.back() = std::move(*requirement);
    return {};
  }

  message operator()(const alert_sentence&) const {
    const auto* text = value_.as<std::string>();
    if (!text)
      return unexpected();
    auto rule = parse_alert_rule(*text);
    if (!rule)
      return rule.error().message;
    // Other keys of the table may have been read before.
    auto& into = into_.alerts.back();
    into.text = std::move(rule->text);
    into.metric = std::move(rule->metric);
    into.compare = rule->compare;
    into.bound = rule->bound;
    return {};
  }

  message operator()(const alert_end&) const { return copy<std::string>(into_.alerts.back().clear_text); }

  message operator()(const text_list& x) const {
    const auto* list = value_.as<config_list>();
    if (!list || list->size() > text_list::length_max)
      return unexpected();
    std::vector<std::string> texts;
    for (const auto& item : *list) {
      const auto* text = item.as<std::string>();
      if (!text || text->empty())
        return fmt::format("'{}' must be {}, got {} in it", name_, expectation_of(type_), shown(item));
      texts.push_back(*text);
    }
    x.in(into_) = std::move(texts);
    return {};
  }

  /// What is no list at all is refused where its tables are read.
  message operator()(const table_list& x) const {
    const auto* list = value_.as<config_list>();
    return list && (list->empty() || list->size() > x.length_max) ? unexpected() : std::nullopt;
  }

private:
  message read_files(const input_file& x, const config_list& list) const {
    if (list.empty() || list.size() > input_file::files_max)
      return unexpected();
    std::vector<std::string> files;
    for (const auto& item : list) {
      const auto* path = item.as<std::string>();
      if (!path || path->empty())
        return fmt::format("'{}' must be {}, got {} in it", name_, expectation_of(type_), shown(item));
      auto file = find_input_file(*path, folder_);
      if (!file)
        return fmt::format("'{}': {}", name_, file.error().message);
      if (std::ranges::find(files, *file) != files.end())
        return fmt::format("'{}': '{}' is in the list twice", name_, *file);
      files.push_back(std::move(*file));
    }
    x.set_list(into_, std::move(files));
    return {};
  }

  message read_measured(const service_time& x, std::string_view file) const {
    if (!x.part)
      return fmt::format("'{}' is in no calibration; use constant, exponential or lognormal", name_);
    const auto measured = find_input_file(file, folder_).and_then(read_calibration);
    if (!measured)
      return fmt::format("'{}': {}", name_, measured.error().message);
    x.in(into_) = service_model::measured(std::make_shared<const calibration>(std::move(*measured)), *x.part);
    return {};
  }

  static std::optional<double> number_in(const config_value& value) {
    if (const auto* whole = value.as<std::int64_t>())
      return static_cast<double>(*whole);
    const auto* real = value.as<double>();
    return real ? std::optional(*real) : std::nullopt;
  }

  message unexpected() const {
    return fmt::format("'{}' must be {}, got {}", name_, expectation_of(type_), shown(value_));
  }

  message not_among(std::span<const std::string_view> words, const config_value& item) const {
    const auto* word = item.as<std::string>();
    const auto meant = word ? nearest(*word, words) : "";
    return fmt::format("'{}' must be {}, got {}{}", name_, expectation_of(type_), shown(item),
                       meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant));
  }

  template <class T>
  message copy(T& to) const {
    const auto* plain = value_.as<T>();
    if (!plain)
      return unexpected();
    to = *plain;
    return {};
  }

  const field_type& type_;
  std::string_view name_;
  const config_value& value_;
  const std::filesystem::path& folder_;
  scenario& into_;
};

} // namespace

std::optional<std::string> read_field(const field_type& type, std::string_view name,
                                      const config_value& value, const std::filesystem::path& folder,
                                      scenario& into) {
  return std::visit(field_reader(type, name, value, folder, into), type);
}

} // namespace simrun
