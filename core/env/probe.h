// How far head office can be reached, step by step, for the technician and doctor. Nothing is sent but one
// GET /healthz; trust is that of Network.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace redress {

enum class ProbeStep { address, name, connection, certificate, answer };

struct ProbeReport {
  std::optional<ProbeStep> broken{};  // the steps before it went well, those behind it were not tried
  std::string detail{};               // what broke, in the words of the machine
  std::string peer{};                 // IP address, once connected
  bool encrypted = false;
  int trip_ms = 0;                                // of the connection: one there and back
  std::optional<int> certificate_days{};          // until it expires
  std::optional<std::int64_t> clock_offset_ms{};  // head office's clock minus ours; also if it says it is not well
  bool well() const { return !broken; }
};

}  // namespace redress
