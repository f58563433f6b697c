#include <algorithm>
#include <climits>
#include <tuple>

#include "core/base/utf8.h"
#include "core/model/least_privilege.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/engine.h"

namespace redress {

namespace {

constexpr int kMost_rows = 100'000;  // every open case of a mall

// Order of the queue (screens-staff section 4): unacknowledged level 1, overdue longest first, running by the
// nearest deadline, paused by resume date, waiting for the shopper; then earlier capture, then code.
int band(const CaseRow& row, Instant now) {
  if (!row.known) return 1;
  if (row.injured && row.stage == Stage::acknowledge) return 0;
  if (row.stage == Stage::confirm) return 4;
  if (row.paused) return 3;
  return row.due_at && *row.due_at < now ? 1 : 2;
}

auto queue_key(const CaseRow& row, Instant now) {
  std::int64_t due = row.due_at ? row.due_at->ms : INT64_MAX;
  return std::tuple(band(row, now), due, row.submitted_at.ms, row.code.number);
}

bool overdue(const CaseRow& row, Instant now) { return row.due_at && *row.due_at < now && row.stage != Stage::confirm && !row.paused; }

// Wrote about it before it was here, asked to be reminded and did nothing on it since (screen 47).
bool waits(const CaseRow& row, const Person& person) { return row.waited_by.find("," + person.staff + ",") != std::string::npos; }

bool missing_for_a_day(const CaseRow& row, Instant now) { return row.missing_since && now - *row.missing_since >= kDay_ms; }

// A code without its case is nobody's but of who waits for it; after a day it is the manager's too.
bool on_list(const CaseRow& row, const Person& person, Instant now) {
  return row.known || waits(row, person) || (person.role == Role::manager && missing_for_a_day(row, now));
}

bool fits(const CaseRow& row, const QueueFilter& filter, Instant now) {
  return (!filter.stage || row.stage == *filter.stage) && (filter.owner.empty() || row.owner == filter.owner) &&
         (filter.department.empty() || row.departments.find("," + filter.department + ",") != std::string::npos) &&
         (!filter.overdue || overdue(row, now));
}

bool in_scope(const CaseRow& row, QueueFilter::Scope scope, const Person& person) {
  switch (scope) {
    case QueueFilter::Scope::mine:
      return row.owner == person.staff || (row.owner.empty() && row.first_contact == person.staff) || waits(row, person);
    case QueueFilter::Scope::department:
      return row.departments.empty() || row.departments.find("," + person.department + ",") != std::string::npos ||
             row.owner == person.staff || row.first_contact == person.staff;
    case QueueFilter::Scope::mall: return true;
  }
  return true;
}

QueueRowView missing_row(const CaseRow& row, Instant now) {
  QueueRowView card;
  card.code = row.code;
  card.missing = true;
  card.missing_for_a_day = missing_for_a_day(row, now);
  card.submitted_at = row.missing_since.value_or(row.last_at);
  return card;
}

std::string first_words(std::string_view text, std::size_t most = 60) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size() && n < most; ++n) {
    char32_t c = next_code_point(text, at);
    append_utf8(out, c == U'\n' ? U' ' : c);
  }
  return out;
}

}  // namespace

