#include "report/result/result_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace simrun {

namespace {

/// Closes what it holds.
class file_descriptor {
public:
  explicit file_descriptor(int fd) noexcept : fd_(fd) {}
  file_descriptor(const file_descriptor&) = delete;
  file_descriptor& operator=(const file_descriptor&) = delete;
  ~file_descriptor() { close(); }

  int get() const noexcept { return fd_; }
  bool close() noexcept { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

private:
  int fd_;
};

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR)
      return false;
    if (written > 0)
      text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_new(const std::string& path, std::string_view text) {
  file_descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  return file.get() >= 0 && write_all(file.get(), text) && ::fsync(file.get()) == 0 && file.close();
}

/// Makes the new name last. Some file systems can't; the file itself is whole all the same.
void sync_directory(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  file_descriptor directory(
      ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() >= 0)
    ::fsync(directory.get());
}

} // namespace

result<void> write_atomically(const std::string& path, std::string_view text) {
  const auto unfinished = path + "." + std::to_string(::getpid()) + ".tmp";
  if (!write_new(unfinished, text) || std::rename(unfinished.c_str(), path.c_str()) != 0) {
    const int why = errno;
    ::unlink(unfinished.c_str());
    return fail(error_code::io, "can't write " + path + ": " + std::strerror(why));
  }
  sync_directory(path);
  return {};
}

} // namespace simrun
