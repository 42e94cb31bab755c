#pragma once

#include "scenario/config_value.hpp"
#include "scenario/problem.hpp"

#include <string>
#include <vector>

namespace simrun {

/// Collects what is wrong while reading goes on.
class problem_log {
public:
  explicit problem_log(std::string file) : file_(std::move(file)) {}

  /// Names an override, such as "--seed x", and gives the position that stands for it.
  position add_flag(std::string flag);

  void add(position at, std::string message);
  bool empty() const noexcept { return found_.empty(); }

  /// All of them: the file's from top to bottom, then the flags'.
  std::vector<problem> sorted() const;

private:
  struct entry {
    position at;
    std::string message;
  };

  std::string file_;
  std::vector<std::string> flags_;
  std::vector<entry> found_;
};

} // namespace simrun
