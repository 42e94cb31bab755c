#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// A result as JUnit XML, as CI systems read it: a test suite of the scenario's name with one test case for
/// each requirement. A critical one that does not hold is a failure, with what was measured and by how much;
/// a warning's is not, it stands in the case's system-out. In an invalid or a broken run every case is an
/// error, for its number can't be trusted. What decides besides requirements (a system that did not come
/// back), or a run without any, has a case of its own.
std::string junit_xml(const run_result& r);

} // namespace simrun
