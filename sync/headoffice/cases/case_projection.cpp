#include "sync/headoffice/cases/case_projection.h"

#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/rules/rule_shelf.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kZone_ms = 8 * kHour_ms;

// Changes no column but the counts.
bool is_silent(std::string_view kind) {
  return kind == device_event::printed || kind == device_event::scanned || kind == device_event::viewed ||
         kind == "noted" || kind == "called_back";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

int shoppers_rating(const CaseState& state) {
  for (auto it = state.ratings.rbegin(); it != state.ratings.rend(); ++it)
    if (it->result > 0 && !it->by_staff) return it->result;
  return 0;
}

// As the column says (schema.cpp): a result that nobody has reviewed, and whether the case came back before.
int unreviewed(const CaseState& state) {
  if (!state.resolved_at || state.stage < Stage::feed_back || state.reviewed) return 0;
  return state.disputed_times.empty() && state.reopened_times.empty() ? 1 : 2;
}

#define REDRESS_CASE_COLUMNS                                                                               \
  "case_row(n, code, known, collision, mall, device, contact_type, category, subcategory, place, channel," \
  " stage, level, department, departments, owner, submitted_at, arrived_at, due_at, due_clock,"            \
  " first_answer_due, resolve_due, acknowledged_at, first_answer_at, fed_back_at, archived_at, validity,"  \
  " disputes, conflicts, paused, rating, has_contact, erased, held, events, last_n, recheck_at," \
  " counts_as, unreviewed, escalated_to, outer_limit)"
constexpr int kCase_columns = 41;
constexpr std::string_view kInto = REDRESS_CASE_COLUMNS;
constexpr std::string_view kReplace =
    "INSERT OR REPLACE INTO " REDRESS_CASE_COLUMNS
    " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
#undef REDRESS_CASE_COLUMNS

}  // namespace

std::int64_t day_of(Instant t) {
  auto local = t.ms + kZone_ms;
  return local >= 0 ? local / kDay_ms : (local - kDay_ms + 1) / kDay_ms;
}

Status CaseProjection::take_clock(const Event& measured) {
  offsets_.forget();
  REDRESS_TRY_ASSIGN(auto codes, cases_of_clock(db_, measured));
  touched_.insert(codes.begin(), codes.end());
  return {};
}

Result<FirstLook> look_first(Office& office, ClockOffsets& offsets, std::int64_t mall, std::int64_t device,
                             const Uuid& incarnation, Event& event, Instant at) {
  FirstLook out;
  out.rules = office.rules().of(mall);
  REDRESS_TRY_ASSIGN(out.offset_ms, offsets.of(device, event.boot));
  const auto code = *event.code;
  std::vector<CaseEvent> alone(1);  // lent to the fold: a copy would cost as much as folding
  alone.front() = {std::move(event), incarnation, {}, at};
  alone.front().corrected_at = alone.front().event.at + out.offset_ms;
  out.state = fold_case(code, alone, at, office.rules().confirm_days(mall));
  event = std::move(alone.front().event);
  out.judged = judge_case(office.rules(), mall, out.state, at, at);
  return out;
}

CaseProjection::CaseProjection(Office& office, Database& db, Instant now)
    : office_(office), db_(db), now_(now), offsets_(db), rows_(db, kInto, kCase_columns) {}

// No event before this one carries the code, whether its row is written yet or not.
Result<bool> CaseProjection::is_new(CaseCode code, std::int64_t n) {
  if (!arrived_.insert(code).second) return false;
  REDRESS_TRY_ASSIGN(
      auto earlier,
      db_.integer(0, "SELECT n FROM event WHERE code = ? AND n < ? AND verdict < 2 LIMIT 1", code.number, n));
  return earlier == 0;
}

Status CaseProjection::add(std::int64_t n, std::int64_t mall, std::int64_t device, const Uuid& incarnation,
                           const Event& event, const FirstLook* look) {
  if (!event.code) return {};
  auto code = *event.code;
  if (event.kind == action_rule(Verb::regrade).event) regraded_.insert(code);
  if (touched_.contains(code)) return {};
  REDRESS_TRY_ASSIGN(bool fresh, is_new(code, n));
  if (fresh && event.kind == "submitted") return add_first(n, mall, device, incarnation, event, look);
  if (!fresh && is_silent(event.kind)) {
    auto& silent = silent_[code];
    ++silent.first;
    silent.second = n;
    return {};
  }
  touched_.insert(code);
  return {};
}

Status CaseProjection::add_first(std::int64_t n, std::int64_t mall, std::int64_t device,
                                 const Uuid& incarnation, const Event& event, const FirstLook* look) {
  REDRESS_TRY_ASSIGN(auto offset, offsets_.of(device, event.boot));
  const Source source{n, n, mall, device, 1, now_, event.at + offset};
  if (look && look->offset_ms == offset && look->rules == office_.rules().of(mall))
    return put(source, look->state, look->judged, {});
  const auto state = fold_case(*event.code, {{event, incarnation, source.first_at, now_}}, now_, office_.rules().confirm_days(mall));
  return put(source, state, judge_case(office_.rules(), mall, state, now_, now_), {});
}

Result<CaseProjection::Old> CaseProjection::old_row(std::int64_t n) {
  auto row = db_.query("SELECT known, mall, stage, level, submitted_at, category, erased FROM case_row WHERE n = ?", n);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Old{};
  return Old{true,
             row.integer(0) != 0,
             row.integer(1),
             static_cast<int>(row.integer(2)),
             static_cast<int>(row.integer(3)),
             row.instant(4),
             row.string(5),
             row.integer(6) != 0};
}

