// A disk below the C library's calls (libc.cpp): it forgets what was not synced when the power goes, fails
// the nth call, fills up. Programs and SQLite run on it unchanged. Files are real ones below one folder; what
// would survive is kept beside them in memory. Names are lost like bytes: a new, renamed or removed file
// counts only after its folder was synced.
//
// Thread: every call from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace redress::disk {

enum class Loss {
  drop,
  cut,
  torn
};  // nothing unsynced stays; a prefix of it; any part of it, in torn pieces

// A file's content. What ends in zeros, as a log that was stretched, costs nothing.
struct Content {
  std::string bytes;
  std::uint64_t size = 0;  // zeros from the end of `bytes` on
};
struct Write {
  std::uint64_t at = 0;
  std::string bytes;
  std::uint64_t zeros = 0;  // or so many of them
  bool truncate = false;    // to `at`
  std::uint64_t size() const { return bytes.size() + zeros; }
};
struct File {
  Content durable;
  std::vector<Write> unsynced;
};
using FileRow = std::shared_ptr<File>;

class Disk {
 public:
  // Everything below `folder` (absolute, without links) is on this disk from now on.
  Disk(std::string folder, std::uint64_t seed);
  ~Disk();
  Disk(const Disk&) = delete;
  static Disk* of(std::string_view path);  // the disk a path lies on, if any

  // After so many further changes nothing reaches the disk any more: every call fails with EIO.
  void cut_after(std::uint64_t changes) { cut_at_ = changes_ + changes; }
  void heal_cut() { cut_at_.reset(); }  // the power stays on after all
  bool off() const { return cut_at_ && changes_ >= *cut_at_; }
  // Call with every file closed: what was not synced is lost as `loss` says; works again afterwards.
  void power_on(Loss loss);
  // The nth further change (1 = the next) fails with `error`, once or from then on. A failed sync leaves the
  // unsynced bytes readable but for ever off the disk, as Linux does.
  void fail(std::uint64_t nth, int error, bool for_ever) {
    fail_at_ = changes_ + nth, error_ = error, for_ever_ = for_ever;
  }
  void heal() { fail_at_.reset(), full_ = false; }
  // Nothing may grow or begin: ENOSPC.
  void set_full(bool full) { full_ = full; }
  void ignore_syncs() { ignores_syncs_ = true; }  // a disk that lies
  std::uint64_t changes() const { return changes_; }
  std::uint64_t failures() const { return failures_; }
  // Called instead of failing once the power is off; does not return (a program under LD_PRELOAD ends there).
  std::function<void()> on_cut;

  // ---- for libc.cpp, under its lock: 0 or the errno that the call fails with
  int before_change(bool grows);
  int before_sync(File& file);
  FileRow open_file(const std::string& path, bool created);
  void written(File& file, std::uint64_t at, std::string bytes);
  void zeroed(File& file, std::uint64_t at, std::uint64_t size);
  void truncated(File& file, std::uint64_t size);
  void synced(File& file);
  void folder_synced(const std::string& folder);
  void renamed(const std::string& from, const std::string& to);
  void removed(const std::string& path);
  void scratch(const std::string& path) {
    scratch_.insert(path);
  }  // shared memory of the WAL: never survives

 private:
  struct Entry {  // a change of names that its folder does not hold for certain yet
    std::string folder, gone, here;
    FileRow file;
  };
  using Names = std::map<std::string, FileRow>;
  static void apply(Names& names, const Entry& entry);
  void lose(File& file, Loss loss);
  void rewrite(const Names& survivors);
  std::uint64_t below(std::uint64_t n) { return random_() % n; }

  std::string folder_;
  std::mt19937_64 random_;
  std::uint64_t changes_ = 0, failures_ = 0;
  std::optional<std::uint64_t> cut_at_, fail_at_;
  int error_ = 0;
  bool for_ever_ = false, full_ = false, ignores_syncs_ = false;
  Names now_, durable_;
  std::vector<Entry> pending_;
  std::set<std::string> scratch_;
};

std::string folder_of(const std::string& path);

// The C library's own calls, for what must not be counted or harmed (libc.cpp).
Content read_really(const std::string& path);
void write_really(const std::string& path, const Content& content);
void remove_really(const std::string& path);

}  // namespace redress::disk
