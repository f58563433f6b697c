// A file system for SQLite that keeps everything in memory and forgets what was not synced when the power
// goes. One process, one writing connection at a time; locks are not modelled.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/base/bytes.h"

namespace redress::test {

enum class Loss { drop, cut, torn };  // nothing unsynced; a prefix of it; any part of it, pieces torn

class CutVfs {
 public:
  explicit CutVfs(const std::string& name, std::uint64_t seed);
  ~CutVfs();
  const std::string& name() const { return name_; }

  // After so many further writes and syncs nothing reaches the files any more: every call fails.
  void cut_after(std::uint64_t operations) { cut_at_ = operations_ + operations; }
  // Call with every connection closed: what was not synced is lost as `loss` says; works again afterwards.
  void power_on(Loss loss);
  // The nth further write or sync fails once with this SQLite code. A failed sync leaves the unsynced bytes
  // readable but for ever off the disk, as Linux does.
  void fail_nth(std::uint64_t n, int code) { fail_at_ = operations_ + n, fail_code_ = code; }
  bool failed() const { return fail_at_ && operations_ >= *fail_at_; }
  std::uint64_t operations() const { return operations_; }
  std::uint64_t syncs() const { return syncs_; }

  struct Write {
    std::uint64_t at = 0;
    Bytes bytes;
    bool truncate = false;  // to `at`
  };
  struct File {
    Bytes now, durable;
    std::vector<Write> unsynced;
    bool entry_synced = false;  // a file whose folder was never synced is gone after a cut
    std::vector<std::unique_ptr<std::uint8_t[]>> shared;
    void apply(Bytes& target, const Write& write) const;
  };
  // For the functions that SQLite calls.
  std::optional<int> step();
  void count_sync() { ++syncs_; }
  std::map<std::string, std::shared_ptr<File>> files;

 private:
  std::string name_;
  std::mt19937_64 random_;
  std::uint64_t operations_ = 0, syncs_ = 0;
  std::optional<std::uint64_t> cut_at_, fail_at_;
  int fail_code_ = 0;
  std::unique_ptr<std::uint8_t[]> vfs_;
};

}  // namespace redress::test
