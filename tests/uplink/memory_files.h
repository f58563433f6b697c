// Files in memory.
#pragma once

#include <map>

#include "core/env/files.h"

namespace redress::test {

class MemoryFiles : public Files {
 public:
  void put(const std::string& path, Bytes bytes) { files_[path] = std::move(bytes); }
  Result<Bytes> read(const std::string& path, std::size_t max_bytes) override {
    auto found = files_.find(path);
    if (found == files_.end()) return Error{Errc::not_found, path};
    if (found->second.size() > max_bytes) return Error{Errc::limit, path};
    return found->second;
  }
  Status write_whole(const std::string& path, ByteView bytes, int) override {
    files_[path].assign(bytes.begin(), bytes.end());
    return {};
  }
  bool exists(const std::string& path) override { return files_.contains(path); }
  Result<std::vector<std::string>> list(const std::string& folder) override {
    std::vector<std::string> names;
    for (const auto& [path, bytes] : files_)
      if (path.rfind(folder + "/", 0) == 0 && path.find('/', folder.size() + 1) == std::string::npos)
        names.push_back(path.substr(folder.size() + 1));
    if (names.empty()) return Error{Errc::not_found, folder};
    return names;
  }
  Status remove(const std::string& path) override {
    files_.erase(path);
    return {};
  }
  Status make_folder(const std::string&, int) override { return {}; }
  Result<std::uint64_t> free_bytes(const std::string&) override { return std::uint64_t{1} << 40; }

 private:
  std::map<std::string, Bytes> files_;
};

}  // namespace redress::test
