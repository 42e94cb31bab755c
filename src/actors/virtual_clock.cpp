#include "actors/virtual_clock.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace simrun {

bool virtual_clock::advance(caf::execution_unit* unit, std::deque<caf::resumable*>& ready) {
  if (heap_.empty())
    return false;
  std::ranges::pop_heap(heap_, std::less<>{});
  auto next = std::move(heap_.back());
  heap_.pop_back();
  now_ = std::max(now_, next.due);
  if (next.job)
    ready.push_back(next.job);
  else
    next.receiver->enqueue(std::move(next.content), unit);
  return true;
}

void virtual_clock::push(timer t) {
  heap_.push_back(std::move(t));
  std::ranges::push_heap(heap_, std::less<>{});
}

void virtual_clock::schedule_message(time_point t, caf::strong_actor_ptr receiver,
                                     caf::mailbox_element_ptr content) {
  push({t, scheduled_++, std::move(receiver), std::move(content)});
}

void virtual_clock::schedule_activation(time_point t, caf::resumable* job) {
  push({t, scheduled_++, nullptr, nullptr, job});
}

void virtual_clock::activate_all(std::deque<caf::resumable*>& ready) {
  std::ranges::sort_heap(heap_, std::less<>{});
  // Sorted, the earliest is last.
  for (auto t = heap_.rbegin(); t != heap_.rend(); ++t)
    if (t->job)
      ready.push_back(std::exchange(t->job, nullptr));
  std::erase_if(heap_, [](const timer& t) { return !t.receiver; });
  std::ranges::make_heap(heap_, std::less<>{});
}

void virtual_clock::cancel_all() {
  for (auto& t : heap_)
    if (t.job)
      caf::intrusive_ptr_release(t.job);
  heap_.clear();
}

void virtual_clock::set_ordinary_timeout(time_point, caf::abstract_actor*, caf::atom_value, std::uint64_t) {
  throw std::logic_error("receive timeouts do not exist on the virtual clock");
}

void virtual_clock::set_multi_timeout(time_point, caf::abstract_actor*, caf::atom_value, std::uint64_t) {
  throw std::logic_error("receive timeouts do not exist on the virtual clock");
}

void virtual_clock::set_request_timeout(time_point, caf::abstract_actor*, caf::message_id) {
  throw std::logic_error("request timeouts do not exist on the virtual clock");
}

void virtual_clock::schedule_message(time_point, caf::group, caf::strong_actor_ptr, caf::message) {
  throw std::logic_error("groups do not exist on the virtual clock");
}

} // namespace simrun
