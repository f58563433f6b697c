// DATA/control.sock: one command in, its outcome out. Only the owner of the folder can reach it (mode 0600).
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "sync/headoffice/command/commands.h"

namespace redress::headoffice {

class ControlSocket {
 public:
  using Run = std::function<Outcome(const std::vector<std::string>& words, const std::string& folder)>;
  static Result<std::unique_ptr<ControlSocket>> listen(const std::string& path, Run run);
  ~ControlSocket();

 private:
  ControlSocket(int fd, std::string path, Run run);
  void serve();
  int fd_;
  std::string path_;
  Run run_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

// Errc::unavailable: nobody listens there.
Result<Outcome> ask_control_socket(const std::string& path, const std::vector<std::string>& words,
                                   const std::string& folder);

}  // namespace redress::headoffice
