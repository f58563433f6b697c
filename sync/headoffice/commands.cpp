#include "sync/headoffice/commands.h"

#include <unistd.h>

#include "core/store/folder.h"
#include "sync/headoffice/arguments.h"
#include "sync/headoffice/backup.h"
#include "sync/headoffice/case_export.h"
#include "sync/headoffice/control_socket.h"
#include "sync/headoffice/devices.h"
#include "sync/headoffice/exchange_file.h"
#include "sync/headoffice/office.h"
#include "sync/headoffice/people.h"
#include "sync/headoffice/setup.h"
#include "sync/headoffice/verify.h"
#include "sync/wire/enrolment.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kImport_bytes = std::size_t{1} << 30;

// Head office's own command line sees every mall.
Visitor console() {
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

Outcome said(std::string out) {
  return {0, std::move(out), {}};
}

Outcome enrol_code(Call& call) {
  auto mall = call.arguments.need("mall"), role = call.arguments.need("role"),
       name = call.arguments.need("name");
  for (auto* part : {&mall, &role, &name})
    if (!part->ok()) return failure(part->error());
  auto device_role = kDeviceRoles.find(*role);
  if (!device_role) return failure(invalid("--role: must be kiosk or counter"));
  auto code = make_enrol_code(call.office, *mall, *device_role, *name, call.arguments.has("preapproved"));
  return code.ok() ? said(*code + "\n") : failure(code.error());
}

std::string gap_words(const DeviceRow& device) {
  std::string out;
  for (const auto& gap : device.gaps)
    out += (out.empty() ? "" : ", ") + (gap.from == gap.to
                                            ? std::to_string(gap.from)
                                            : std::to_string(gap.from) + "-" + std::to_string(gap.to));
  return out;
}

Json device_json(const DeviceRow& device) {
  auto json = Json::object();
  json.set("mall", device.mall)
      .set("number", device.number)
      .set("name", device.name)
      .set("role", device.role)
      .set("state", device.state)
      .set("fingerprint", device.fingerprint)
      .set("incarnation", to_text(device.incarnation))
      .set("forked", device.forked)
      .set("stored_seq", static_cast<std::int64_t>(device.stored_seq))
      .set("events", device.events)
      .set("refused", device.refused)
      .set("owes", gap_words(device));
  if (device.last_seen_at) json.set("last_seen_at", device.last_seen_at->ms);
  return json;
}

Outcome device_list(Call& call) {
  auto devices = list_devices(call.office, call.arguments.get("mall"), console());
  if (!devices.ok()) return failure(devices.error());
  std::string out;
  for (const auto& device : *devices) {
    if (call.arguments.has("json")) {
      out += device_json(device).dump() + "\n";
      continue;
    }
    out += device.mall + "/" + std::to_string(device.number) + "  " + device.role + "  " + device.state +
           (device.forked ? " FORKED" : "") + "  " + device.fingerprint + "  events " +
           std::to_string(device.events) + "  " + device.name;
    if (!device.gaps.empty()) out += "  owes " + gap_words(device);
    out += "\n";
  }
  return said(std::move(out));
}

Outcome device(Call& call) {
  auto what = call.arguments.word(0);
  if (what == "list") return device_list(call);
  if (what != "approve" && what != "revoke") return failure(invalid("device: say list, approve or revoke"));
  auto which =
      call.arguments.need_word(1, "device " + what + ": the device (name, MALL/NUMBER or fingerprint)");
  if (!which.ok()) return failure(which.error());
  auto done = what == "approve" ? approve_device(call.office, *which) : revoke_device(call.office, *which);
  return done.ok() ? said({}) : failure(done.error());
}

// A secret given as option, or made here and shown once.
Outcome user_secrets(const Call& call, const std::string& staff, const std::string& pin,
                     const std::string& password) {
  if (call.arguments.has("json"))
    return said(Json::object().set("staff", staff).set("pin", pin).set("password", password).dump() + "\n");
  std::string out = staff;
  if (!pin.empty()) out += "  PIN " + pin;
  if (!password.empty()) out += "  password " + password;
  return said(out + "\n");
}

Outcome user_add(Call& call) {
  auto staff = call.arguments.need("staff"), name = call.arguments.need("name"),
       role = call.arguments.need("role");
  for (auto* part : {&staff, &name, &role})
    if (!part->ok()) return failure(part->error());
  auto known = kRoles.find(*role);
  if (!known)
    return failure(invalid(
        "--role: must be service, handler, supervisor, manager, analyst, administrator or technician"));
  NewPerson person{*staff, *name, call.arguments.get("mall"), call.arguments.get("department"), *known,
                   {},     {}};
  bool pages_only = *known == Role::analyst || *known == Role::administrator;
  person.pin = call.arguments.get("pin", pages_only ? "" : make_pin(call.office.random()));
  if (call.arguments.has("password") || pages_only)
    person.password = call.arguments.get("password", make_password(call.office.random()));
  auto added = put_person(call.office, person);
  return added.ok() ? user_secrets(call, person.staff, person.pin, person.password) : failure(added.error());
}

Outcome user_reset(Call& call) {
  auto staff = call.arguments.need("staff");
  if (!staff.ok()) return failure(staff.error());
  auto reader = call.office.store().read();
  if (!reader.ok()) return failure(reader.error());
  auto person = find_person(**reader, *staff);
  if (!person.ok()) return failure(person.error());
  if (!*person) return failure({Errc::not_found, "--staff: there is nobody with number " + *staff});
  auto pin = call.arguments.get("pin", (*person)->has_pin ? make_pin(call.office.random()) : "");
  auto password =
      call.arguments.get("password", (*person)->has_password ? make_password(call.office.random()) : "");
  auto done = reset_person(call.office, *staff, pin, password);
  return done.ok() ? user_secrets(call, *staff, pin, password) : failure(done.error());
}

Outcome user_list(Call& call) {
  auto reader = call.office.store().read();
  if (!reader.ok()) return failure(reader.error());
  auto people = list_people(**reader);
  if (!people.ok()) return failure(people.error());
  std::string out;
  for (const auto& row : *people)
    out += row.person.staff + "  " + std::string(kRoles.name(row.person.role)) + "  " +
           (row.mall.empty() ? "all" : row.mall) + "  " + row.person.department + "  " + row.person.name +
           (row.active ? "" : "  (inactive)") + "\n";
  return said(std::move(out));
}

Outcome user(Call& call) {
  auto what = call.arguments.word(0);
  if (what == "add") return user_add(call);
  if (what == "reset") return user_reset(call);
  if (what == "list") return user_list(call);
  if (what != "remove") return failure(invalid("user: say add, reset, remove or list"));
  auto staff = call.arguments.need("staff");
  auto done = staff.ok() ? deactivate_person(call.office, *staff) : Status(staff.error());
  return done.ok() ? said({}) : failure(done.error());
}

Outcome import_file(Call& call) {
  auto name = call.arguments.need_word(0, "import: the file");
  if (!name.ok()) return failure(name.error());
  auto bytes = read_file_whole(call.path(*name), kImport_bytes);
  if (!bytes.ok()) return {66, {}, bytes.error().what + "\n"};
  auto imported = import_batches(call.office, *bytes);
  if (!imported.ok()) return failure(imported.error());
  Outcome outcome = said(std::to_string(imported->stored) + " of " + std::to_string(imported->batches) +
                         " batches stored, " + std::to_string(imported->events) + " events\n");
  outcome.err = imported->problems;
  outcome.exit_code = imported->stored == imported->batches ? 0 : 65;
  return outcome;
}

Outcome export_file(Call& call) {
  auto name = call.arguments.need_word(0, "export: the file");
  if (!name.ok()) return failure(name.error());
  auto bytes = export_batches(call.office);
  if (!bytes.ok()) return failure(bytes.error());
  auto written = write_file_whole(call.path(*name), *bytes, 0600);
  return written.ok() ? said({}) : Outcome{73, {}, written.error().what + "\n"};
}

Outcome cases(Call& call) {
  auto format = call.arguments.get("format", "csv");
  if (format != "csv" && format != "json") return failure(invalid("--format: must be csv or json"));
  CaseFilter filter;
  filter.mall = call.arguments.get("mall");
  filter.order = CaseOrderBy::oldest;
  auto text =
      export_cases(call.office, filter, console(), format == "csv" ? ExportFormat::csv : ExportFormat::json);
  return text.ok() ? said(std::move(*text)) : failure(text.error());
}

Outcome verify_all(Call& call) {
  auto reader = call.office.store().read();
  if (!reader.ok()) return failure(reader.error());
  if (auto view = (*reader)->script("BEGIN"); !view.ok())
    return failure(view.error());  // one moment, while others write
  auto result = verify_record(**reader);
  (void)(*reader)->script("ROLLBACK");
  if (!result.ok()) return failure(result.error());
  std::string out;
  for (const auto& problem : result->problems) out += "FAILED " + problem + "\n";
  auto line = Json::object();
  line.set("events", result->events)
      .set("refused", result->refused)
      .set("cases", result->cases)
      .set("batches", result->batches)
      .set("sealed", result->sealed)
      .set("sealed_missing", result->sealed_missing)
      .set("unproven", result->unproven)
      .set("problems", result->problems.size());
  if (call.arguments.has("json"))
    out = line.dump() + "\n";
  else
    out += "events " + std::to_string(result->events) + ", refused " + std::to_string(result->refused) +
           ", cases " + std::to_string(result->cases) + ", batches " + std::to_string(result->batches) +
           ", sealed parts " + std::to_string(result->sealed) + ", not proven by their author yet " +
           std::to_string(result->unproven) + ", problems " + std::to_string(result->problems.size()) + "\n";
  Outcome outcome = said(std::move(out));
  outcome.exit_code = result->problems.empty() ? 0 : 1;
  return outcome;
}

Outcome backup_file(Call& call) {
  auto to = call.arguments.need("out");
  if (!to.ok()) return failure(to.error());
  auto done = back_up(call.office, call.path(*to));
  return done.ok() ? said({}) : Outcome{73, {}, done.error().what + "\n"};
}

Outcome bundle(Call& call) {
  auto mall = call.arguments.need("mall"), role = call.arguments.need("role"),
       name = call.arguments.need("name"), to = call.arguments.need("out");
  for (auto* part : {&mall, &role, &name, &to})
    if (!part->ok()) return failure(part->error());
  auto device_role = kDeviceRoles.find(*role);
  if (!device_role) return failure(invalid("--role: must be kiosk or counter"));
  auto bytes = make_bundle(call.office, *mall, *device_role, *name, call.arguments.get("url"));
  if (!bytes.ok()) return failure(bytes.error());
  auto written = write_file_whole(call.path(*to), *bytes, 0600);
  return written.ok() ? said({}) : Outcome{73, {}, written.error().what + "\n"};
}

struct Command {
  std::string_view name;
  std::vector<std::string_view> valued, flags;
  Outcome (*run)(Call&);
};

const std::vector<Command>& commands() {
  static const std::vector<Command> all{
      {"enrol-code", {"mall", "role", "name"}, {"preapproved"}, enrol_code},
      {"bundle", {"mall", "role", "name", "out", "url"}, {}, bundle},
      {"device", {"mall"}, {"json"}, device},
      {"user", {"staff", "name", "role", "mall", "department", "pin", "password"}, {"json"}, user},
      {"import", {}, {}, import_file},
      {"export", {}, {}, export_file},
      {"cases", {"format", "mall"}, {}, cases},
      {"verify", {}, {"json"}, verify_all},
      {"backup", {"out"}, {}, backup_file},
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

Outcome run_init(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                 Random& random) {
  auto arguments = Arguments::parse(words, {"public-url"}, {"demo", "json"});
  if (!arguments.ok()) return failure(arguments.error());
  auto report = set_up(data, {arguments->has("demo"), arguments->get("public-url")}, clock, random);
  if (!report.ok()) return failure(report.error());
  std::string out;
  if (arguments->has("json")) {
    auto people = Json::array();
    for (const auto& p : report->people)
      people.push(Json::object()
                      .set("staff", p.staff)
                      .set("name", p.name)
                      .set("role", kRoles.name(p.role))
                      .set("mall", p.mall)
                      .set("department", p.department)
                      .set("pin", p.pin)
                      .set("password", p.password));
    auto malls = Json::array();
    for (const auto& mall : report->malls) malls.push(mall);
    return said(Json::object()
                    .set("head_office_key", report->head_office_key)
                    .set("recovery_file", report->recovery_file)
                    .set("malls", std::move(malls))
                    .set("people", std::move(people))
                    .dump() +
                "\n");
  }
  out += "Head office key      " + report->head_office_key + "\n";
  out += "Recovery key         " + report->recovery_file + "  (take this file away from this machine)\n";
  for (const auto& mall : report->malls) out += "Mall                 " + mall + "\n";
  for (const auto& p : report->people)
    out += "Staff " + p.staff + "  " + std::string(kRoles.name(p.role)) + "  " +
           (p.mall.empty() ? "head office" : p.mall) + "  " + p.name +
           (p.pin.empty() ? "" : "  PIN " + p.pin) + (p.password.empty() ? "" : "  password " + p.password) +
           "\n";
  return said(std::move(out));
}

Outcome run_restore(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                    Random& random) {
  auto arguments = Arguments::parse(words, {"from"}, {});
  if (!arguments.ok()) return failure(arguments.error());
  auto from = arguments->need("from");
  if (!from.ok()) return failure(from.error());
  if (auto made = make_folder(data); !made.ok()) return failure(made.error());
  auto restored = restore(data, *from, clock, random);
  if (!restored.ok()) return failure(restored.error());
  std::string out = "restored " + std::to_string(restored->events) +
                    " events; a new epoch began, devices offer again what they hold\n";
  if (restored->erased_again > 0)
    out += "erased again: " + std::to_string(restored->erased_again) + " cases\n";
  if (!restored->set_aside.empty())
    out += "the former database is " + restored->set_aside + ": delete it when it is no longer needed\n";
  return said(std::move(out));
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
         "  verify [--json]\n"
         "  backup --out F, restore --from F\n";
}

}  // namespace redress::headoffice
