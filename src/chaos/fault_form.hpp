#pragma once

#include "chaos/fault_kind.hpp"
#include "chaos/fault_spec.hpp"
#include "core/clock_kind.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// What the words of a sentence between the kind and the time are.
enum class fault_shape {
  target,       ///< kill TARGET
  end_run,      ///< kill supervisor
  slow_factor,  ///< slow TARGET x3
  slow_by,      ///< slow TARGET by 20ms [jitter 5ms]
  slow_updates, ///< slow monitor by 300ms
  throttle,     ///< throttle TARGET to 10/s
  messages,     ///< drop 10% from SENDER to RECEIVER
  delay,        ///< delay [50%] from SENDER to RECEIVER by 20ms [jitter 5ms]
  error,        ///< error [20%] [unavailable|resource|bad_input] in TARGET
  corrupt,      ///< corrupt 10% in TARGET [nan|size]
  burn,         ///< burn [50%] cpu
  hog,          ///< hog 200MB memory
  unload_model, ///< unload model
  skew,         ///< skew clock of TARGET by 50ms
};

/// One form of the grammar: how it is written, what it may hit, and what it does. Sentences are parsed and
/// explained by the same table.
struct fault_form {
  fault_kind kind;
  fault_shape shape;
  std::string_view sentence;                 ///< "kill TARGET WHEN"
  std::string_view example;                  ///< a sentence that parses
  std::string_view what;                     ///< one line
  std::span<const std::string_view> may_hit; ///< components; of messages: the ends of their ways
  std::string_view done_to;                  ///< "killed": what such a target is
  std::string_view why_not;                  ///< of the components of the request path that are missing there
  std::optional<clock_kind> only_on{};
  bool momentary = false; ///< over as soon as it has fired: it takes no 'for'
  bool drawn = true;      ///< else it comes only where somebody writes it, and "all" does not mean it
};

/// In the order of the kinds; kill has two, slow has three.
std::span<const fault_form> all_fault_forms() noexcept;

/// The form of a sentence.
const fault_form& form_of(const fault_spec& fault) noexcept;
const fault_form& find_form(fault_shape shape) noexcept;

bool may_hit(const fault_form& form, std::string_view component) noexcept;

/// The form of that kind that hits a component which most faults may not; none where there is none.
const fault_form* special_form(fault_kind kind, std::string_view component) noexcept;

/// Who looks after the run died of it: nothing comes back, and nothing fires any more.
bool ends_run(const fault_spec& fault) noexcept;
/// The monitor is too slow for those who watch the run; what it counts stays as it is.
bool slows_updates(const fault_spec& fault) noexcept;

/// "load_generator, dispatcher, extractor, cache, fallback or zone"
std::string targets_of(const fault_form& form);

/// drop, duplicate, delay and reorder: what happens on the way from a sender to a receiver.
bool is_of_messages(fault_kind kind) noexcept;

} // namespace simrun
