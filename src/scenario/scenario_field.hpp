#pragma once

#include "scenario/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace simrun {

/// Where a key's value goes.
template <class T>
using member_of = T& (*)(scenario&);

// The types a key may have. Each knows its limits and its destination; what people are told about them
// is in expectation_of, how they are read in read_field.

struct whole_number {
  member_of<std::uint32_t> in;
  std::uint32_t min;
  std::uint32_t max;
  bool no_default = false;
};
struct seed_number {
  member_of<std::uint64_t> in;
};
/// A seed for one dimension of what is random; none: the run's.
struct seed_override {
  member_of<std::optional<std::uint64_t>> in;
};
struct real_number {
  member_of<double> in;
  double min;
  double max;
  bool above_min = false; ///< min itself is out
  bool no_default = false;
};
/// At least one number, each within the limits.
struct number_list {
  static constexpr std::size_t length_max = 1000;

  member_of<std::vector<double>> in;
  double min;
  double max;
};
/// One of the words, or a list of them, which may repeat.
struct word_list {
  static constexpr std::size_t length_max = 1000;

  member_of<std::vector<std::size_t>> in; ///< their places among the words
  std::span<const std::string_view> words;
};
/// Limits as people write them.
struct time_span {
  member_of<duration> in;
  std::string_view min;
  std::string_view max;
  std::string_view default_text{}; ///< where the default follows from another key
};
struct truth {
  member_of<bool> in;
};
struct free_text {
  member_of<std::string> in;
};
/// Text that also names folders.
struct identifier {
  static constexpr std::size_t length_max = 64;

  member_of<std::string> in;
};
struct choice {
  std::span<const std::string_view> words;
  std::size_t (*get)(scenario&);
  void (*pick)(scenario&, std::size_t);
};
/// A file that must exist; a relative path starts from the scenario's folder.
struct input_file {
  static constexpr std::size_t files_max = 1000;

  void (*set)(scenario&, std::string);
  std::string_view or_word;      ///< a word that may stand instead of a file
  std::string_view default_text; ///< what holds where the key is absent
  /// What is wrong with the file's contents, if they are looked at here.
  std::optional<std::string> (*objection)(const std::string& file) = nullptr;
  std::string_view other_word = {};                                ///< another such word
  void (*set_list)(scenario&, std::vector<std::string>) = nullptr; ///< where several files will do as well
};
struct service_time {
  member_of<service_model> in;
  std::optional<service_model::measured_part> part; ///< of a calibration; none: no calibration has it
  std::string_view default_text;
};
/// A duration, or one that is drawn anew each time; none: zero.
struct drawn_time {
  member_of<std::optional<service_model>> in;
};
struct fault_sentence {};
struct requirement_sentence {};
struct alert_sentence {};
/// Where an alert is over; what it is compared with is another key of its table.
struct alert_end {};
/// Texts, none of them empty.
struct text_list {
  static constexpr std::size_t length_max = 100;

  member_of<std::vector<std::string>> in;
};
/// Tables in a table, [[load.stage]]: a section of its own reads them. The key is here for its conditions.
struct table_list {
  std::string_view section;
  std::size_t length_max = 1000;
};

using field_type =
    std::variant<whole_number, seed_number, seed_override, real_number, number_list, time_span, truth,
                 free_text, identifier, choice, word_list, input_file, service_time, drawn_time,
                 fault_sentence, requirement_sentence, alert_sentence, alert_end, text_list, table_list>;

/// Another key of the same table and the word it must have, or must not have.
struct condition {
  std::string_view key;
  std::string_view word;
  bool (*holds)(const scenario&);
  bool except = false;
  std::string_view other_word = {}; ///< another that will do

  bool holds_for(std::string_view actual_word) const noexcept {
    return (actual_word == word || (!other_word.empty() && actual_word == other_word)) != except;
  }
};

/// One key of a table.
struct scenario_field {
  std::string_view key;
  field_type type;
  std::string_view what; ///< one line, for the documentation
  bool required = false;
  const condition* only_with = nullptr; ///< the key means nothing, and is an error, unless this holds
};

/// The member at the end of a path of members: at<&scenario::load, &load_pattern::rps>.
template <auto... Path>
auto& at(scenario& s) {
  return (s.*....*Path);
}

/// A choice among an enumeration's words, which stand in its order. `Member` is a member_of.
template <auto Member>
constexpr choice one_of(std::span<const std::string_view> words) {
  return {words, [](scenario& s) { return static_cast<std::size_t>(Member(s)); },
          [](scenario& s, std::size_t index) {
            auto& member = Member(s);
            member = static_cast<std::remove_reference_t<decltype(member)>>(index);
          }};
}

} // namespace simrun
