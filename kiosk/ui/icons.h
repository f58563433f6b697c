// Line icons on a 48 grid, from the mockups. One meaning each. Paths: icons.cpp.
#pragma once

#include <string_view>

namespace redress::ui {

enum class Icon {
  none,
  // shopper (mockups/src/shopper/build.py)
  mark, cube, tag, doc, person, hour, truck, ret, card, dots, lift, broom, aid, back, next, close, globe, aa,
  bell, check, search, pencil, mobile, call, lock, anon, clock, cal, warn, info, pin, print, camera, qr, excl,
  quest, bulb, ring, bksp, enter, up, down, right, left, save, send, shield, elder, one, speak, key, pen, reach,
  add,
  // staff
  user, users, scan, keyboard, building, chevron_left, chevron_right, chevron_up, chevron_down, eye, note, hand,
  equals, sheet, link, pause, arrow_up, paper_plane, archive, house, enrol, gear, usb, list, leave, cloud, network,
  store, chip, sound, sync, bolt, wrench, id_card, desk, swap, coins, gift, yen, speech, share, phone, back_space,
  external, alarm, minus, chat_alert, mail,
};

// The SVG path and circle text of an icon: "M…" segments; "c cx cy r" outlines, "d cx cy r" filled dots.
std::string_view icon_path(Icon icon);

// Icon by its name in data such as the policy's categories ("cube"); none if unknown.
Icon icon_by_name(std::string_view name);

}  // namespace redress::ui
