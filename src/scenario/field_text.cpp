#include "scenario/field_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace simrun {

namespace {

struct expectation {
  std::string operator()(const whole_number& x) const {
    return fmt::format("a whole number from {} to {}", x.min, x.max);
  }
  std::string operator()(const seed_number&) const {
    return fmt::format("a whole number from 0 to {}", std::numeric_limits<std::int64_t>::max());
  }
  std::string operator()(const seed_override&) const { return (*this)(seed_number{}); }
  std::string operator()(const number_list& x) const {
    return fmt::format("a list of up to {} numbers from {} to {}", number_list::length_max, x.min, x.max);
  }
  std::string operator()(const table_list& x) const {
    return fmt::format("1 to {} tables, [[{}]]", x.length_max, x.section);
  }
  std::string operator()(const real_number& x) const {
    return x.above_min ? fmt::format("a number above {}, at most {}", x.min, x.max)
                       : fmt::format("a number from {} to {}", x.min, x.max);
  }
  std::string operator()(const time_span&) const { return "a duration such as \"30s\""; }
  std::string operator()(const truth&) const { return "true or false"; }
  std::string operator()(const free_text&) const { return "text in quotes"; }
  std::string operator()(const identifier&) const {
    return fmt::format("up to {} letters, digits, '_', '-' and '.', the first a letter or digit",
                       identifier::length_max);
  }
  std::string operator()(const choice& x) const { return quoted_list(x.words); }
  std::string operator()(const word_list& x) const { return quoted_list(x.words) + ", or a list of these"; }
  std::string operator()(const input_file& x) const {
    std::string words = x.or_word.empty() ? "" : fmt::format("\"{}\"", x.or_word);
    if (!x.other_word.empty())
      words += fmt::format(", \"{}\"", x.other_word);
    if (x.set_list)
      return fmt::format("{}, a file or a list of up to {} files", words, input_file::files_max);
    return words.empty() ? "a file" : words + " or a file";
  }
  std::string operator()(const service_time& x) const {
    return x.part ? "a service time such as \"lognormal(1.5ms, 0.4)\" or \"measured(calibration.json)\""
                  : "a time such as \"lognormal(1.5ms, 0.4)\"";
  }
  std::string operator()(const drawn_time&) const {
    return "a duration such as \"30s\", or one that is drawn, such as \"exponential(10ms)\"";
  }
  std::string operator()(const fault_sentence&) const {
    return "a sentence such as \"kill extractor at 5s for 2s\"";
  }
  std::string operator()(const requirement_sentence&) const {
    return "a sentence such as \"latency_p95 < 100 ms\"";
  }
  std::string operator()(const alert_sentence&) const { return "a rule such as \"latency_p95 > 100 ms\""; }
  std::string operator()(const alert_end&) const { return "a bound such as \"90 ms\""; }
  std::string operator()(const text_list&) const {
    return fmt::format("a list of up to {} texts", text_list::length_max);
  }
};

/// Asks a scenario that nobody touched, so that no default is written twice.
struct default_value {
  scenario& untouched;

  std::string operator()(const whole_number& x) const {
    return x.no_default ? "" : fmt::to_string(x.in(untouched));
  }
  std::string operator()(const drawn_time&) const { return "\"0s\""; }
  std::string operator()(const seed_number& x) const { return fmt::to_string(x.in(untouched)); }
  std::string operator()(const real_number& x) const {
    return x.no_default ? "" : fmt::to_string(x.in(untouched));
  }
  std::string operator()(const seed_override&) const { return "`seed`"; }
  std::string operator()(const alert_end&) const { return "a tenth of the bound before it"; }
  std::string operator()(const time_span& x) const {
    return x.default_text.empty() ? fmt::format("\"{}\"", to_text(x.in(untouched)))
                                  : std::string(x.default_text);
  }
  std::string operator()(const truth& x) const { return x.in(untouched) ? "true" : "false"; }
  std::string operator()(const choice& x) const { return fmt::format("\"{}\"", x.words[x.get(untouched)]); }
  std::string operator()(const word_list& x) const {
    return fmt::format("\"{}\"", x.words[x.in(untouched).front()]);
  }
  std::string operator()(const input_file& x) const { return std::string(x.default_text); }
  std::string operator()(const service_time& x) const { return fmt::format("\"{}\"", x.default_text); }
  std::string operator()(const auto&) const { return {}; }
};

} // namespace

std::string expectation_of(const field_type& type) {
  return std::visit(expectation{}, type);
}

std::string default_of(const field_type& type) {
  scenario untouched;
  // One of each list, for the keys of [[fault]] and [[require]].
  untouched.faults.emplace_back();
  untouched.requirements.emplace_back();
  untouched.alerts.emplace_back();
  untouched.zones.emplace_back();
  untouched.load.stages.emplace_back();
  untouched.mix.sizes.emplace_back();
  untouched.groups.emplace_back();
  return std::visit(default_value{untouched}, type);
}

bool is_name(std::string_view text) {
  const auto letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  const auto allowed = [&](char c) { return letter_or_digit(c) || c == '_' || c == '-' || c == '.'; };
  return !text.empty() && text.size() <= identifier::length_max && letter_or_digit(text.front()) &&
         std::ranges::all_of(text, allowed);
}

std::string quoted_list(std::span<const std::string_view> words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i)
    list += fmt::format("{}\"{}\"", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
  return list;
}

} // namespace simrun
