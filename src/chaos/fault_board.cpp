#include "chaos/fault_board.hpp"

#include "chaos/fault_form.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace simrun {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool acts_on_messages(const fault_spec& spec) {
  switch (spec.what) {
  case fault_kind::pause:
  case fault_kind::throttle:
  case fault_kind::drop:
  case fault_kind::duplicate:
  case fault_kind::delay:
  case fault_kind::reorder:
    return true;
  case fault_kind::slow:
    return spec.factor == 1 && !slows_updates(spec);
  default:
    return false;
  }
}

bool acts_in_workers(const fault_spec& spec) {
  return spec.what == fault_kind::error || spec.what == fault_kind::corrupt ||
         spec.what == fault_kind::unload || (spec.what == fault_kind::slow && spec.factor != 1);
}

} // namespace

fault_board::fault_board(const fault_plan& plan, const random_stream& random)
    : plan_(plan.faults()),
      random_(random),
      touches_messages_(std::ranges::any_of(plan_, acts_on_messages, &planned_fault::spec)),
      effects_(plan_.size()) {}

message_way& fault_board::way(std::string_view from, std::string_view to) {
  const std::scoped_lock lock(mutex_);
  const auto [place, is_new] = places_.try_emplace(fmt::format("{} to {}", from, to), ways_.size());
  if (is_new)
    ways_.push_back(std::make_unique<message_way>(std::string(from), std::string(to)));
  return *ways_[place->second];
}

worker_seam& fault_board::worker(std::string_view name) {
  const std::scoped_lock lock(mutex_);
  const auto [place, is_new] = places_.try_emplace(std::string(name), workers_.size());
  if (is_new)
    workers_.push_back(std::make_unique<worker_seam>(std::string(name)));
  return *workers_[place->second];
}

bool fault_board::is_on(const planned_fault& fault, const message_way& way) const {
  const bool into = contains(fault.instances, way.to);
  switch (fault.spec.what) {
  case fault_kind::pause:
    return into || contains(fault.instances, way.from);
  case fault_kind::throttle:
    // Answers are no requests.
    return into && (way.to != "dispatcher" || way.from == "load_generator");
  case fault_kind::slow:
    return into;
  default:
    return into && contains(fault.senders, way.from);
  }
}

void fault_board::begin(std::size_t firing) {
  const std::scoped_lock lock(mutex_);
  const auto& fault = plan_[firing];
  // A stream for each place: what one draws does not depend on how often the others do.
  const auto stream = random_.split(firing);
  if (acts_on_messages(fault.spec))
    for (std::size_t i = 0; i < ways_.size(); ++i)
      if (auto& way = *ways_[i]; is_on(fault, way)) {
        way.faults_.begin(firing, fault.spec, stream.split(i));
        way.disturbed_ = true;
      }
  if (acts_in_workers(fault.spec))
    for (std::size_t i = 0; i < workers_.size(); ++i)
      if (auto& worker = *workers_[i]; contains(fault.instances, worker.name)) {
        worker.faults_.begin(firing, fault.spec, stream.split(i));
        worker.disturbed_ = true;
      }
  if (fault.spec.what == fault_kind::skew)
    skewing_.push_back(firing);
  skewed_ = !skewing_.empty();
  if (slows_updates(fault.spec))
    slowing_updates_.push_back(firing);
}

void fault_board::end(std::size_t firing) {
  const std::scoped_lock lock(mutex_);
  for (auto& way : ways_)
    way->faults_.end(firing);
  for (auto& worker : workers_) {
    worker->faults_.end(firing);
    worker->disturbed_ = worker->faults_.any();
  }
  std::erase(skewing_, firing);
  skewed_ = !skewing_.empty();
  std::erase(slowing_updates_, firing);
  deliver_free();
}

void fault_board::close() {
  const std::scoped_lock lock(mutex_);
  for (auto& way : ways_) {
    way->faults_ = {};
    way->held_.clear();
    way->swapped_.clear();
    way->disturbed_ = false;
  }
  for (auto& worker : workers_) {
    worker->faults_ = {};
    worker->disturbed_ = false;
  }
}

/// Before a way counts as undisturbed, or later messages would overtake.
void fault_board::deliver_free() {
  std::vector<message_way::waiting> free;
  const auto take = [&free](std::vector<message_way::waiting>& place) {
    std::ranges::move(place, std::back_inserter(free));
    place.clear();
  };
  for (auto& way : ways_) {
    if (!way->faults_.holds())
      take(way->held_);
    if (!way->faults_.reorders())
      take(way->swapped_);
  }
  std::ranges::sort(free, {}, &message_way::waiting::number);
  held_ -= free.size();
  for (auto& w : free)
    w.message->deliver();
  for (auto& way : ways_)
    way->disturbed_ = way->faults_.any();
}

message_fate fault_board::decide(message_way& way, std::size_t requests, time_point now) {
  return way.faults_.decide(requests, now, [&](std::size_t firing) {
    ++effects_[firing].messages;
    effects_[firing].requests += requests;
  });
}

void fault_board::keep(message_way& way, const message_fate& fate, held_message_ptr message) {
  (fate.held ? way.held_ : way.swapped_).push_back({held_so_far_++, std::move(message)});
  held_max_ = std::max(held_max_, ++held_);
}

void fault_board::passed(message_way& way) {
  const std::scoped_lock lock(mutex_);
  for (auto& w : std::exchange(way.swapped_, {})) {
    --held_;
    w.message->deliver();
  }
}

double fault_board::slowdown(worker_seam& worker, std::size_t requests) {
  const std::scoped_lock lock(mutex_);
  return worker.faults_.slowdown([&](std::size_t firing) { effects_[firing].requests += requests; });
}

answer_fate fault_board::draw_answer(worker_seam& worker) {
  const std::scoped_lock lock(mutex_);
  return worker.faults_.draw_answer([&](std::size_t firing) { ++effects_[firing].requests; });
}

duration fault_board::skew_now(std::string_view component) const {
  const std::scoped_lock lock(mutex_);
  duration ahead{};
  for (const auto firing : skewing_)
    if (contains(plan_[firing].instances, component))
      ahead += plan_[firing].spec.extra;
  return ahead;
}

duration fault_board::delay_update() {
  const std::scoped_lock lock(mutex_);
  duration extra{};
  for (const auto firing : slowing_updates_) {
    extra += plan_[firing].spec.extra;
    ++effects_[firing].messages;
  }
  return extra;
}

std::size_t fault_board::held() const {
  const std::scoped_lock lock(mutex_);
  return held_;
}

std::size_t fault_board::held_max() const {
  const std::scoped_lock lock(mutex_);
  return held_max_;
}

fault_effect fault_board::effect(std::size_t firing) const {
  const std::scoped_lock lock(mutex_);
  return effects_[firing];
}

} // namespace simrun
