// Exactly one process owns a data folder (decision 19): flock on a file in it, which names its pid.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"

namespace redress {

class FolderOwner {
 public:
  // Errc::busy names the pid of the owner.
  static Result<std::unique_ptr<FolderOwner>> take(const std::string& lock_path);
  ~FolderOwner();
  FolderOwner(const FolderOwner&) = delete;
  FolderOwner& operator=(const FolderOwner&) = delete;

 private:
  explicit FolderOwner(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace redress
