#pragma once

#include <CLI/CLI.hpp>

namespace simrun {

/// --minimum-effect: the smallest change of a metric that counts, as a person writes it ("5", "5%"); a share.
CLI::Option* add_minimum_effect(CLI::App& app, double& into);

} // namespace simrun
