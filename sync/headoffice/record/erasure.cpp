#include "sync/headoffice/record/erasure.h"

#include <set>
#include <sstream>
#include <tuple>

#include "core/base/limits.h"
#include "core/model/case_order.h"
#include "core/model/intake.h"
#include "core/seal/sealed_part.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/search.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/record_writer.h"
#include "sync/headoffice/record/side_log.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kResidue = "redress-residue-v1";

Result<Json> parse_typed(ByteView plain) {
  auto json = parse_json(as_text(plain), {64 * 1024, limits::kEvent_depth});
  if (!json.ok() || !json->is_object())
    return Error{Errc::corrupt, "sealed part: its content is not readable"};
  return json;
}

Result<Json> open_part(Office& office, const Event& event, ByteView sealed) {
  SealContext context{event.code ? event.code->number : 0, event.id};
  REDRESS_TRY_ASSIGN(auto plain, open_sealed(sealed, context, SealSlot::head_office, office.keys().box));
  return parse_typed(plain);
}

Status keep_residue(Office& office, Database& db, std::int64_t n, const Json& typed) {
  auto rest = without_contact(typed);
  if (rest.members().empty()) return {};
  auto text = rest.dump();
  auto sealed = seal_for(office.keys().box.public_key, kResidue, as_bytes(text), office.random());
  wipe(text);
  return db.run("INSERT OR REPLACE INTO residue(n, bytes) VALUES(?, ?)", n, sealed);
}

Status erase_event(Office& office, Database& db, std::int64_t case_n, std::int64_t n, const Event& event,
                   bool all) {
  auto typed = open_typed(office, db, n, event);
  if (all && typed.ok()) REDRESS_TRY(forget_words(office, db, case_n, *typed));
  if (all) REDRESS_TRY(db.run("DELETE FROM residue WHERE n = ?", n));
  if (!all && typed.ok() && typed->has("contact")) REDRESS_TRY(keep_residue(office, db, n, *typed));
  if (all || (typed.ok() && typed->has("contact"))) return db.run("DELETE FROM sealed WHERE n = ?", n);
  return {};
}

}  // namespace

Result<Json> open_typed(Office& office, Database& db, std::int64_t n, const Event& event) {
  auto row = db.query("SELECT bytes FROM sealed WHERE n = ?", n);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (found) return open_part(office, event, row.blob(0));
  auto rest = db.query("SELECT bytes FROM residue WHERE n = ?", n);
  REDRESS_TRY_ASSIGN(bool left, rest.step());
  if (!left) return Error{Errc::not_found, "the sealed part is not here"};
  REDRESS_TRY_ASSIGN(auto plain, open_for(office.keys().box, kResidue, rest.blob(0)));
  return parse_typed(plain);
}

Status erase_case(Office& office, Database& db, const Erasure& erasure, Instant now, ErasureSource source) {
  bool all = erasure.scope == "all";
  REDRESS_TRY_ASSIGN(auto record, load_case(db, erasure.code));
  for (std::size_t i = 0; i < record.events.size(); ++i)
    if (const auto& event = record.events[i].event; event.sealed && !outlives_erasure(event.kind))
      REDRESS_TRY(erase_event(office, db, record.first_n, record.numbers[i], event, all));
  // What was refused is in no projection, but kept raw.
  REDRESS_TRY(db.run("DELETE FROM sealed WHERE n IN (SELECT n FROM event WHERE code = ? AND verdict = 2)", erasure.code.number));
  return db.run(
      "INSERT INTO erasure(code, scope, at, told, counts_as) VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(code) DO UPDATE SET"
      " counts_as = CASE WHEN counts_as = '' THEN excluded.counts_as ELSE counts_as END, told = CASE WHEN scope = 'all' AND excluded.scope = 'contact' THEN told WHEN excluded.told = 1 THEN 1"
      " WHEN scope = excluded.scope THEN told ELSE 0 END,"
      " scope = CASE WHEN scope = 'all' THEN 'all' ELSE excluded.scope END",
      erasure.code.number, all ? "all" : "contact", now, source == ErasureSource::event, erasure.counts_as);
}

Status order_again(Office& office, Database& db, RecordWriter& writer, CaseCode code) {
  Erasure lost{code, {}, {}};
  {
    auto row = db.query("SELECT scope, counts_as FROM erasure WHERE code = ? AND told = 0", code.number);
    REDRESS_TRY_ASSIGN(bool found, row.step());
    if (!found) return {};
    lost.scope = row.string(0);
    lost.counts_as = row.string(1);
  }
  REDRESS_TRY_ASSIGN(auto record, load_case(db, code));
  if (record.events.empty()) return {};
  OwnEvent event;
  event.mall = record.mall;
  event.code = code;
  event.seen = CaseOrder(record.events).heads();
  event.actor.kind = ActorKind::head_office;
  event.kind = action_rule(Verb::erase).event;
  event.body.set("scope", lost.scope).set("again", true);
  if (!lost.counts_as.empty()) event.body.set("counts_as", lost.counts_as);
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office, db, writer, std::move(event)));
  return {};
}

Status order_all_again(Office& office, Database& db, RecordWriter& writer) {
  std::vector<CaseCode> codes;
  {
    auto row = db.query("SELECT code FROM erasure WHERE told = 0");
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      codes.push_back({row.number(0)});
    }
  }
  for (auto code : codes) REDRESS_TRY(order_again(office, db, writer, code));
  return {};
}

Status keep_late_sealed(Office& office, Database& db, std::int64_t n, const Event& event, ByteView sealed) {
  auto row = db.query("SELECT scope FROM erasure WHERE code = ?", event.code->number);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (found && outlives_erasure(event.kind)) return db.run("INSERT OR REPLACE INTO sealed(n, bytes) VALUES(?, ?)", n, sealed);
  if (!found || row.text(0) == "all") return {};
  auto typed = open_part(office, event, sealed);
  if (!typed.ok()) return {};
  if (typed->has("contact")) return keep_residue(office, db, n, *typed);
  return db.run("INSERT OR REPLACE INTO sealed(n, bytes) VALUES(?, ?)", n, sealed);
}

Result<std::vector<Erasure>> noted_erasures(const std::string& path) {
  std::vector<Erasure> out;
  REDRESS_TRY(each_line(path, [&](const std::string& line) {
    std::istringstream words(line);
    std::string code_word, scope, counts_as;
    words >> code_word >> scope >> counts_as;
    auto code = parse_case_code(code_word);
    // A line that was cut off by the power names no scope, or not what it counts as.
    if (!code.ok() || (scope != "all" && scope != "contact")) return;
    out.push_back({*code, scope, kCounts_as.find(counts_as) ? counts_as : std::string()});
  }));
  return out;
}

Status finish_erasures(Office& office) {
  auto path = office.store().file(kErasures_file);
  std::set<std::tuple<std::uint64_t, std::string, std::string>> noted;
  REDRESS_TRY_ASSIGN(const auto before, noted_erasures(path));
  for (const auto& erasure : before) noted.emplace(erasure.code.number, erasure.scope, erasure.counts_as);
  std::string lines;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    auto row = reader->query("SELECT code, scope, counts_as FROM erasure");
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      if (!noted.contains({row.number(0), row.string(1), row.string(2)}))
        lines += to_compact({row.number(0)}) + " " + row.string(1) + " " + row.string(2) + "\n";
    }
  }
  REDRESS_TRY(append_lines(path, lines));
  return office.store().checkpoint(0);
}

}  // namespace redress::headoffice
