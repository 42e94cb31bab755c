#include "actors/virtual_coordinator.hpp"

#include "core/portable_math.hpp"
#include <cxxabi.h>
#include <memory>

namespace simrun {

namespace {

/// Stands in for CAF's printer, which would want a thread of its own. We print through no actor.
class silent_printer final : public caf::event_based_actor {
public:
  using caf::event_based_actor::event_based_actor;
  caf::behavior make_behavior() override {
    return {[](const caf::message&) {}};
  }
};

} // namespace

bool virtual_coordinator::step() {
  return run_one() || clock_.advance(&unit_, ready_);
}

void virtual_coordinator::run_ready() {
  while (run_one()) {
  }
}

bool virtual_coordinator::run_one() {
  if (ready_.empty())
    return false;
  auto* job = ready_.front();
  ready_.pop_front();
  if (trace_)
    trace_next_message(*job);
  // A message at a time, so that each is an event of its own.
  switch (job->resume(&unit_, 1)) {
  case caf::resumable::resume_later:
    ready_.push_back(job);
    break;
  default:
    caf::intrusive_ptr_release(job);
  }
  return true;
}

void virtual_coordinator::enqueue(caf::resumable* job) {
  if (!schedule_)
    return ready_.push_back(job);
  const std::chrono::nanoseconds wait(static_cast<std::int64_t>(jitter_mean_ * schedule_->exponential()));
  clock_.schedule_activation(clock_.now() + wait, job);
}

void virtual_coordinator::jitter(random_stream schedule) {
  constexpr double shortest = 10'000;
  constexpr double longest = 10'000'000;
  jitter_mean_ = shortest * portable_exp(schedule.uniform() * portable_log(longest / shortest));
  schedule_ = schedule;
}

void virtual_coordinator::calm() {
  schedule_.reset();
  clock_.activate_all(ready_);
}

void virtual_coordinator::trace_next_message(caf::resumable& job) {
  if (job.subtype() != caf::resumable::scheduled_actor)
    return;
  auto& actor = static_cast<caf::scheduled_actor&>(job);
  const auto* next = actor.mailbox().closed() ? nullptr : actor.mailbox().peek();
  if (!next || next->content().empty())
    return;
  const auto type = next->content().type(0);
  const auto number = type.second ? message_number(*type.second) : name_builtin(type.first);
  trace_->add({clock_.now().time_since_epoch(), static_cast<std::uint32_t>(actor.id()), number});
}

/// The framework's own messages, such as those of death, have numbers instead of types.
std::uint32_t virtual_coordinator::name_builtin(std::uint16_t number) {
  trace_->name_message(number, system().types().portable_name(number, nullptr));
  return number;
}

std::uint32_t virtual_coordinator::message_number(const std::type_info& type) {
  const auto [place, is_new] = message_numbers_.try_emplace(&type, 0);
  if (is_new) {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> name(
        abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
    place->second = event_trace::message_hash(type.name());
    trace_->name_message(place->second, status == 0 ? name.get() : type.name());
  }
  return place->second;
}

void virtual_coordinator::start() {
  caf::actor_config config{&unit_};
  utility_actors_[printer_id] = caf::make_actor<silent_printer, caf::actor>(
      system().next_actor_id(), system().node(), &system(), config);
}

void virtual_coordinator::stop() {
  calm();
  clock_.cancel_all();
  for (auto& actor : utility_actors_) {
    caf::anon_send_exit(actor, caf::exit_reason::kill);
    actor = nullptr;
  }
  run_ready();
}

} // namespace simrun