Result<QueueView> Engine::queue(const QueueFilter& filter, const Person& person) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  auto now = store_->stamp().at;
  CaseQuery query;
  query.now = now;
  query.confirm_days = policy_->confirm_days;
  query.limit = kMost_rows;
  REDRESS_TRY_ASSIGN(auto rows, store_->cases(query));
  std::erase_if(rows, [](const CaseRow& row) { return !row.known; });
  query.missing = true;
  REDRESS_TRY_ASSIGN(auto missing, store_->cases(query));
  rows.insert(rows.end(), std::make_move_iterator(missing.begin()), std::make_move_iterator(missing.end()));
  QueueView view;
  std::vector<CaseRow> matching;
  for (auto& row : rows) {
    if (!on_list(row, person, now)) continue;
    bool mine = in_scope(row, QueueFilter::Scope::mine, person);
    bool department = in_scope(row, QueueFilter::Scope::department, person);
    view.mine += mine;
    view.department += department;
    ++view.mall;
    if (row.known && !in_scope(row, filter.scope, person)) continue;
    if (fits(row, filter, now)) matching.push_back(std::move(row));
    else ++view.hidden_by_filter;
  }
  std::sort(matching.begin(), matching.end(), [&](const CaseRow& a, const CaseRow& b) { return queue_key(a, now) < queue_key(b, now); });
  std::vector<QueueRowView> page;
  auto wanted_level = [&](int level) {
    return filter.levels.empty() || std::find(filter.levels.begin(), filter.levels.end(), level) != filter.levels.end();
  };
  std::int64_t first = static_cast<std::int64_t>(filter.page) * filter.page_size;
  for (const auto& row : matching) {
    if (overdue(row, now)) ++view.overdue;
    // Level and clocks are derived, so only the rows shown are judged, unless levels are filtered.
    bool on_page = view.total >= first && view.total < first + filter.page_size;
    if (filter.levels.empty() && !on_page) {
      ++view.total;
      continue;
    }
    REDRESS_TRY_ASSIGN(auto shown, queue_row(row, person, now));
    if (!wanted_level(shown.level)) {
      ++view.hidden_by_filter;
      continue;
    }
    if (view.total >= first && view.total < first + filter.page_size) page.push_back(std::move(shown));
    ++view.total;
  }
  for (const auto& row : page)
    if (row.nearest && row.nearest->warned) ++view.due_soon;
  view.rows = std::move(page);
  return view;
}

Result<Team> Engine::team() {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  CaseQuery query;
  query.now = store_->stamp().at;
  query.confirm_days = policy_->confirm_days;
  query.limit = kMost_rows;
  REDRESS_TRY_ASSIGN(auto rows, store_->cases(query));
  REDRESS_TRY_ASSIGN(auto staff, store_->staff());
  Team team;
  for (const auto& member : staff) {
    if (member.role == Role::technician) continue;
    const auto owns = [&](const CaseRow& row) { return row.owner == member.number; };
    team.people.push_back({{member.number, member.role, member.department, member.name},
                           static_cast<int>(std::count_if(rows.begin(), rows.end(), owns))});
  }
  for (const auto& row : rows)
    for (const auto& department : policy_->departments)
      if (row.departments.find("," + department.code + ",") != std::string::npos) ++team.open_in_department[department.code];
  return team;
}

Result<QueueRowView> Engine::queue_row(const CaseRow& row, const Person& person, Instant now) {
  if (!row.known) return missing_row(row, now);
  REDRESS_TRY_ASSIGN(auto events, store_->events_of_case(row.code));
  auto state = fold_case(row.code, events, now, policy_->confirm_days);
  auto judgement = judge(*policy_, *site_, facts(state, events), now);
  QueueRowView out;
  out.code = row.code;
  out.arrived = waits(row, person);
  out.level = judgement.level;
  out.contact_type = row.contact_type;
  out.category = state.category;
  out.subcategory = state.subcategory;
  out.place = row.place;
  out.channel = state.intake["channel"].string();
  out.stage = state.stage;
  out.owner = state.owner.empty() ? state.first_contact : state.owner;
  if (auto staff = store_->staff_member(out.owner); staff.ok() && *staff) out.owner = (*staff)->name;
  out.owner_department = state.owner_department;
  if (auto* nearest = judgement.nearest()) out.nearest = *nearest;
  out.paused = state.paused;
  if (state.paused) {
    out.paused_until = state.pauses.back().until;
    out.pause_reason = state.pauses.back().reason;
  }
  out.conflict = state.collision || !state.conflicts.empty();
  out.disputed = state.disputes > 0 && state.stage != Stage::archived;
  out.waiting_for_shopper = state.stage == Stage::confirm;
  out.submitted_at = state.submitted_at;
  // Least privilege: level 1 of another department shows without content (screens-staff 41).
  out.content_hidden = !may_read_content(person.role, judgement.level, in_scope(row, QueueFilter::Scope::department, person));
  if (!out.content_hidden)
    if (auto sealed = open_sealed_json(row.code, state.submitted_event); sealed.ok()) out.summary = first_words((*sealed)["text"].string());
  REDRESS_TRY_ASSIGN(auto devices, store_->devices());
  for (const auto& device : devices)
    if (device.incarnation == row.submitted_incarnation) out.device = device.name;
  if (row.submitted_incarnation == store_->identity().incarnation) out.device = device_name_;
  return out;
}

}  // namespace redress
