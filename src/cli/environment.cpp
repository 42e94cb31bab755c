#include "cli/environment.hpp"

#include "actors/run_scenario.hpp"
#include "cli/build_facts.hpp"
#include "features/network/compute/compute_library.hpp"
#include "monitor/resource_sampler.hpp"

#include <ctime>
#include <fmt/chrono.h>
#include <fstream>
#include <sys/utsname.h>

namespace simrun {

namespace {

std::string processor_model() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name"))
      if (const auto colon = line.find(": "); colon != line.npos)
        return line.substr(colon + 2);
  return "unknown";
}

std::string operating_system() {
  utsname name{};
  if (uname(&name) != 0)
    return "unknown";
  return fmt::format("{} {} {}", name.sysname, name.release, name.machine);
}

} // namespace

environment_facts describe_environment(clock_kind clock) {
  environment_facts facts{{"simrun", std::string(build_version())}, {"caf", actor_framework_version()}};
  if (clock == clock_kind::virtual_time)
    return facts;
  facts.emplace_back("onednn", compute_library_version());
  facts.emplace_back("compiler", "g++ " __VERSION__);
  facts.emplace_back("os", operating_system());
  facts.emplace_back("cpu", processor_model());
  facts.emplace_back("cores", std::to_string(usable_processors()));
  facts.emplace_back("git", std::string(build_commit()));
  return facts;
}

std::string utc_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

} // namespace simrun
