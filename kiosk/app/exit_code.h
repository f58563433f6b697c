// Exit codes of both programs, after sysexits.h; documented in docs/CLI.md.
#pragma once

#include "core/base/result.h"

namespace redress {

enum ExitCode {
  kExit_ok = 0,
  kExit_findings = 1,       // verify, doctor: it ran and found something wrong
  kExit_usage = 64,         // the command line is wrong
  kExit_data = 65,          // some input was rejected; the rest was taken
  kExit_no_input = 66,      // an input file cannot be read
  kExit_unavailable = 69,   // head office, printer … not there
  kExit_internal = 70,
  kExit_cannot_create = 73, // an output file cannot be written
  kExit_io = 74,            // the disk refused
  kExit_later = 75,         // busy or waiting: try again later
  kExit_no_permission = 77,
  kExit_config = 78,        // not provisioned, or configuration wrong
};

int exit_code(const Error& error);

}  // namespace redress
