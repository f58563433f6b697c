// Sticks that the system has mounted, as places for an export. Engine's thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/env/files.h"

namespace redress {

struct Stick {
  std::string folder;
  std::int64_t free_bytes = 0;
  bool read_only = false;
  bool operator==(const Stick&) const = default;
};

// With `folder` (configuration: [storage] export_folder) that one alone, if it exists; else everything
// mounted below /media, /run/media and /mnt, sorted by folder. Empty: no stick.
std::vector<Stick> mounted_sticks(Files& files, const std::string& folder);

// The lines of /proc/self/mounts that are sticks, without their space.
std::vector<Stick> sticks_of_mounts(std::string_view mounts);

}  // namespace redress
