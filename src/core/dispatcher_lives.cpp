// Of the dispatcher: who comes up, and who dies.
#include "core/dispatcher.hpp"

#include "core/mutation.hpp"

namespace simrun {

namespace {

const reason_ptr& fallback_died() {
  static const auto text = std::make_shared<const std::string>("the fallback died with the request");
  return text;
}

} // namespace

void dispatcher::on_worker_up(std::uint32_t worker, std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  model_.worker_up(worker, incarnation);
  settle(now);
}

std::size_t dispatcher::on_worker_down(std::uint32_t worker, std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  if (mutated(mutation::ignore_death))
    return 0;
  const auto lost = model_.worker_down(worker, incarnation);
  if (!lost.tickets.empty())
    breaker_.failed(lost.sent, now);
  // Who comes up in its place has done nothing to be avoided for.
  const auto open = move_on(lost, std::nullopt);
  settle(now);
  return open;
}

void dispatcher::on_cache_up() noexcept {
  cache_up_ = true;
  probes_.forget_all();
}

std::size_t dispatcher::on_cache_down(time_point now) {
  forget_expired(now);
  cache_up_ = false;
  probes_.forget_all();
  const auto asked = jobs_.all_at(stage::probing);
  for (const auto id : asked)
    admit(id, *jobs_.find(id));
  settle(now);
  return asked.size();
}

void dispatcher::on_fallback_up(std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  fallback_.worker_up(0, incarnation);
  settle(now);
}

std::size_t dispatcher::on_fallback_down(std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  auto lost = fallback_.worker_down(0, incarnation).tickets;
  while (const auto t = fallback_.pop_front())
    lost.push_back(*t);
  std::size_t open = 0;
  for (const auto& t : lost)
    if (jobs_.find(t, stage::falling_back)) {
      ++open;
      fail(t.id, error_code::unavailable, fallback_died());
    }
  settle(now);
  return open;
}

} // namespace simrun
