#include "actors/core_pinning.hpp"

#include <cerrno>
#include <sched.h>
#include <system_error>

namespace simrun {

namespace {

void check(int failed, const char* what) {
  if (failed)
    throw std::system_error(errno, std::generic_category(), what);
}

} // namespace

std::vector<int> allowed_cores() {
  cpu_set_t allowed;
  check(sched_getaffinity(0, sizeof allowed, &allowed), "can't tell which cores this thread may run on");
  std::vector<int> cores;
  for (int core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &allowed))
      cores.push_back(core);
  return cores;
}

void pin_thread_of(std::uint32_t worker) {
  const auto cores = allowed_cores();
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cores[worker % cores.size()], &one);
  check(sched_setaffinity(0, sizeof one, &one), "can't pin an extractor to a core");
}

} // namespace simrun
