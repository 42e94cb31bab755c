#include "chaos/fault_form.hpp"
#include "chaos/fault_manual.hpp"

#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace simrun;

TEST_SUITE_BEGIN("chaos/fault_manual");

TEST_CASE("docs/faults.md is what the parser's own table says (SIMRUN_WRITE_DOCS=1 writes it)") {
  if (std::getenv("SIMRUN_WRITE_DOCS"))
    std::ofstream("docs/faults.md") << fault_manual();
  std::ostringstream written;
  written << std::ifstream("docs/faults.md").rdbuf();
  CHECK(written.str() == fault_manual());
}

TEST_CASE("help and manual show every form with its example") {
  for (const auto& form : all_fault_forms()) {
    CAPTURE(form.sentence);
    CHECK(fault_help().find(form.sentence) != std::string::npos);
    CHECK(fault_help().find(form.example) != std::string::npos);
    CHECK(fault_manual().find(form.example) != std::string::npos);
  }
}

TEST_SUITE_END();
