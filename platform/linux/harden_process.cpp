#include "platform/linux/harden_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace redress {

void harden_process() {
  rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace redress
