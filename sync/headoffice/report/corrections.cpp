#include "sync/headoffice/report/corrections.h"

#include <algorithm>
#include <map>

#include "core/model/action.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_rows.h"
#include "sync/headoffice/report/report_upkeep.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kText_bytes = 2000;

bool may_become(CorrectionState from, CorrectionState to) {
  switch (to) {
    case CorrectionState::open:
      return false;
    case CorrectionState::done:
      return from == CorrectionState::open;
    case CorrectionState::dropped:
      return from == CorrectionState::open || from == CorrectionState::done;
    case CorrectionState::effective:
    case CorrectionState::without_effect:
      return from == CorrectionState::done;
  }
  return false;
}

Correction begun(const LedgerEntry& entry) {
  Correction out;
  out.number = entry.n;
  auto text = [&](const char* key) { return std::string(entry.body[key].string()); };
  out.what = {entry.mall,     text("cause"), text("category"),
              text("action"), text("owner"), parse_date(text("due")).value_or(CivilDate{})};
  out.by = entry.by;
  out.at = entry.at;
  return out;
}

void go_on(Correction& correction, const LedgerEntry& entry) {
  auto state = kCorrectionStates.find(entry.body["state"].string());
  if (!state) return;
  correction.state = *state;
  correction.note = entry.body["note"].string();
  if (*state == CorrectionState::done) correction.done_at = entry.at;
}

Result<std::vector<Correction>> fold(Database& db, std::string_view mall) {
  REDRESS_TRY_ASSIGN(auto entries, read_book(db, Book::correction, mall));
  std::map<std::int64_t, Correction> all;
  for (const auto& entry : entries) {
    if (entry.n == entry.subject)
      all.emplace(entry.n, begun(entry));
    else if (auto found = all.find(entry.subject); found != all.end())
      go_on(found->second, entry);
  }
  std::vector<Correction> out;
  for (auto& [number, correction] : all) out.push_back(std::move(correction));
  std::stable_sort(out.begin(), out.end(), [](const Correction& a, const Correction& b) {
    return a.ended() != b.ended() ? b.ended() : a.what.due < b.what.due;
  });
  return out;
}

// As far as the causes are known now: most of a month's are found in the weeks after it, which the month's own report
// does not see. The rows of the year do, until it settles. A month before anybody complained here says nothing.
Status count_month(Database& db, std::int64_t mall, const NewCorrection& what, const Period& month, CauseRate& into) {
  auto row = db.query(
      "SELECT count(*), sum(cause = ?3 AND (?4 = '' OR category = ?4)) FROM report_case WHERE mall = ?1 AND day < ?2"
      " AND day >= ?5 AND kinds & ?6 AND contact_type = 'complaint'",
      mall, days_from_civil(month.end_day()), what.cause, what.category, days_from_civil(month.first_day()),
      kind_bit(PeriodKind::year));
  REDRESS_TRY(row.step());
  REDRESS_TRY_ASSIGN(const auto first_day, db.integer(0, "SELECT ifnull(min(day), 0) FROM report_case WHERE mall = ?", mall));
  if (row.integer(0) == 0 && days_from_civil(month.end_day()) <= first_day) return {};
  into.cases += row.integer(1);
  ++into.months;
  return {};
}

// Only whole months are compared.
Status measure(Office& office, Database& db, Correction& correction) {
  auto rules = office.rules().of(std::string_view(correction.what.mall));
  if (!rules) return {};
  auto month_of = [&](Instant t) { return Period::of(PeriodKind::month, rules->site.zone.local(t).date); };
  for (int i = 1; i <= kEffect_months; ++i)
    REDRESS_TRY(count_month(db, rules->mall, correction.what, month_of(correction.at).before(i), correction.before));
  if (!correction.done_at) return {};
  auto running = month_of(office.now());
  auto month = month_of(*correction.done_at).after();
  for (int i = 0; i < kEffect_months && month < running; ++i, month = month.after())
    REDRESS_TRY(count_month(db, rules->mall, correction.what, month, correction.since));
  return {};
}

