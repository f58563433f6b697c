// The QR code of a case: one matrix for receipt and screen (decision 22).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace redress {

inline constexpr int kQr_quiet_zone = 4;               // modules of white on every side
inline constexpr int kQr_max_version = 3;              // every layout holds 29 modules
inline constexpr std::size_t kQr_max_characters = 61;  // version 3, EC M, alphanumeric

struct QrMatrix {
  int version = 0;
  int modules = 0;         // along one side, without the quiet zone
  std::vector<bool> dark;  // row by row
  bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * modules + x)]; }
};

// EC level M, alphanumeric mode, version 2 (25 modules) or 3 (29) when the text is longer than 38.
// Errors: Errc::invalid for characters outside 0-9 A-Z space $%*+-./: (lower case included),
// Errc::limit when version 3 cannot hold the text. Any thread.
Result<QrMatrix> qr_matrix(std::string_view text);

}  // namespace redress
