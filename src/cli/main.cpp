#include "cli/commands.hpp"
#include "cli/exit_code.hpp"

#include <cstdio>
#include <exception>

namespace simrun {

namespace {

struct perform {
  int operator()(const run_arguments& a) const { return run_command(a); }
  int operator()(const check_arguments& a) const { return check_command(a); }
  int operator()(const list_arguments& a) const { return list_command(a); }
  int operator()(const extract_csv_arguments& a) const { return extract_csv_command(a); }
  int operator()(const extract_tensor_arguments& a) const { return extract_tensor_command(a); }
  int operator()(const calibrate_arguments& a) const { return calibrate_command(a); }
  int operator()(const compare_clocks_arguments& a) const { return compare_clocks_command(a); }
  int operator()(const sweep_arguments& a) const { return sweep_command(a); }
  int operator()(const plan_arguments& a) const { return plan_command(a); }
  int operator()(const chaos_arguments& a) const { return chaos_command(a); }
  int operator()(const report_arguments& a) const { return report_command(a); }
  int operator()(const compare_arguments& a) const { return compare_command(a); }
  int operator()(const ab_arguments& a) const { return ab_command(a); }
  int operator()(const trend_arguments& a) const { return trend_command(a); }
};

int simrun_main(int argc, const char* const* argv) {
  const auto parsed = parse_arguments(argc, argv);
  if (const auto* usage = std::get_if<usage_exit>(&parsed)) {
    std::fputs(usage->text.c_str(), usage->code == exit_code::passed ? stdout : stderr);
    return usage->code;
  }
  return std::visit(perform{}, std::get<command_arguments>(parsed));
}

} // namespace

} // namespace simrun

int main(int argc, char** argv) {
  try {
    return simrun::simrun_main(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "simrun: %s\n", e.what());
    return simrun::exit_code::broken;
  }
}
