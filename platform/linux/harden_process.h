// What keeps typed words inside the process: no core dumps, no reading by other processes of the same user.
#pragma once

namespace redress {

void harden_process();

}  // namespace redress
