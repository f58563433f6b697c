// The one font store of these tests.
#pragma once

#include "kiosk/type/face.h"

inline redress::FontStore& test_fonts() {
  static auto fonts = std::move(redress::FontStore::open()).value();
  return *fonts;
}
