// How a device is: what it tells head office with every pull, so that page 64 shows where paper is needed.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/words.h"

namespace redress::wire {

enum class PrinterHealth { none, ok, low, out, cover_open, cutter_jam, overheated, offline, unknown };
inline constexpr auto kPrinter_healths = words<PrinterHealth>(
    "none", "ok", "low", "out", "cover_open", "cutter_jam", "overheated", "offline", "unknown");

struct DeviceHealth {
  std::string version;  // of the program, at most 40 bytes
  PrinterHealth printer = PrinterHealth::unknown;
  std::int64_t free_bytes = 0;  // of the disk that holds the data folder
  bool operator==(const DeviceHealth&) const = default;
};

}  // namespace redress::wire
