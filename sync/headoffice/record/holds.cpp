#include "sync/headoffice/record/holds.h"

#include <map>
#include <sstream>

#include "core/seal/sealed_part.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/record_writer.h"
#include "sync/headoffice/record/side_log.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kPurpose = "redress-hold-v1";
constexpr std::string_view kNoted = "holds_noted_n";

struct Noted {
  CaseCode code;
  std::string kind, mall, by;
  Instant at;
  Bytes reason;
};

std::string line_of(Office& office, Database& db, std::int64_t n, std::string_view mall, const Event& event) {
  Bytes reason;
  if (auto typed = open_typed(office, db, n, event); typed.ok()) {
    auto text = std::string((*typed)["reason"].string());
    reason = seal_for(office.keys().box.public_key, kPurpose, as_bytes(text), office.random());
    wipe(text);
  }
  // The reason comes last: a line that was cut off by the power opens to nothing and says the rest all the
  // same.
  return to_compact(*event.code) + " " + event.kind + " " + std::string(mall) + " " +
         std::to_string(event.at.ms) + " " + event.actor.staff + " " + to_base64url(reason) + "\n";
}

std::optional<Noted> parse(const std::string& line) {
  std::istringstream words(line);
  std::string code, reason;
  Noted out;
  if (!(words >> code >> out.kind >> out.mall >> out.at.ms >> out.by)) return {};
  words >> reason;
  auto parsed = parse_case_code(code);
  if (!parsed.ok() || (out.kind != "held" && out.kind != "released")) return {};
  out.code = *parsed;
  if (auto bytes = from_base64url(reason)) out.reason = std::move(*bytes);
  return out;
}

Status say_again(Office& office, Database& db, RecordWriter& writer, const Noted& noted) {
  REDRESS_TRY_ASSIGN(auto record, load_case(db, noted.code));
  const auto state = fold_case(noted.code, record.events, office.now(), office.rules().confirm_days(record.mall));
  if (state.held == (noted.kind == "held")) return {};
  OwnEvent event;
  REDRESS_TRY_ASSIGN(event.mall, db.integer(0, "SELECT no FROM mall WHERE id = ?", noted.mall));
  event.code = noted.code;
  event.seen = state.heads;
  event.actor = {ActorKind::staff, noted.by, Role::administrator, {}};
  event.kind = noted.kind;
  event.body.set("since", noted.at.ms);
  if (auto reason = open_for(office.keys().box, kPurpose, noted.reason); reason.ok())
    event.typed.set("reason", as_text(*reason));
  auto said = append_own(office, db, writer, std::move(event));
  return said.ok() ? Status() : Status(said.error());
}

}  // namespace

Status note_holds(Office& office) {
  std::string lines;
  std::int64_t from = 0, newest = 0;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(from, reader->integer(0, "SELECT value FROM setting WHERE key = ?", kNoted));
    REDRESS_TRY_ASSIGN(newest, reader->integer(0, "SELECT max(n) FROM event"));
    auto row = reader->query(
        "SELECT e.n, m.id, e.bytes FROM event e JOIN mall m ON m.no = e.mall WHERE e.n > ? AND e.n <= ?"
        " AND e.kind IN ('held', 'released') AND e.verdict < 2 AND e.code IS NOT NULL ORDER BY e.n",
        from, newest);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      REDRESS_TRY_ASSIGN(auto event, parse_event(as_text(row.blob(2))));
      lines += line_of(office, *reader, row.integer(0), row.text(1), event);
    }
  }
  if (newest == from) return {};
  REDRESS_TRY(append_lines(office.store().file(kHolds_file), lines));
  return office.store().write([&](Database& db) {
    return db.run("INSERT INTO setting(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2",
                  kNoted, newest);
  });
}

Status hold_again(Office& office, Database& db, RecordWriter& writer) {
  std::map<std::uint64_t, Noted> last;
  REDRESS_TRY(each_line(office.store().file(kHolds_file), [&](const std::string& line) {
    if (auto noted = parse(line)) last[noted->code.number] = std::move(*noted);
  }));
  for (const auto& [code, noted] : last) REDRESS_TRY(say_again(office, db, writer, noted));
  return {};
}

}  // namespace redress::headoffice
