#include "kiosk/app/exit_code.h"

namespace redress {

int exit_code(const Error& error) {
  switch (error.code) {
    case Errc::invalid:
    case Errc::limit:
    case Errc::conflict: return kExit_data;
    case Errc::not_found: return kExit_no_input;
    case Errc::refused: return kExit_data;
    case Errc::corrupt:
    case Errc::full:
    case Errc::io: return kExit_io;
    case Errc::busy: return kExit_later;
    case Errc::unavailable: return kExit_unavailable;
    case Errc::unauthorised: return kExit_no_permission;
    case Errc::internal: return kExit_internal;
  }
  return kExit_internal;
}

}  // namespace redress
