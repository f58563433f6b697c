// The SDL key values the screens use, without SDL.
#pragma once

namespace redress::ui::keys {

inline constexpr int backspace = 8, tab = 9, enter = 13, escape = 27, space = 32, del = 127;
inline constexpr int right = 0x4000004F, left = 0x40000050, down = 0x40000051, up = 0x40000052;
inline constexpr int home = 0x4000004A, end = 0x4000004D, page_up = 0x4000004B, page_down = 0x4000004E;
inline constexpr int keypad_enter = 0x40000058;
inline constexpr int shift_mask = 0x0003, ctrl_mask = 0x00C0;

}  // namespace redress::ui::keys
