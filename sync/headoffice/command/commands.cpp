#include "sync/headoffice/command/commands.h"

#include <unistd.h>

#include "core/store/folder.h"
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/command/control_socket.h"

namespace redress::headoffice {

namespace {

std::vector<Command>& commands() {
  static std::vector<Command> all{
      {"enrol-code", {"mall", "role", "name"}, {"preapproved"}, enrol_code},
      {"bundle", {"mall", "role", "name", "out", "url"}, {}, bundle},
      {"device", {"mall"}, {"json"}, device},
      {"user", {"staff", "name", "role", "mall", "department", "pin", "password", "from", "until"}, {"json"}, user},
      {"import", {}, {}, import_file},
      {"export", {}, {}, export_file},
      {"cases", {"format", "mall"}, {}, cases},
      {"verify", {}, {"json"}, verify_all},
      {"backup", {"out"}, {}, backup_file},
      {"rebuild", {}, {}, rebuild},
      {"retention", {}, {"dry-run", "clock-checked", "json"}, retention},
      {"report",
       {"period", "mall", "kiosk", "department", "place", "category", "channel", "owner", "level", "cause",
        "source", "complexity", "outside_party", "staff_fault", "format", "out",
        "language"},
       {"public"},
       report},
      {"policy", {"mall", "note", "by", "second", "from", "until", "version", "from-year", "until-year", "name", "out"}, {"json"}, policy_document},
      {"site", {"mall", "note", "by", "second", "from", "until", "version", "from-year", "until-year", "name", "out"}, {"json"}, site_document},
  };
  return all;
}

}  // namespace

int exit_code_of(const Error& error) {
  switch (error.code) {
    case Errc::invalid:
      return 64;
    case Errc::not_found:
      return error.what.find("init") != std::string::npos ? 78 : 66;
    case Errc::refused:
    case Errc::unauthorised:
      return 77;
    case Errc::conflict:
    case Errc::corrupt:
    case Errc::limit:
      return 65;
    case Errc::full:
    case Errc::io:
      return 74;
    case Errc::busy:
      return 75;
    case Errc::unavailable:
      return 69;
    case Errc::internal:
      return 70;
  }
  return 70;
}

Outcome failure(const Error& error) {
  return {exit_code_of(error), {}, error.what + "\n"};
}

void add_command(Command command) { commands().push_back(std::move(command)); }

Outcome run_command(Office& office, const std::vector<std::string>& words, const std::string& folder) {
  if (words.empty()) return failure(invalid("no command"));
  for (const auto& command : commands()) {
    if (command.name != words[0]) continue;
    auto arguments = Arguments::parse({words.begin() + 1, words.end()}, command.valued, command.flags);
    if (!arguments.ok()) return failure(arguments.error());
    Call call{office, std::move(*arguments), folder};
    return command.run(call);
  }
  return failure(invalid("'" + words[0] + "' is no command of redress-headoffice; try --help"));
}

Outcome run_command_somewhere(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                              Random& random) {
  char buffer[4096];
  std::string folder = ::getcwd(buffer, sizeof buffer) ? buffer : ".";
  if (!file_exists(data + "/" + std::string(kDatabase_file)))
    return failure(
        {Errc::not_found,
         "data folder " + data + " is not set up: run `redress-headoffice --data " + data + " init` first"});
  auto office = Office::open(data, clock, random);
  if (office.ok()) return run_command(**office, words, folder);
  if (office.error().code != Errc::busy) return failure(office.error());
  auto outcome = ask_control_socket(data + "/control.sock", words, folder);
  return outcome.ok() ? *outcome : failure({Errc::busy, office.error().what + "; " + outcome.error().what});
}

std::string usage() {
  return "redress-headoffice --data DIR COMMAND\n"
         "  init [--demo] [--public-url U] [--json]       set up a data folder\n"
         "  serve --listen ADDR:PORT [--cert F --key F] [--public-url U]\n"
         "  enrol-code --mall M --role kiosk|counter --name N [--preapproved]\n"
         "  bundle --mall M --role kiosk|counter --name N --out F [--url U]\n"
         "  device list|approve WHICH|revoke WHICH [--mall M] [--json]\n"
         "  user add|reset|remove|list [--staff N --name N --role R --mall M --department D --pin P "
         "--password P] [--json]\n"
         "  import F, export F                             .redress batches\n"
         "  cases [--format csv|json] [--mall M]\n"
         "  policy|site check F [--mall M], diff F --mall M, what-if F --mall M --from DAY --until DAY [--json]\n"
         "  policy|site publish F --mall M --note TEXT --by N --second N, show --mall M [--version V], list --mall M\n"
         "  policy|site holidays ICS --mall M --from-year Y [--until-year Y] --name VERSION [--out F]\n"
         "  policy profile NAME --mall M --name VERSION [--out F]   with the categories of another document\n"
         "  verify [--json]\n"
         "  rebuild                                        lists and report figures from the events\n"
         "  report --period 2026-W47|2026-11|2026-Q4|2026-H2|2026 [--mall M] [--format csv|json|html|xlsx] [--out F]\n"
         "         [--public]   no figure of fewer than five cases, no codes, no people\n"
         "  retention [--dry-run] [--clock-checked] [--json]   erase what the policy no longer keeps\n"
         "  pack --case CODE --out F --by N [--contact PURPOSE] [--language L]   one case for a regulator, signed\n"
         "  verify-pack F                                  needs no data folder\n"
         "  person --mall M --phone P --by N --out F [--format html|json] [--asker A --purpose P --days N --language L]\n"
         "  backup --out F, restore --from F\n";
}

}  // namespace redress::headoffice
