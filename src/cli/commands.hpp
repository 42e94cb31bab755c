#pragma once

#include "cli/arguments.hpp"

namespace simrun {

// Each does what its arguments say and returns the exit code. Results go to stdout, messages for people to
// stderr.

int run_command(const run_arguments& arguments);
int check_command(const check_arguments& arguments);
int list_command(const list_arguments& arguments);
int extract_csv_command(const extract_csv_arguments& arguments);
int extract_tensor_command(const extract_tensor_arguments& arguments);
int calibrate_command(const calibrate_arguments& arguments);
int compare_clocks_command(const compare_clocks_arguments& arguments);
int sweep_command(const sweep_arguments& arguments);
int plan_command(const plan_arguments& arguments);
int chaos_command(const chaos_arguments& arguments);
int report_command(const report_arguments& arguments);
int compare_command(const compare_arguments& arguments);
int ab_command(const ab_arguments& arguments);
int trend_command(const trend_arguments& arguments);

} // namespace simrun
