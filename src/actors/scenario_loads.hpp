#pragma once

#include "actors/run_setup.hpp"
#include "load/request_mix.hpp"
#include "load/request_sources.hpp"

#include <span>
#include <vector>

namespace simrun {

/// What one of a scenario's loads asks for.
request_mix make_mix(const run_setup& setup, const load_group& load, std::uint64_t group);

/// When the loads are due, from where the generators before had come to.
request_sources make_sources(const run_setup& setup, std::span<const load_group> loads,
                             const std::vector<load_progress>& before);

} // namespace simrun
