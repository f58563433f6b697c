// Subcommands that work on a data folder (docs/CLI.md). With `serve` alive they are carried out by it, over
// its local socket (decision 19); otherwise this process owns the folder meanwhile.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/env/clock.h"
#include "core/env/random.h"

namespace redress::headoffice {

class Office;

struct Outcome {
  int exit_code = 0;
  std::string out, err;
};

// sysexits of an error.
int exit_code_of(const Error& error);
Outcome failure(const Error& error);

// `words`: command and its arguments; relative paths belong to `folder_of_caller`.
Outcome run_command(Office& office, const std::vector<std::string>& words,
                    const std::string& folder_of_caller);
// Here, or in the serving process.
Outcome run_command_somewhere(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                              Random& random);

// Those that need the folder closed: init, restore.
Outcome run_init(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                 Random& random);
Outcome run_restore(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                    Random& random);

// Needs no folder at all.
Outcome run_verify_pack(const std::vector<std::string>& words);

std::string usage();

}  // namespace redress::headoffice
