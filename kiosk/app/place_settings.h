// What a technician chose on the spot (screen 53): DATA/place.toml, read after every file of /etc/redress. It
// holds only keys that belong to the place, and of them only those that differ from the files. Any thread,
// one at a time.
#pragma once

#include <string>

#include "kiosk/app/machine.h"

namespace redress {

// machine.config becomes the files' configuration with the folder's choices over it. A file that cannot be used counts as
// none, so that damage to it does not put a kiosk out of service: machine.place_fault says what is wrong, doctor tells.
void load_place_settings(Machine& machine, const std::string& folder);
// Durable when ok. In force when they are loaded next; a running program opens its screens anew.
Status save_place_settings(const Machine& machine, const std::string& folder, const Config& wanted);

}  // namespace redress
