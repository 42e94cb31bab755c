#include "monitor/invariants.hpp"

#include "monitor/invariant_checks.hpp"

#include <array>

namespace simrun {

namespace {

using namespace invariant_checks;

constexpr std::array list{
    invariant{"comes_to_an_end", "The run ends by itself, and hands over its books.", comes_to_an_end},
    invariant{"conservation",
              "Every request that was issued has ended, and the books say of each outcome what an auditor of "
              "their own counted.",
              conservation},
    invariant{"one_outcome", "No end is counted of what has ended, or was never issued.", one_outcome},
    invariant{"one_answer",
              "The dispatcher tells each end once, and unless messages are duplicated an answered request is "
              "not answered again.",
              one_answer},
    invariant{"no_answer_lost", "What the dispatcher takes on it answers, or keeps until the deadline.",
              no_answer_lost},
    invariant{"deadlines", "No end counts after the deadline, and nobody works on what has passed it.",
              deadlines},
    invariant{"queues", "No more requests wait than the queue's bound allows.", queues},
    invariant{"cache_age", "The cache serves nothing that is older than its time to live.", cache_age},
    invariant{"cache_source", "The cache never keeps or serves features of the fallback.", cache_source},
    invariant{"memory", "What is open, held back or in a mailbox is bounded by the load.", memory},
    invariant{"faults_heal", "Every fault fires and heals, unless a component has died too often.",
              faults_heal},
    invariant{"recovers", "After the last fault the system comes back, with every component up.", recovers},
    invariant{"nothing_open", "Past the last deadline no request is open.", nothing_open},
    invariant{"deaths",
              "What a worker has in its hands when it dies moves on at once, and it gets nothing more.",
              deaths},
    invariant{"retries", "A request is tried again only after a death or a timeout.", retries},
    invariant{"late_results", "A late result has an expired or moved request, a fault or a death behind it.",
              late_results},
    invariant{"failures", "No request fails without a fault in its time.", failures},
    invariant{"quiet_without_faults", "Where no fault fires nobody dies and no message is held.",
              quiet_without_faults},
};

} // namespace

std::span<const invariant> all_invariants() noexcept {
  return list;
}

std::vector<violation> check_invariants(const checked_run& run) {
  std::vector<violation> found;
  for (const auto& i : list)
    if (auto what = i.violated(run))
      found.push_back({std::string(i.name), std::move(*what)});
  return found;
}

} // namespace simrun
