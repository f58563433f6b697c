// Whole files on a Linux file system. Any thread.
#pragma once

#include "core/env/files.h"

namespace redress {

class LinuxFiles : public Files {
 public:
  Result<Bytes> read(const std::string& path, std::size_t max_bytes) override;
  Status write_whole(const std::string& path, ByteView bytes, int mode = 0640) override;
  bool exists(const std::string& path) override;
  Result<std::vector<std::string>> list(const std::string& folder) override;
  Status remove(const std::string& path) override;  // no error if it is not there
  Status make_folder(const std::string& path, int mode = 0750) override;  // with its parents
  Result<std::uint64_t> free_bytes(const std::string& path) override;
};

}  // namespace redress
