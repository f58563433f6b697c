// What a technician sets on the spot: TOML files under /etc/redress, overlays after the base file, unknown keys are
// errors with line numbers. Everything else comes from head office (policy, site).
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/env/files.h"

namespace redress {

struct Config {
  // [screen]
  std::string screen_size;             // "1080x1920": a window; empty: the whole display
  int screen_diagonal_tenth_inch = 215;
  bool fullscreen = true;              // false: a window over what the desktop leaves free
  std::string language = "zh-Hans";    // shown after each visit
  bool motion = true;                  // a new screen fades in
  int idle_s = 60;                     // who touches nothing that long is asked; twice that where a text is typed
  // [sound]
  int volume_percent = 50;             // 0: never a sound
  // [place]
  std::string floor;                   // where the kiosk stands, code of the site document; its shops are shown first
  // [printer]
  std::string printer = "none";        // tcp:… device:… serial:… file:… none
  int printer_width_mm = 80;           // 80 or 58
  bool receipt_shows_place = true;
  // [scanner]
  std::string scanner = "wedge";       // wedge, serial:/dev/ttyACM0:9600, none
  std::string scanner_side = "below";  // below, left, right: where the window is, for the words and the picture of screen 24
  // [head_office]
  std::string head_office_url;         // proposed for enrolment, which then keeps its own
  std::string ca_file;                 // empty: the system's certificates
  int bandwidth_limit_kbit_s = 0;      // 0: none
  // [storage]
  std::string data_folder = "/var/lib/redress";
  int reserve_mb = 32;
  std::string export_folder;           // empty: the sticks that are mounted
  // [rime]
  std::string rime_shared_folder = "/usr/share/rime-data";
  std::string rime_user_folder;        // empty: the folder built with the program
};

}  // namespace redress