Status check(Office& office, const NewCorrection& what, const Visitor& visitor) {
  auto rules = office.rules().of(std::string_view(what.mall));
  if (!rules || (!visitor.mall.empty() && visitor.mall != what.mall)) return Error{Errc::not_found, "mall"};
  auto causes = cause_classes();
  if (std::find(causes.begin(), causes.end(), what.cause) == causes.end()) return invalid("cause");
  if (!what.category.empty() && !rules->policy.category(what.category)) return invalid("category");
  if (what.action.empty() || what.action.size() > kText_bytes) return invalid("action");
  if (!is_valid(what.due) || what.due < rules->site.zone.local(office.now()).date) return invalid("due");
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto owner, find_person(*reader, what.owner));
  return owner && may_own_correction(*owner, what.mall) ? Status() : invalid("owner");
}

}  // namespace

bool may_own_correction(const PersonRow& person, std::string_view mall) {
  return person.active && (person.mall.empty() || person.mall == mall);
}

std::vector<std::string_view> cause_classes() {
  for (const auto& field : action_rule(Verb::investigate).fields)
    if (field.key == "cause_class") return listed_words(field.words);
  return {};
}

std::optional<std::int64_t> CauseRate::tenths() const {
  if (months == 0) return std::nullopt;
  return (cases * 10 + months / 2) / months;
}

Result<std::int64_t> open_correction(Office& office, const NewCorrection& what, const Visitor& visitor) {
  REDRESS_TRY(check(office, what, visitor));
  auto body = Json::object()
                  .set("cause", what.cause)
                  .set("category", what.category)
                  .set("action", what.action)
                  .set("owner", what.owner)
                  .set("due", to_iso(what.due));
  return add_entry(office, Book::correction, 0, what.mall, visitor.person.staff, std::move(body));
}

Status move_correction(Office& office, std::int64_t number, CorrectionState to, std::string_view note,
                       const Visitor& visitor) {
  if (note.size() > kText_bytes) return invalid("note");
  REDRESS_TRY_ASSIGN(auto all, list_corrections(office, {}, visitor, false));
  auto found = std::find_if(all.begin(), all.end(), [&](const Correction& c) { return c.number == number; });
  if (found == all.end()) return Error{Errc::not_found, "no such corrective action"};
  if (!may_become(found->state, to)) return Error{Errc::refused, "state"};
  auto body = Json::object().set("state", kCorrectionStates.name(to)).set("note", note);
  auto added =
      add_entry(office, Book::correction, number, found->what.mall, visitor.person.staff, std::move(body));
  return added.ok() ? Status() : Status(added.error());
}

Result<std::vector<Correction>> list_corrections(Office& office, std::string_view mall,
                                                 const Visitor& visitor, bool with_effect) {
  if (with_effect) REDRESS_TRY(catch_up_reports(office));
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto all, fold(*reader, visitor.mall.empty() ? mall : std::string_view(visitor.mall)));
  if (with_effect)
    for (auto& correction : all) REDRESS_TRY(measure(office, *reader, correction));
  return all;
}

std::string corrections_csv(const std::vector<Correction>& corrections) {
  std::string out =
      "\xEF\xBB\xBFnumber,mall,cause,category,action,owner,due,opened_at,opened_by,state,done_at,note,"
      "cases_before,months_before,cases_since,months_since\r\n";
  for (const auto& c : corrections) {
    auto text = [&](const std::string& cell) { out += csv_cell(cell) + ","; };
    out += std::to_string(c.number) + ",";
    for (const auto* cell : {&c.what.mall, &c.what.cause, &c.what.category, &c.what.action, &c.what.owner})
      text(*cell);
    text(to_iso(c.what.due));
    text(iso_time(c.at));
    text(c.by);
    text(std::string(kCorrectionStates.name(c.state)));
    text(c.done_at ? iso_time(*c.done_at) : "");
    text(c.note);
    out += std::to_string(c.before.cases) + "," + std::to_string(c.before.months) + "," +
           std::to_string(c.since.cases) + "," + std::to_string(c.since.months) + "\r\n";
  }
  return out;
}

}  // namespace redress::headoffice
