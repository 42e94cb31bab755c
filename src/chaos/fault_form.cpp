#include "chaos/fault_form.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace simrun {

namespace {

using names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 5> request_path{"load_generator", "dispatcher", "extractor", "cache",
                                                       "fallback"};
constexpr names all_of_them = request_path;
/// Who looks after the others: nobody looks after them.
constexpr std::array<std::string_view, 3> staff{"monitor", "supervisor", "chaos"};
constexpr names all_but_the_measuring = all_of_them.subspan(1);
constexpr std::array<std::string_view, 2> feature_makers{"extractor", "fallback"};
constexpr std::array<std::string_view, 1> only_monitor{"monitor"};
constexpr std::array<std::string_view, 1> only_cache{"cache"};
constexpr std::array<std::string_view, 2> clock_readers{"dispatcher", "cache"};

using enum fault_kind;
using shape = fault_shape;

constexpr std::array<fault_form, 19> forms{{
    {kill, shape::target, "kill TARGET WHEN", "kill extractor at 5s for 2s",
     "stops it; it comes back after 'for', or by the restart policy", all_of_them, "killed", ""},
    {kill, shape::end_run, "kill monitor|supervisor|chaos at TIME", "kill supervisor at 5s",
     "nothing brings it back: the load stops there and the run ends as broken, with exit code 4 and a result "
     "of what was counted, which without its monitor is nothing",
     staff, "killed", "", std::nullopt, true, false},
    {pause, shape::target, "pause TARGET WHEN", "pause dispatcher at 5s for 500ms",
     "it answers nothing, and what is sent to it waits", all_but_the_measuring, "paused", "it measures"},
    {slow, shape::slow_factor, "slow TARGET xFACTOR WHEN", "slow extractor[0] x3 at 5s for 2s",
     "its service times are multiplied", feature_makers, "slowed by a factor",
     "it has no service time; 'by 20ms' slows what has none"},
    {slow, shape::slow_by, "slow TARGET by TIME [jitter TIME] WHEN",
     "slow cache by 20ms jitter 5ms at 5s for 2s", "it takes so much longer for each request",
     all_but_the_measuring, "slowed", "it measures"},
    {slow, shape::slow_updates, "slow monitor by TIME WHEN", "slow monitor by 300ms at 5s for 2s",
     "it takes so long for each update of a live view, and those that are due meanwhile are lost and "
     "counted; "
     "outcomes and metrics stay as they are",
     only_monitor, "slowed", "it shows nothing", std::nullopt, false, false},
    {throttle, shape::throttle, "throttle TARGET to RATE/s WHEN", "throttle extractor to 10/s at 5s for 2s",
     "it takes no more than so many requests per second, each instance for itself", all_but_the_measuring,
     "throttled", "it measures"},
    {drop, shape::messages, "drop SHARE from SENDER to RECEIVER WHEN",
     "drop 10% from dispatcher to cache at 5s for 2s", "messages on that way are lost", all_of_them,
     "cut off", ""},
    {duplicate, shape::messages, "duplicate SHARE from SENDER to RECEIVER WHEN",
     "duplicate 10% from load_generator to dispatcher at 5s for 2s", "messages on that way arrive twice",
     all_of_them, "cut off", ""},
    {delay, shape::delay, "delay [SHARE] from SENDER to RECEIVER by TIME [jitter TIME] WHEN",
     "delay 50% from extractor to dispatcher by 20ms jitter 5ms at 5s for 2s",
     "messages on that way take so much longer", all_of_them, "cut off", ""},
    {reorder, shape::messages, "reorder SHARE from SENDER to RECEIVER WHEN",
     "reorder 10% from dispatcher to extractor[any] at 5s for 2s",
     "messages on that way are held until a later one has passed", all_of_them, "cut off", ""},
    {error, shape::error, "error [SHARE] [unavailable|resource|bad_input] in TARGET WHEN",
     "error 20% resource in extractor at 5s for 2s", "extractions fail with that error", feature_makers,
     "made to fail", "it extracts nothing"},
    {corrupt, shape::corrupt, "corrupt SHARE in TARGET [nan|size] WHEN",
     "corrupt 10% in extractor[50%] nan at 5s for 2s", "features are not finite, or of a wrong size",
     feature_makers, "corrupted", "it extracts nothing"},
    {flush, shape::target, "flush cache WHEN", "flush cache at 5s every 10s", "the cache forgets everything",
     only_cache, "flushed", "it stores nothing", std::nullopt, true},
    {fill, shape::target, "fill cache WHEN", "fill cache at 5s",
     "the cache is filled to its capacity with what nobody asks for", only_cache, "filled",
     "it stores nothing", std::nullopt, true},
    {burn,
     shape::burn,
     "burn [SHARE] cpu WHEN",
     "burn 50% cpu at 5s for 2s",
     "threads of no use keep that share of the machine's cores busy",
     {},
     "",
     "",
     clock_kind::real},
    {hog,
     shape::hog,
     "hog SIZE memory WHEN",
     "hog 200MB memory at 5s for 2s",
     "so much memory is taken and touched",
     {},
     "",
     "",
     clock_kind::real},
    {unload,
     shape::unload_model,
     "unload model WHEN",
     "unload model at 5s for 2s",
     "the extractors have no model and say 'unavailable'",
     {},
     "",
     ""},
    {skew, shape::skew, "skew clock of TARGET by TIME WHEN", "skew clock of cache by -50ms at 5s for 2s",
     "its clock is ahead by that, or behind where it is negative", clock_readers, "skewed",
     "nothing there goes by its clock", clock_kind::virtual_time},
}};

} // namespace

std::span<const fault_form> all_fault_forms() noexcept {
  return forms;
}

const fault_form& form_of(const fault_spec& fault) noexcept {
  if (const auto* special = special_form(fault.what, fault.target.component))
    return *special;
  if (fault.what == slow && fault.factor == 1)
    return find_form(shape::slow_by);
  return *std::ranges::find(forms, fault.what, &fault_form::kind);
}

const fault_form& find_form(fault_shape shape) noexcept {
  return *std::ranges::find(forms, shape, &fault_form::shape);
}

bool may_hit(const fault_form& form, std::string_view component) noexcept {
  const auto actor = component == "zone" ? "extractor" : component;
  return std::ranges::find(form.may_hit, actor) != form.may_hit.end();
}

const fault_form* special_form(fault_kind kind, std::string_view component) noexcept {
  const auto found = std::ranges::find_if(
      forms, [&](const fault_form& f) { return !f.drawn && f.kind == kind && may_hit(f, component); });
  return found == forms.end() ? nullptr : &*found;
}

bool ends_run(const fault_spec& fault) noexcept {
  return form_of(fault).shape == shape::end_run;
}

bool slows_updates(const fault_spec& fault) noexcept {
  return form_of(fault).shape == shape::slow_updates;
}

std::string targets_of(const fault_form& form) {
  std::vector<std::string_view> targets(form.may_hit.begin(), form.may_hit.end());
  if (may_hit(form, "zone"))
    targets.push_back("zone");
  std::string list;
  for (const auto& name : targets) {
    if (!list.empty())
      list += &name == &targets.back() ? " or " : ", ";
    list += name;
  }
  return list;
}

bool is_of_messages(fault_kind kind) noexcept {
  return kind == drop || kind == duplicate || kind == delay || kind == reorder;
}

} // namespace simrun