Status CaseProjection::refold(CaseCode code) {
  REDRESS_TRY_ASSIGN(auto record, load_case(db_, code));
  if (record.events.empty()) return {};
  REDRESS_TRY_ASSIGN(auto old, old_row(record.first_n));
  std::vector<ClusterFact> clusters;
  if (old.exists) {
    REDRESS_TRY_ASSIGN(clusters, clusters_of_row(db_, record.first_n));
  }
  const auto state = fold_case(code, record.events, now_, office_.rules().confirm_days(record.mall));
  const auto judged =
      judge_case(office_.rules(), record.mall, state, record.arrived_at, now_, std::move(clusters));
  return put({record.first_n, record.last_n, record.mall, record.device, record.events.size(),
              record.arrived_at, record.events.front().corrected_at},
             state, judged, old);
}

Status CaseProjection::put(const Source& source, const CaseState& state, const Judged& judged,
                           const Old& old) {
  const auto& intake = state.intake;
  auto submitted_at = state.known ? state.submitted_at : source.first_at;
  const auto write = [&](const auto&... values) {
    return old.exists ? db_.run(kReplace, values...) : rows_.add(values...);
  };
  REDRESS_TRY(write(
      source.n, state.code.number, state.known, state.collision, source.mall, source.device,
      intake["contact_type"].string(), state.category, state.subcategory, intake["place"].string(),
      intake["channel"].string("kiosk"), static_cast<int>(state.stage), judged.level, state.owner_department,
      joined(state.departments), state.owner, submitted_at, source.arrived_at, judged.due_at,
      judged.due_clock, judged.first_answer_due, judged.resolve_due, state.acknowledged_at,
      state.first_answer_at, state.fed_back_at, state.archived_at, static_cast<int>(state.validity),
      state.disputes, static_cast<int>(state.conflicts.size()), judged.resumes_at.has_value(), shoppers_rating(state),
      intake.has("consent"), state.erased + state.erased_all, state.held, source.events, source.last_n, judged.recheck_at,
      static_cast<int>(state.counts_as), unreviewed(state), escalated_to(state), judged.outer_limit));
  if (old.known) --stages_[{old.mall, old.stage, old.level}];
  if (!state.known) return {};
  note_complaint(source.mall, state, old);
  ++stages_[{source.mall, static_cast<int>(state.stage), judged.level}];
  auto count_day = [&](std::int64_t mall, Instant day, int by) {
    days_[{mall, day_of(day), std::string(intake["category"].string()), std::string(intake["contact_type"].string()),
           std::string(intake["channel"].string("kiosk"))}] += by;
  };
  // A clock measured late may move a registration to another day.
  if (old.known) count_day(old.mall, old.submitted_at, -1);
  count_day(source.mall, submitted_at, 1);
  return {};
}

// Others may complain of the same: looked into behind the record. Where somebody silenced that reason, who joins later counts.
void CaseProjection::note_complaint(std::int64_t mall, const CaseState& state, const Old& old) {
  const auto place = state.intake["place"].string();
  const bool as_before = old.known && old.category == state.category && old.erased == state.erased &&
                         old.submitted_at == state.submitted_at && !regraded_.contains(state.code);
  if (as_before || place.empty() || state.intake["contact_type"].string() != "complaint") return;
  const auto since = old.known ? std::min(old.submitted_at, state.submitted_at) : state.submitted_at;
  const auto note = [&](const std::string& category) {
    const auto [it, first] = complaints_.try_emplace({mall, category, std::string(place)}, since);
    if (!first) it->second = std::min(it->second, since);
  };
  note(state.category);
  if (old.known && old.category != state.category) note(old.category);
}

Status CaseProjection::flush_counters() {
  for (const auto& [group, since] : complaints_)
    REDRESS_TRY(note_cluster_change(db_, {std::get<0>(group), std::get<1>(group), std::get<2>(group), since}));
  complaints_.clear();
  for (const auto& [key, by] : stages_)
    if (by != 0)
      REDRESS_TRY(
          db_.run("INSERT INTO stage_count(mall, stage, level, cases) VALUES(?1,?2,?3,?4)"
                  " ON CONFLICT DO UPDATE SET cases = cases + ?4",
                  std::get<0>(key), std::get<1>(key), std::get<2>(key), by));
  for (const auto& [key, by] : days_)
    if (by != 0)
      REDRESS_TRY(db_.run(
          "INSERT INTO day_count(mall, day, category, contact_type, channel, received) "
          "VALUES(?1,?2,?3,?4,?5,?6)"
          " ON CONFLICT DO UPDATE SET received = received + ?6",
          std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), std::get<4>(key), by));
  stages_.clear();
  days_.clear();
  return {};
}

Status CaseProjection::finish() {
  REDRESS_TRY(rows_.flush());
  for (auto code : touched_) REDRESS_TRY(refold(code));
  REDRESS_TRY(rows_.flush());
  for (const auto& [code, silent] : silent_) {
    if (touched_.contains(code)) continue;
    REDRESS_TRY(
        db_.run("UPDATE case_row SET events = events + ?2, last_n = max(last_n, ?3) WHERE n ="
                " (SELECT min(n) FROM event WHERE code = ?1 AND verdict < 2)",
                code.number, silent.first, silent.second));
  }
  arrived_.clear();
  touched_.clear();
  silent_.clear();
  return flush_counters();
}

}  // namespace redress::headoffice
