#include "actors/fault_link.hpp"

#include "chaos/fault_board.hpp"

#include <caf/monitorable_actor.hpp>

namespace simrun {

namespace {

/// A message between the hands of two actors.
class message_in_hand final : public held_message {
public:
  message_in_hand(caf::strong_actor_ptr target, caf::mailbox_element_ptr content)
      : target_(std::move(target)), content_(std::move(content)) {}

  void deliver() override { target_->enqueue(std::move(content_), nullptr); }

private:
  caf::strong_actor_ptr target_;
  caf::mailbox_element_ptr content_;
};

template <class Message, class Count>
std::optional<std::size_t> count_if(const caf::type_erased_tuple& content, Count count) {
  if (content.size() != 1 || !content.match_elements<Message>())
    return std::nullopt;
  return count(content.get_as<Message>(0)).size();
}

/// How many requests a message is about.
std::size_t requests_in(const caf::type_erased_tuple& content) {
  if (const auto n = count_if<arrivals>(
          content, [](const auto& m) -> auto& { return m.requests; }))
    return *n;
  if (const auto n = count_if<work_order>(
          content, [](const auto& m) -> auto& { return m.batch.items; }))
    return *n;
  if (const auto n = count_if<work_report>(
          content, [](const auto& m) -> auto& { return m.results; }))
    return *n;
  if (const auto n = count_if<cache_probes>(
          content, [](const auto& m) -> auto& { return m.probes; }))
    return *n;
  if (const auto n = count_if<cache_answers>(
          content, [](const auto& m) -> auto& { return m.answers; }))
    return *n;
  return count_if<completions>(
             content, [](const auto& m) -> auto& { return m.requests; })
      .value_or(0);
}

/// Adds no hop: a message is in the target's mailbox when `enqueue` returns, or wherever a fault has put it.
class fault_link final : public caf::monitorable_actor {
public:
  fault_link(caf::actor_config& config, const run_setup& setup, message_way& way,
             caf::strong_actor_ptr target)
      : caf::monitorable_actor(config), setup_(setup), way_(way), target_(std::move(target)) {}

  void enqueue(caf::mailbox_element_ptr message, caf::execution_unit* host) override {
    if (!way_.disturbed())
      return target_->enqueue(std::move(message), host);
    const auto now = setup_.runtime.now();
    const auto fate = setup_.board->pass(way_, requests_in(message->content()), now, [&] {
      return std::make_unique<message_in_hand>(target_, std::move(message));
    });
    if (!fate.passes())
      return;
    for (unsigned copy = 1; copy < fate.copies; ++copy)
      send_on(copy_of(*message), now, fate.delay, host);
    send_on(std::move(message), now, fate.delay, host);
    setup_.board->passed(way_);
  }

private:
  static caf::mailbox_element_ptr copy_of(const caf::mailbox_element& message) {
    return caf::make_mailbox_element(message.sender, message.mid, message.stages,
                                     message.copy_content_to_message());
  }

  void send_on(caf::mailbox_element_ptr message, time_point now, duration delay, caf::execution_unit* host) {
    if (delay == duration{})
      return target_->enqueue(std::move(message), host);
    setup_.runtime.system().scheduler().clock().schedule_message(setup_.runtime.steady(now + delay), target_,
                                                                 std::move(message));
  }

  const run_setup& setup_;
  message_way& way_;
  caf::strong_actor_ptr target_;
};

} // namespace

caf::strong_actor_ptr make_fault_link(const run_setup& setup, std::string_view from, std::string_view to,
                                      const caf::strong_actor_ptr& target) {
  if (!setup.board->touches_messages())
    return nullptr;
  auto& system = setup.runtime.system();
  caf::actor_config config;
  return caf::make_actor<fault_link, caf::strong_actor_ptr>(
      system.next_actor_id(), system.node(), &system, config, setup, setup.board->way(from, to), target);
}

} // namespace simrun
