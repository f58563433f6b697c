#include "sync/headoffice/cases/web_intake.h"

#include "core/model/intake.h"
#include "core/policy/case_facts.h"
#include "core/policy/judge.h"
#include "core/seal/hash.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/write_record.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kToken_bytes = 64;

// Random to everybody who has not the key, and the same for the same form.
CaseCode code_of(const Office& office, std::string_view token) {
  auto full = keyed_hash(office.keys().search, {as_bytes("web form"), as_bytes(token)});
  CaseCode code;
  for (int i = 0; i < 8; ++i) code.number = code.number << 8 | full[static_cast<std::size_t>(i)];
  code.number &= (std::uint64_t{1} << 55) - 1;
  return code;
}

Status check(const Rules& rules, const Intake& intake) {
  auto type = rules.policy.contact_type(intake.clear["contact_type"].string());
  if (!type || !type->enabled) return invalid("contact_type: not offered");
  auto category = intake.category();
  if (!rules.policy.category(category)) return invalid("category: is not in the policy");
  auto kind = intake.clear["subcategory"].string();
  if (!kind.empty() && !rules.policy.subcategory(category, kind))
    return invalid("subcategory: is not in this category");
  auto place = intake.clear["place"].string();
  if (!place.empty() && !rules.site.place(place)) return invalid("place: is not in the site document");
  for (const auto& outcome : intake.clear["outcomes"].items())
    if (!rules.policy.outcome(outcome.string())) return invalid("outcomes: is not in the policy");
  return {};
}

void add_promise(const Rules& rules, Instant now, Json& body) {
  CaseState state;
  state.intake = body;
  state.category = body["category"].string();
  state.subcategory = body["subcategory"].string();
  state.submitted_at = now;
  state.clock_trusted = true;
  auto promised = promise(rules.policy, rules.site, facts_of(state, rules.site.zone));
  if (!promised.dated) return;
  body.set("promised",
           Json::object().set("first_answer", promised.first_answer.ms).set("resolve", promised.resolve.ms));
}

// Somebody hurt is told to the mall's counters as from a kiosk; nobody has to open the case first.
Status raise_alarm(Office& office, Database& db, RecordWriter& writer, std::int64_t mall, CaseCode code,
                   const Uuid& submitted) {
  OwnEvent event;
  event.mall = mall;
  event.code = code;
  event.seen = {submitted};
  event.actor.kind = ActorKind::head_office;
  event.kind = device_event::alarm_raised;
  event.body.set("alarm", "injury");
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office, db, writer, std::move(event)));
  return {};
}

}  // namespace

Result<CaseCode> register_from_web(Office& office, const WebIntake& web) {
  auto rules = office.rules().of(std::string_view(web.mall));
  if (!rules) return Error{Errc::not_found, "mall"};
  if (web.token.empty() || web.token.size() > kToken_bytes) return invalid("token: is missing");
  REDRESS_TRY_ASSIGN(auto intake, parse_intake(web.intake));
  REDRESS_TRY(check(*rules, intake));
  REDRESS_TRY(check_not_ahead(intake, office.now(), rules->site.zone.local(office.now()).date));
  auto code = code_of(office, web.token);
  auto now = office.now();
  intake.clear.set("channel", "web").set("policy", rules->policy.version).set("site", rules->site.version);
  add_promise(*rules, now, intake.clear);
  const bool hurt = intake.clear["impact"]["injured"].boolean();
  const auto written = write_record(office, now, [&](Database& db, RecordWriter& writer) -> Status {
    REDRESS_TRY_ASSIGN(auto known, db.integer(0, "SELECT count(*) FROM event WHERE code = ?", code.number));
    if (known > 0) return {};
    OwnEvent event;
    event.mall = rules->mall;
    event.code = code;
    event.actor.kind = ActorKind::shopper;
    event.kind = "submitted";
    event.body = std::move(intake.clear);
    event.typed = std::move(intake.sealed);
    REDRESS_TRY_ASSIGN(auto submitted, append_own(office, db, writer, std::move(event)));
    return hurt ? raise_alarm(office, db, writer, rules->mall, code, submitted) : Status();
  });
  if (!written.ok()) return written.error();
  return code;
}

}  // namespace redress::headoffice
