// LD_PRELOAD: puts a whole program on the unsure disk. Told by the environment:
//   UNSURE_DISK=FOLDER                        what lies on it (absolute)
//   UNSURE_CUT=N UNSURE_LOSS=drop|cut|torn    the power goes after N changes: what is lost is lost, exit 137
//   UNSURE_FAIL=N UNSURE_ERROR=EIO|ENOSPC     the Nth change fails, with UNSURE_EVER=1 all from then on
//   UNSURE_COUNT=FILE                         gets the number of changes when the program ends well
//   UNSURE_SEED=N                             of what is torn
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include "tests/disk/disk.h"

namespace {

using redress::disk::Disk;
using redress::disk::Loss;

std::string_view word(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::uint64_t number(const char* name) {
  return std::strtoull(std::string(word(name)).c_str(), nullptr, 10);
}

Loss loss() {
  return word("UNSURE_LOSS") == "torn" ? Loss::torn : word("UNSURE_LOSS") == "cut" ? Loss::cut : Loss::drop;
}

Disk* disk = nullptr;

__attribute__((constructor)) void begin() {
  if (word("UNSURE_DISK").empty()) return;
  disk = new Disk(std::string(word("UNSURE_DISK")), number("UNSURE_SEED"));
  if (!word("UNSURE_CUT").empty()) disk->cut_after(number("UNSURE_CUT"));
  if (!word("UNSURE_FAIL").empty())
    disk->fail(number("UNSURE_FAIL"), word("UNSURE_ERROR") == "ENOSPC" ? ENOSPC : EIO,
               word("UNSURE_EVER") == "1");
  disk->on_cut = [] {
    disk->on_cut = {};
    disk->power_on(loss());
    ::_exit(137);
  };
}

__attribute__((destructor)) void end() {
  if (disk && !word("UNSURE_COUNT").empty())
    std::ofstream(std::string(word("UNSURE_COUNT"))) << disk->changes() << "\n";
}

}  // namespace
