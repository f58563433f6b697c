// `init`: keys, first epoch, malls with their documents and keys, an administrator, who adds everybody else; demo people.
// Nothing is left behind on an error.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/env/clock.h"
#include "core/env/random.h"
#include "core/model/words.h"

namespace redress::headoffice {

struct SetupOptions {
  bool demo = false;
  std::string public_url;  // into the site documents, upper-cased; empty: as the demo documents say
};

struct FirstPerson {
  std::string staff, name, mall, department, pin,
      password;  // pin, password: shown once, only hashes are kept
  Role role = Role::service;
};

struct SetupReport {
  std::string head_office_key;  // fingerprint
  std::string recovery_file;    // take it away from this machine
  std::vector<std::string> malls;
  std::vector<FirstPerson> people;
};

// Errc::conflict: the folder is set up already. Errc::busy: it is in use.
Result<SetupReport> set_up(const std::string& folder, const SetupOptions& options, Clock& clock,
                           Random& random);

}  // namespace redress::headoffice
