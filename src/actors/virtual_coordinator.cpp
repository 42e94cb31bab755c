#include "actors/virtual_coordinator.hpp"

#include <limits>

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
  return run_one() || clock_.advance(&unit_);
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
  switch (job->resume(&unit_, std::numeric_limits<std::size_t>::max())) {
  case caf::resumable::resume_later:
    ready_.push_back(job);
    break;
  default:
    caf::intrusive_ptr_release(job);
  }
  return true;
}

void virtual_coordinator::start() {
  caf::actor_config config{&unit_};
  utility_actors_[printer_id] = caf::make_actor<silent_printer, caf::actor>(
      system().next_actor_id(), system().node(), &system(), config);
}

void virtual_coordinator::stop() {
  clock_.cancel_all();
  for (auto& actor : utility_actors_) {
    caf::anon_send_exit(actor, caf::exit_reason::kill);
    actor = nullptr;
  }
  run_ready();
}

} // namespace simrun
