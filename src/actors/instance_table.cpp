#include "actors/instance_table.hpp"

#include <algorithm>

namespace simrun {

namespace {

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
  case component::environment:
    return "environment";
  case component::load_generator:
    break;
  }
  return "load_generator";
}

instance single(component kind, const restart_config& policy) {
  return {kind, 0, std::string(component_name(kind)), instance_life(policy), {}, {}, {}, {}};
}

} // namespace

std::vector<instance> instances_of(const scenario& s) {
  std::vector<instance> all;
  if (s.cache.enabled)
    all.push_back(single(component::cache, s.supervisor));
  if (s.fallback.enabled)
    all.push_back(single(component::fallback, s.supervisor));
  for (std::uint32_t worker = 0; worker < s.extractor.workers; ++worker) {
    all.push_back(single(component::extractor, s.supervisor));
    all.back().worker = worker;
    all.back().name = extractor_name(worker);
  }
  all.push_back(single(component::dispatcher, s.supervisor));
  all.push_back(single(component::load_generator, s.supervisor));
  for (std::uint32_t n = 0; s.environment && n < s.environment->environments; ++n) {
    all.push_back(single(component::environment, s.supervisor));
    all.back().worker = n;
    all.back().name = environment_name(n);
  }
  return all;
}

instance* find_single(std::vector<instance>& all, component kind) {
  const auto found = std::ranges::find(all, kind, &instance::kind);
  return found == all.end() ? nullptr : &*found;
}

} // namespace simrun
