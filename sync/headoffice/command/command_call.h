// What the subcommands of docs/CLI.md share; each group stands in a file of its own: device_, user_, record_, …
#pragma once

#include <string>

#include "sync/headoffice/command/arguments.h"
#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

// Head office's own command line sees every mall.
inline Visitor console() {
  return {{"", Role::administrator, "", ""}, "", "", ""};
}

struct Call {
  Office& office;
  Arguments arguments;
  std::string folder;
  std::string path(const std::string& name) const {
    return name.starts_with('/') ? name : folder + "/" + name;
  }
};

inline Outcome said(std::string out) {
  return {0, std::move(out), {}};
}

struct Command {
  std::string_view name;
  std::vector<std::string_view> valued, flags;
  Outcome (*run)(Call&);
};
// Those of libraries that this one does not know; before any command is run.
void add_command(Command command);

Outcome enrol_code(Call& call);
Outcome bundle(Call& call);
Outcome device(Call& call);
Outcome user(Call& call);
Outcome import_file(Call& call);
Outcome export_file(Call& call);
Outcome cases(Call& call);
Outcome verify_all(Call& call);
Outcome backup_file(Call& call);
Outcome report(Call& call);
Outcome rebuild(Call& call);
Outcome retention(Call& call);
Outcome policy_document(Call& call);
Outcome site_document(Call& call);

}  // namespace redress::headoffice
