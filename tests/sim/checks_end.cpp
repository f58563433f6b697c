// Held when all is calm: every complaint that anybody holds is everywhere it should be, once and unchanged;
// equal events give equal cases; no promise moved; nothing erased is anywhere; every machine's own check
// passes.
#include <algorithm>
#include <filesystem>

#include "core/policy/case_facts.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/judge.h"
#include "sync/headoffice/record/verify.h"
#include "sync/uplink/enrol.h"
#include "tests/sim/world.h"

namespace redress::sim {

namespace {

// A case as a person would see it, in words that can be compared.
std::string digest(const CaseState& state, const Judgement& judgement) {
  std::string out = "stage " + std::to_string(static_cast<int>(state.stage)) + " level " +
                    std::to_string(judgement.level) + " owner " + state.owner + " category " +
                    state.category + " conflicts " + std::to_string(state.conflicts.size()) + " answers " +
                    std::to_string(state.answers.size()) + " ratings " +
                    std::to_string(state.ratings.size()) + (state.erased ? " erased" : "") +
                    (state.collision ? " collision" : "");
  for (const auto& department : state.departments) out += " " + department;
  for (const auto& trigger : judgement.triggers)
    out += " " + trigger.code + "@" + std::to_string(trigger.at.ms);
  for (const auto& clock : judgement.clocks)
    out += " due " + std::to_string(clock.due.ms) + "/" + std::to_string(static_cast<int>(clock.state));
  return out;
}

struct Seen {
  std::string where, digest;
  CaseState state;
  Judgement judgement;
};

// Arrival differs by machine and counts only where the clock was not believed; here it is the capture
// everywhere.
Seen see(std::string where, CaseState state, const Policy& policy, const Site& site, CaseFacts facts,
         Instant now) {
  facts.arrived_at = state.submitted_at;
  auto judgement = judge(policy, site, facts, now);
  auto words = digest(state, judgement);
  return {std::move(where), std::move(words), std::move(state), std::move(judgement)};
}

Seen at_office(World& world, Database& db, CaseCode code) {
  auto& office = world.office->office();
  auto record = headoffice::load_case(db, code);
  auto rules = office.rules().of(record->mall);
  auto state = fold_case(code, record->events, world.now, rules->policy.confirm_days);
  auto judgement =
      headoffice::full_judgement(office.rules(), record->mall, state, state.submitted_at, world.now);
  auto words = digest(state, *judgement);
  return {"head office", std::move(words), std::move(state), std::move(*judgement)};
}

Seen at_device(World& world, Device& device, CaseCode code) {
  auto& engine = device.engine();
  auto events = device.store().events_of_case(code);
  auto state = fold_case(code, *events, world.now, engine.policy()->confirm_days);
  auto facts = facts_of(state, engine.site()->zone);
  return see(device.place.name, std::move(state), *engine.policy(), *engine.site(), std::move(facts),
             world.now);
}

std::string words(const Told& told) {
  return "complaint " + to_compact(told.code) + " of device " + std::to_string(told.device + 1);
}

bool has(const std::optional<Bytes>& got, const Bytes& expected) {
  return got && *got == expected;
}

void check_copies_at_office(Database& db, const Told& told) {
  auto row = db.query("SELECT e.verdict, s.bytes FROM event e LEFT JOIN sealed s ON s.n = e.n WHERE e.id = ?",
                      told.event);
  if (!*row.step()) violation(words(told) + " is not at head office");
  if (row.integer(0) > 1) violation(words(told) + " was refused by head office");
  if (told.erased == Told::Erased::all && !row.is_null(1))
    violation(words(told) + " was erased, but head office has its text again");
  if (told.erased != Told::Erased::no || !told.sealed_owed || told.sealed.empty()) return;
  if (row.is_null(1)) violation("the text of " + words(told) + " is lost at head office");
  if (row.bytes(1) != told.sealed) violation("the text of " + words(told) + " was changed at head office");
}

void check_copy_at(Device& device, const Told& told) {
  if (!has(*device.store().event_bytes(told.event), told.bytes))
    violation(words(told) + " is not at " + device.place.name);
  auto sealed = *device.store().sealed_part(told.event);
  bool erased = told.erased == Told::Erased::all || told.erased == Told::Erased::contact;
  if (erased && sealed)
    violation(words(told) + " was erased, but " + device.place.name + " still has its text");
  if (sealed && *sealed != told.sealed)
    violation("the text of " + words(told) + " was changed at " + device.place.name);
  if (!sealed && told.erased == Told::Erased::no && told.sealed_owed && device.is_counter() &&
      !told.sealed.empty())
    violation("the text of " + words(told) + " is not at " + device.place.name);
}

void check_promise(const Told& told, const Seen& seen) {
  if (told.extended) return;
  const auto* answer = seen.judgement.clock(ClockKind::first_answer);
  if (told.first_answer && answer && answer->due > *told.first_answer)
    violation("the first answer promised for " + words(told) + " is due later at " + seen.where);
  auto promised = seen.state.intake["promised"]["first_answer"];
  if (told.first_answer && promised.integer() != told.first_answer->ms)
    violation("the printed date of " + words(told) + " is another at " + seen.where);
}

void check_case(World& world, Database& db, const Told& told) {
  auto office = at_office(world, db, told.code);
  check_promise(told, office);
  for (auto& device : world.devices) {
    if (device->revoked) continue;
    if (device->place.mall != world.devices[told.device]->place.mall) {
      if (!device->store().events_of_case(told.code)->empty())
        violation(words(told) + " is at " + device->place.name + " of another mall");
      continue;
    }
    check_copy_at(*device, told);
    auto here = at_device(world, *device, told.code);
    check_promise(told, here);
    if (here.digest != office.digest)
      violation(words(told) + " is not the same everywhere:\n  " + here.where + ": " + here.digest +
                "\n  head office: " + office.digest);
  }
}

std::string faults_of(Device& device) {
  auto known = provision(device.store());
  auto report = device.store().verify((*known)->answer.head_office);
  if (!report.ok()) return report.error().what;
  return report->faults.empty() ? "" : report->faults.front().what;
}

void check_machines(World& world, Database& db) {
  for (auto& device : world.devices) {
    if (device->revoked) continue;
    if (auto fault = faults_of(*device); !fault.empty())
      violation(device->place.name + " does not verify: " + fault);
    const auto time = device->store().stamp();
    if (!time.trusted || std::abs(time.time - world.now) > 2 * kMinute_ms)
      violation(device->place.name + " is " + std::to_string((time.time - world.now) / kSecond_ms) +
                " s off, after it was measured" + (time.trusted ? "" : ", and does not trust its clock"));
    auto rules = world.office->office().rules().of(device->place.mall);
    if (device->engine().policy()->version != rules->policy.version)
      violation(device->place.name + " goes by policy " + device->engine().policy()->version +
                ", head office by " + rules->policy.version);
  }
  auto verified = headoffice::verify_record(db);
  if (!verified.ok()) violation("head office cannot verify: " + verified.error().what);
  if (!verified->problems.empty()) violation("head office does not verify: " + verified->problems.front());
}

// No complaint out of nothing.
void check_count(World& world, Database& db) {
  auto all = *db.integer(0, "SELECT count(*) FROM event WHERE kind = 'submitted'");
  if (all > static_cast<std::int64_t>(world.ledger.told.size() + world.ledger.unanswered))
    violation("head office has " + std::to_string(all) + " complaints, only " +
              std::to_string(world.ledger.told.size()) + " were made");
}

void check_file(const std::string& path, const Told& told) {
  auto content = disk::read_really(path);
  if (content.bytes.find(as_text(told.sealed)) != std::string::npos)
    violation(words(told) + " was erased, but its sealed text lies in " + path);
}

void check_no_bytes(World& world, const Told& told) {
  if (told.erased != Told::Erased::all || told.sealed.empty()) return;
  std::vector<std::string> folders{world.office->data()};
  for (auto& device : world.devices)
    if (!device->revoked) folders.push_back(device->data());
  for (const auto& folder : folders)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && entry.path().string().find(".before-") == std::string::npos)
        check_file(entry.path(), told);
}

void check_all(World& world) {
  auto reader = world.office->office().store().read();
  auto& db = **reader;
  check_count(world, db);
  check_machines(world, db);
  for (const auto& told : world.ledger.told) {
    check_no_bytes(world, told);
    if (!told.owed) continue;
    if (told.bytes.empty()) violation("acknowledged " + words(told) + " was never seen on its disk");
    check_copies_at_office(db, told);
    check_case(world, db, told);
  }
}

}  // namespace

void check_end(World& world) {
  check_all(world);
  auto& office = *world.office;
  office.drop_old_copies();
  bool erased = std::any_of(world.ledger.told.begin(), world.ledger.told.end(),
                            [](const Told& told) { return told.erased != Told::Erased::no; });
  if (erased && !office.copies.empty()) {
    world.note("the last copy is restored once more");
    for (auto& told : world.ledger.told) told.confirmed = false;
    if (!office.restore(office.copies.size() - 1) || !office.start())
      violation("head office cannot be restored");
    note_owed(world);  // what only a revoked device could bring back may be lost
    drain(world);
    check_all(world);
  }
  check_keys(world);
}

}  // namespace redress::sim
