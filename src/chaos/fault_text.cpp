#include "chaos/fault_text.hpp"

#include "chaos/fault_form.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

/// "12.5%", without the noise of a last bit.
std::string percent(double share) {
  return fmt::format("{:.10g}%", share * 100);
}

std::string time_text(time_point t) {
  return to_text(t.time_since_epoch());
}

std::string extra_text(const fault_spec& f) {
  return fmt::format(" by {}{}", to_text(f.extra),
                     f.jitter > duration::zero() ? " jitter " + to_text(f.jitter) : "");
}

std::string share_if_not_all(double share) {
  return share < 1 ? " " + percent(share) : "";
}

std::string what_text(const fault_spec& f) {
  const auto target = to_text(f.target);
  const auto way = fmt::format(" from {} to {}", to_text(f.from), target);
  switch (form_of(f).shape) {
  case fault_shape::target:
  case fault_shape::end_run:
  case fault_shape::unload_model:
    break;
  case fault_shape::slow_factor:
    return fmt::format(" {} x{}", target, f.factor);
  case fault_shape::slow_by:
  case fault_shape::slow_updates:
    return " " + target + extra_text(f);
  case fault_shape::throttle:
    return fmt::format(" {} to {}/s", target, f.rate);
  case fault_shape::messages:
    return " " + percent(f.probability) + way;
  case fault_shape::delay:
    return share_if_not_all(f.probability) + way + extra_text(f);
  case fault_shape::error:
    return fmt::format("{} {} in {}", share_if_not_all(f.probability), f.reason, target);
  case fault_shape::corrupt:
    return fmt::format(" {} in {} {}", percent(f.probability), target, f.reason);
  case fault_shape::burn:
    return share_if_not_all(f.amount) + " cpu";
  case fault_shape::hog:
    return fmt::format(" {}MB memory", f.amount);
  case fault_shape::skew:
    return fmt::format(" clock of {} by {}", target, to_text(f.extra));
  }
  return " " + target;
}

std::string when_text(const fault_spec& f) {
  std::string text = f.random_times ? "" : " at " + time_text(f.at);
  if (f.random_times && f.at > run_start)
    text += " from " + time_text(f.at);
  if (f.random_times)
    text += " mean every " + to_text(*f.every);
  if (f.lasts)
    text += " for " + to_text(*f.lasts);
  if (f.every && !f.random_times)
    text += " every " + to_text(*f.every);
  if (f.until)
    text += " until " + time_text(*f.until);
  return text;
}

} // namespace

std::string to_text(const fault_target& target) {
  if (!target.zone.empty())
    return fmt::format("{}[{}]", target.component, target.zone);
  if (target.index)
    return fmt::format("{}[{}]", target.component, *target.index);
  if (target.any)
    return target.component + "[any]";
  if (target.share)
    return fmt::format("{}[{}]", target.component, percent(*target.share));
  return target.component;
}

std::string sentence_of(const fault_spec& fault) {
  return std::string(name_of(fault.what)) + what_text(fault) + when_text(fault);
}

} // namespace simrun
