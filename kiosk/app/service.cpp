#include "kiosk/app/service.h"

#include <cstdlib>

#include "core/policy/policy.h"
#include "kiosk/app/config_files.h"
#include "kiosk/app/exit_code.h"
#include "kiosk/app/place_settings.h"
#include "kiosk/receipt/escpos.h"
#include "kiosk/receipt/receipt.h"
#include "kiosk/type/face.h"
#include "sync/uplink/enrol.h"
#include "sync/uplink/stick.h"

namespace redress {

namespace {

Json object() { return Json::object(); }

Json failed(const Error& error) { return object().set("error", error.what).set("exit", exit_code(error)); }

Json not_provisioned() {
  return object()
      .set("error", "not provisioned: run redress-kiosk enrol or init --bundle first")
      .set("exit", static_cast<int>(kExit_config));
}

// Of a result that has nowhere to go.
Json not_written(const Error& error) {
  return object().set("error", error.what).set("exit", static_cast<int>(kExit_cannot_create));
}

Json rejected(std::int64_t number, const std::string& reason, int exit) {
  Json reply = object();
  reply.set("out", "REJECT " + std::to_string(number) + " " + reason);
  reply.set("reject", reason);
  reply.set("exit", exit);
  return reply;
}

Json refused(const std::string& reason, int exit) {
  return object().set("out", "REFUSED " + reason).set("refused", reason).set("exit", exit);
}

Json invalid_scan(const std::string& reason) {
  return object().set("out", "INVALID " + reason).set("invalid", reason).set("exit", 0);
}

// Of a line that the command could not hand on.
Json not_utf8(const Json& request) {
  constexpr const char* kWhy = "not UTF-8";
  if (request["do"].string() == "capture") return rejected(request["number"].integer(1), kWhy, kExit_data);
  return request["do"].string() == "scan" ? invalid_scan(kWhy) : refused(kWhy, kExit_data);
}

}  // namespace

// A request that met damage is asked once more when that is mended.
Json Service::answer(const Json& request) {
  Json reply = answer_once(request);
  const bool mended = engine_.store().met_damage() && engine_.mend().ok();
  return mended && reply["exit"].integer() != kExit_ok ? answer_once(request) : reply;
}

Json Service::answer_once(const Json& request) {
  struct Row {
    std::string_view what;
    Json (Service::*answer)(const Json&);
  };
  static constexpr Row rows[] = {
      {"capture", &Service::capture},    {"scan", &Service::scan},          {"act", &Service::act},
      {"find", &Service::find},          {"receipt", &Service::receipt},    {"verify", &Service::verify},
      {"backup", &Service::backup},      {"doctor", &Service::doctor},      {"sync", &Service::sync_once},
      {"export", &Service::export_file}, {"import", &Service::import_file}, {"status", &Service::status},
      {"enrol", &Service::enrol},        {"init", &Service::init}};
  if (request["not_utf8"].boolean() && engine_.provisioned()) return not_utf8(request);
  for (const auto& row : rows)
    if (row.what == request["do"].string()) return (this->*row.answer)(request);
  return failed(invalid("unknown request"));
}

Json Service::capture(const Json& request) {
  if (!engine_.provisioned()) return not_provisioned();
  auto number = request["number"].integer(1);
  auto intake = parse_intake_line(request["line"].string());
  if (!intake.ok()) return rejected(number, intake.error().what, kExit_data);
  auto done = engine_.submit(std::move(*intake), std::nullopt);
  if (!done.ok()) return rejected(number, done.error().what, exit_code(done.error()));
  Json reply = object();
  reply.set("out", "ACK " + to_text(done->event) + " " + to_grouped(done->code));
  reply.set("event", to_text(done->event));
  reply.set("case", to_grouped(done->code));
  if (done->first_answer) reply.set("first_answer", done->first_answer->ms);
  if (done->resolve) reply.set("resolve", done->resolve->ms);
  reply.set("exit", 0);
  return reply;
}

Json Service::scan(const Json& request) {
  auto code = parse_scanned_code(request["line"].string());
  if (!code.ok()) return invalid_scan(code.error().what);
  auto view = engine_.look_up(*code, std::nullopt);
  if (!view.ok()) return failed(view.error());
  Json reply = object();
  if (!view->state.known) return reply.set("out", "UNKNOWN " + to_grouped(*code)).set("unknown", to_grouped(*code)).set("exit", 0);
  auto stage = std::string(kStages.name(view->state.stage));
  reply.set("out", "CASE " + to_grouped(*code) + " " + stage);
  reply.set("case", to_grouped(*code)).set("stage", stage).set("level", view->judgement.level).set("exit", 0);
  return reply;
}

Json Service::act(const Json& request) {
  auto action = parse_action_line(request["line"].string());
  if (!action.ok()) return refused(action.error().what, kExit_data);
  auto person = engine_.authenticate(*action);
  if (!person.ok()) return refused(person.error().code == Errc::limit ? "locked_out" : "unknown_person", kExit_data);
  auto done = engine_.act(*action, *person);
  if (!done.ok()) return refused(done.error().what, exit_code(done.error()));
  return object().set("out", "ACK " + to_text(done->id)).set("event", to_text(done->id)).set("exit", 0);
}

// Staff and PIN as in an action; what is asked as head office's page asks it.
Json Service::find(const Json& request) {
  auto json = parse_json(request["line"].string());
  if (!json.ok()) return refused(json.error().what, kExit_data);
  Action who;
  auto question = Json::object();
  for (const auto& [key, value] : json->members()) {
    if (key == "staff")
      who.staff = value.string();
    else if (key == "pin")
      who.pin = value.string();
    else
      question.set(key, value);
  }
  auto asked = parse_phone_question(question);
  if (!asked.ok()) return refused(asked.error().what, kExit_data);
  auto person = engine_.authenticate(who);
  if (!person.ok() || !*person)
    return refused(!person.ok() && person.error().code == Errc::limit ? "locked_out" : "unknown_person",
                   kExit_data);
  auto found = engine_.find_by_phone(*asked, **person);
  if (!found.ok()) return refused(found.error().what, exit_code(found.error()));
  auto cases = Json::array();
  std::string out = "FOUND " + std::to_string(found->size());
  for (const auto& one : *found) {
    cases.push(to_grouped(one.code));
    out += " " + to_grouped(one.code);
  }
  return object().set("out", out).set("cases", std::move(cases)).set("exit", 0);
}

Json Service::receipt(const Json& request) {
  if (!engine_.provisioned()) return not_provisioned();
  auto code = parse_case_code(request["case"].string());
  if (!code.ok()) return failed(code.error());
  auto copy = std::atoi(std::string(request["copy"].string("1")).c_str());
  auto content = engine_.receipt(*code, std::string(request["language"].string()), copy < 1 ? 1 : copy);
  if (!content.ok()) return failed(content.error());
  auto width = request["width"].string("80");
  if (width != "80" && width != "58") return failed(invalid("--width is 58 or 80"));
  auto fonts = FontStore::open();
  if (!fonts.ok()) return failed(fonts.error());
  auto image = render(**fonts, *content, width == "58" ? 384 : 576);
  if (!image.ok()) return failed(image.error());
  auto format = request["format"].string("png");
  if (format != "png" && format != "escpos") return failed(invalid("--format is png or escpos"));
  auto bytes = format == "png" ? to_png(*image) : Result<Bytes>(escpos_raster(*image));
  if (!bytes.ok()) return failed(bytes.error());
  auto written = engine_.machine().files.write_whole(std::string(request["out"].string()), *bytes);
  if (!written.ok()) return not_written(written.error());
  return object().set("file", request["out"]).set("exit", 0);
}

Json Service::verify(const Json&) {
  std::optional<PublicKey> head_office;
  if (engine_.provision()) head_office = engine_.provision()->head_office;
  auto report = engine_.store().verify(head_office);
  if (!report.ok()) return failed(report.error());
  Json lines = Json::array();
  const auto& own = engine_.store().identity().incarnation;
  for (const auto& fault : report->faults)
    lines.push("BAD seq " + std::to_string(fault.seq) + (fault.incarnation == own ? "" : " of " + to_text(fault.incarnation)) +
               " id " + (fault.id.is_nil() ? std::string("-") : to_text(fault.id)) + ": " + fault.what);
  lines.push((report->faults.empty() ? "GOOD " : "FOUND ") + std::to_string(report->own_events) + " own events, " +
             std::to_string(report->foreign_events) + " events of others, " + std::to_string(report->sealed_parts) + " sealed parts, " +
             std::to_string(report->faults.size()) + " faults");
  Json reply = object();
  reply.set("own_events", static_cast<std::int64_t>(report->own_events)).set("faults", report->faults.size());
  reply.set("lines", std::move(lines));
  reply.set("exit", static_cast<int>(report->faults.empty() ? kExit_ok : kExit_findings));
  return reply;
}

Json Service::backup(const Json& request) {
  const std::string out(request["out"].string());
  // SQLite does not tell which of the two files it could not open; the copy is made beside the one that is asked for.
  if (auto tried = engine_.machine().files.write_whole(out + ".part", {}); !tried.ok()) {
    auto what = tried.error().what;
    if (const auto at = what.find(out + ".part"); at != std::string::npos) what.replace(at, out.size() + 5, out);
    return not_written({tried.error().code, std::move(what)});
  }
  auto done = engine_.store().backup(out);
  if (!done.ok()) return failed(done.error());
  return object().set("out", "copied to " + std::string(request["out"].string())).set("exit", 0);
}

// A technician may ask how the device would stand with another configuration than the running program's.
Json Service::doctor(const Json& request) {
  Machine machine = engine_.machine();
  if (request.has("config")) {
    Config config;
    if (auto read = apply_config(config, request["config"].string(), "--config"); !read.ok()) return failed(read.error());
    machine.filed = config;
    load_place_settings(machine, engine_.folder());
  }
  auto findings = engine_.doctor(machine);
  Json lines = Json::array();
  for (const auto& finding : findings) lines.push(finding);
  if (findings.empty()) lines.push("all well");
  return object().set("lines", std::move(lines)).set("exit", static_cast<int>(findings.empty() ? kExit_ok : kExit_findings));
}

Json sync_ended(Json reply, Store& store, const Problem& problem, bool queue_empty) {
  const auto end = [&](const std::string& what, ExitCode exit) {
    if (!what.empty()) reply.set("error", what);
    return std::move(reply.set("exit", static_cast<int>(exit)));
  };
  if (problem.trouble == Trouble::unknown)
    return end("head office does not know this device: enrol it anew with a new code", kExit_no_permission);
  if (problem.trouble != Trouble::waiting) return end(problem.what, queue_empty ? kExit_ok : kExit_later);
  const auto now = standing(store);
  if (now.ok() && *now == Standing::revoked)
    return end("head office revoked this device: enrol it anew with a new code", kExit_no_permission);
  return end("not approved yet: have this device approved at head office; what it holds waits here", kExit_later);
}

// The address and key of head office are known only after enrolment, so the uplink is made for one run.
Json Service::sync_once(const Json&) {
  auto& machine = engine_.machine();
  auto network = machine.open_network(machine.config);
  auto known = redress::provision(engine_.store());
  if (!known.ok()) return failed(known.error());
  if (!*known || (*known)->url.empty())
    return object().set("error", "not enrolled: no head office to sync with").set("exit", static_cast<int>(kExit_config));
  if ((*known)->answer.status != wire::EnrolStatus::approved) {
    auto again = ask_enrolment_again(engine_.store(), *network, machine.clock);
    if (again.ok()) (void)engine_.reload_documents().ok();
  }
  Uplink uplink(engine_.store(), *network, machine.clock, machine.random, (*known)->target());
  uplink.tell_health(engine_.health(wire::PrinterHealth::unknown));
  StopFlag stop{false};
  auto report = uplink.run_once(stop);
  (void)note_answer(engine_.store(), report.problem.trouble).ok();
  (void)engine_.reload_documents().ok();
  Json reply = object();
  reply.set("sent", static_cast<std::int64_t>(report.sent)).set("bytes", static_cast<std::int64_t>(report.bytes_sent));
  reply.set("refused", static_cast<std::int64_t>(report.refused)).set("pulled", static_cast<std::int64_t>(report.pulled));
  reply.set("queue_empty", report.queue_empty);
  reply.set("out", "sent " + std::to_string(report.sent) + " events, " + std::to_string(report.bytes_sent) + " bytes; received " +
                       std::to_string(report.pulled) + (report.queue_empty ? "; queue empty" : "; queue not empty"));
  return sync_ended(std::move(reply), engine_.store(), report.problem, report.queue_empty);
}

Json Service::export_file(const Json& request) {
  Bytes file;
  auto report = pack_events(engine_.store(), file);
  if (!report.ok() && report.error().code == Errc::not_found) return object().set("out", report.error().what + "; no file was written").set("exit", 0);
  if (!report.ok()) return failed(report.error());
  auto written = engine_.machine().files.write_whole(std::string(request["file"].string()), file);
  if (!written.ok()) return not_written(written.error());
  return object().set("out", "wrote " + std::to_string(report->events) + " events, " + std::to_string(report->bytes) + " bytes").set("exit", 0);
}

Json Service::import_file(const Json& request) {
  auto report = import_events(engine_.store(), engine_.machine().files, std::string(request["file"].string()));
  if (!report.ok()) return failed(report.error());
  return object()
      .set("out", "took " + std::to_string(report->batches) + " batches with " + std::to_string(report->events) + " events to carry")
      .set("exit", 0);
}

Json Service::status(const Json& request) {
  auto view = engine_.inspect_device();
  if (!view.ok()) return failed(view.error());
  auto queue = engine_.store().queue_state();
  Json reply = object();
  reply.set("incarnation", view->incarnation).set("fingerprint", view->fingerprint);
  reply.set("provisioned", engine_.provisioned()).set("approved", view->approved);
  reply.set("name", engine_.device_name()).set("role", kDeviceRoles.name(engine_.role()));
  reply.set("events", view->events).set("cases", view->cases);
  if (queue.ok()) reply.set("waiting", static_cast<std::int64_t>(queue->waiting)).set("quarantined", static_cast<std::int64_t>(queue->quarantined));
  if (!request["words"].boolean()) return reply.set("exit", 0);
  Json lines = Json::array();
  for (const auto& [key, value] : reply.members())
    lines.push(key + ": " + (value.is_string() ? std::string(value.string()) : value.dump()));
  return object().set("lines", std::move(lines)).set("exit", 0);
}

Json Service::enrol(const Json& request) {
  auto& machine = engine_.machine();
  auto network = machine.open_network(machine.config);
  auto outcome = redress::enrol(engine_.store(), *network, machine.clock, std::string(request["url"].string()), std::string(request["code"].string()));
  if (!outcome.ok()) return failed(outcome.error());
  if (auto loaded = engine_.reload_documents(); !loaded.ok()) return failed(loaded.error());
  Json reply = object();
  auto print = fingerprint(engine_.store().identity().signing.public_key());
  reply.set("fingerprint", print);
  switch (outcome->status) {
    case wire::EnrolStatus::approved: return reply.set("out", "APPROVED " + print).set("exit", 0);
    case wire::EnrolStatus::waiting: return reply.set("out", "WAITING " + print).set("exit", static_cast<int>(kExit_later));
    case wire::EnrolStatus::rejected: break;
  }
  return reply.set("error", "head office rejected this device: " + outcome->reason).set("exit", static_cast<int>(kExit_no_permission));
}

Json Service::init(const Json& request) {
  if (request.has("bundle")) {
    auto outcome = init_from_bundle(engine_.store(), engine_.machine().files, engine_.machine().random, std::string(request["bundle"].string()));
    if (!outcome.ok()) return failed(outcome.error());
    if (auto loaded = engine_.reload_documents(); !loaded.ok()) return failed(loaded.error());
  }
  auto print = fingerprint(engine_.store().identity().signing.public_key());
  return object().set("out", "READY " + print).set("fingerprint", print).set("provisioned", engine_.provisioned()).set("exit", 0);
}

}  // namespace redress
