// Whole files outside the database: exports, backups, configuration, catalogues.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress {

class Files {
 public:
  virtual ~Files() = default;
  // Errc::not_found, Errc::limit when larger than max_bytes, Errc::io.
  virtual Result<Bytes> read(const std::string& path, std::size_t max_bytes) = 0;
  // Temporary name, write, fsync, rename, fsync of the folder, read back and compare:
  // afterwards the file is there whole or the old state is untouched. Errc::full, Errc::io.
  virtual Status write_whole(const std::string& path, ByteView bytes, int mode = 0640) = 0;
  virtual bool exists(const std::string& path) = 0;
  // Names (no path) of the files in a folder, sorted by byte; no folders, at most 1000. Errc::not_found, Errc::limit.
  virtual Result<std::vector<std::string>> list(const std::string& folder) = 0;
  virtual Status remove(const std::string& path) = 0;
  virtual Status make_folder(const std::string& path, int mode = 0750) = 0;
  virtual Result<std::uint64_t> free_bytes(const std::string& path) = 0;
};

}  // namespace redress
