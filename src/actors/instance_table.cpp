#include "actors/instance_table.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// Deaths without a fault after which an instance stays down and the run goes on without it.
constexpr std::uint32_t crashes_max = 20;

std::string_view component_name(component kind) {
  switch (kind) {
  case component::cache:
    return "cache";
  case component::fallback:
    return "fallback";
  case component::extractor:
    return "extractor";
  case component::dispatcher:
    return "dispatcher";
  case component::load_generator:
    break;
  }
  return "load_generator";
}

instance single(component kind) {
  return {kind, 0, std::string(component_name(kind)), instance_life(crashes_max), {}, {}, {}, {}};
}

} // namespace

std::vector<instance> instances_of(const scenario& s) {
  std::vector<instance> all;
  if (s.cache.enabled)
    all.push_back(single(component::cache));
  if (s.fallback.enabled)
    all.push_back(single(component::fallback));
  for (std::uint32_t worker = 0; worker < s.extractor.workers; ++worker) {
    all.push_back(single(component::extractor));
    all.back().worker = worker;
    all.back().name = extractor_name(worker);
  }
  all.push_back(single(component::dispatcher));
  all.push_back(single(component::load_generator));
  return all;
}

instance* find_single(std::vector<instance>& all, component kind) {
  const auto found = std::ranges::find(all, kind, &instance::kind);
  return found == all.end() ? nullptr : &*found;
}

} // namespace simrun
