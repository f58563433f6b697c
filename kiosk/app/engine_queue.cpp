#include <algorithm>
#include <map>

#include "core/base/utf8.h"
#include "core/model/least_privilege.h"
#include "core/policy/call_back.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/engine.h"
#include "kiosk/app/queue_scope.h"

namespace redress {

namespace {

std::string first_words(std::string_view text, std::size_t most = 60) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size() && n < most; ++n) {
    char32_t c = next_code_point(text, at);
    append_utf8(out, c == U'\n' ? U' ' : c);
  }
  return out;
}

QueueRowView missing_row(const CaseRow& row, const QueueScope& scope) {
  QueueRowView card;
  card.code = row.code;
  card.missing = true;
  card.missing_for_a_day = scope.missing_for_a_day(row);
  card.submitted_at = row.missing_since.value_or(row.last_at);
  return card;
}

struct Matching {
  QueueOrder order;
  const CaseRow* row;
  bool operator<(const Matching& other) const { return order < other.order; }
};

// In the order of the queue up to `end`.
void sort_up_to(std::vector<Matching>& matching, std::size_t end) {
  std::partial_sort(matching.begin(), matching.begin() + static_cast<std::ptrdiff_t>(std::min(end, matching.size())), matching.end());
}

bool wanted_level(const QueueFilter& filter, int level) {
  return filter.levels.empty() || std::find(filter.levels.begin(), filter.levels.end(), level) != filter.levels.end();
}

}  // namespace

Result<QueueView> Engine::queue(const QueueFilter& filter, const Person& person) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  const auto now = store_->now();
  REDRESS_TRY(board_.refresh(*store_));
  REDRESS_TRY(judge_board(now, board_.rows().size()));
  const QueueScope scope(person, now, policy_->confirm_days);
  QueueView view;
  std::vector<Matching> matching;
  for (const auto& row : board_.rows()) {
    const bool call_back = scope.calls_back(row);
    view.call_backs += call_back;
    if (scope.on_list(row)) {
      view.mine += scope.covers(row, QueueFilter::Scope::mine);
      view.department += scope.covers(row, QueueFilter::Scope::department);
      ++view.mall;
    }
    if (filter.call_back ? !call_back : !scope.on_list(row) || (row.known && !scope.covers(row, filter.scope))) continue;
    if (!scope.fits(row, filter)) {
      ++view.hidden_by_filter;
      continue;
    }
    matching.push_back({scope.order(row, filter), &row});
  }
  // Level and clocks are derived, so only the rows shown are judged, unless levels are filtered.
  const auto first = static_cast<std::size_t>(filter.page) * static_cast<std::size_t>(filter.page_size);
  const auto end = first + static_cast<std::size_t>(filter.page_size);
  sort_up_to(matching, filter.levels.empty() ? end : matching.size());
  std::size_t at = 0;
  for (const auto& [order, row] : matching) {
    const bool on_page = at >= first && at < end;
    if (on_page || !filter.levels.empty()) {
      REDRESS_TRY_ASSIGN(auto shown, queue_row(*row, person, now));
      if (!wanted_level(filter, shown.level)) {
        ++view.hidden_by_filter;
        continue;
      }
      if (on_page) view.rows.push_back(std::move(shown));
    }
    view.overdue += scope.overdue(*row);
    view.due_soon += scope.due_soon(*row);
    ++at;
  }
  view.total = static_cast<std::int64_t>(at);
  return view;
}

// Without the same complaints of others: they are counted where the row is shown (work_out).
Status Engine::judge_board(Instant now, std::size_t most) {
  for (const auto code : board_.to_judge(now, most)) {
    REDRESS_TRY_ASSIGN(const auto events, store_->events_of_case(code));
    const auto state = fold_case(code, events, now, policy_->confirm_days);
    board_.judged(code, judge_clocks(*policy_, *site_, own_facts(state, events), now));
  }
  return {};
}

Result<Team> Engine::team() {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  REDRESS_TRY(board_.refresh(*store_));
  REDRESS_TRY_ASSIGN(auto staff, store_->staff());
  const Person nobody;
  const QueueScope scope(nobody, store_->now(), policy_->confirm_days);
  std::map<std::string_view, int> owned;
  Team team;
  for (const auto& row : board_.rows()) {
    if (!scope.open(row)) continue;
    ++owned[row.owner];
    for (const auto& department : policy_->departments)
      if (row.departments.find("," + department.code + ",") != std::string::npos) ++team.open_in_department[department.code];
  }
  for (const auto& member : staff) {
    if (member.role == Role::technician) continue;
    team.people.push_back(
        {{member.number, member.role, member.department, member.name}, owned[member.number], {}});
    if (const auto away = absences_.find(member.number); away != absences_.end())
      team.people.back().away = away->second;
  }
  return team;
}

Result<QueueRowView> Engine::queue_row(const CaseRow& row, const Person& person, Instant now) {
  if (const auto* kept = board_.worked_out(row, person, now)) return *kept;
  REDRESS_TRY_ASSIGN(auto view, work_out(row, person, now));
  board_.keep(row, person, now, view);
  return view;
}

Result<QueueRowView> Engine::work_out(const CaseRow& row, const Person& person, Instant now) {
  const QueueScope scope(person, now, policy_->confirm_days);
  if (!row.known) return missing_row(row, scope);
  REDRESS_TRY_ASSIGN(auto events, store_->events_of_case(row.code));
  auto state = fold_case(row.code, events, now, policy_->confirm_days);
  const auto known = facts(state, events);
  auto judgement = judge(*policy_, *site_, known, now);
  QueueRowView out;
  out.code = row.code;
  out.arrived = scope.waits(row);
  out.escalated_to = row.escalated_to;
  for (const auto& cluster : known.clusters) out.cluster = std::max(out.cluster, cluster.people);
  if (row.call_back_owed_since) out.call_back_due = call_back_due(*policy_, *site_, *row.call_back_owed_since);
  out.level = judgement.level;
  out.changes_at = judgement.changes_at;
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
  out.paused = out.nearest && out.nearest->state == ClockState::paused;
  if (out.paused) {
    out.paused_until = judgement.resumes_at;
    out.pause_reason = state.pauses.back().reason;
  }
  out.decided_by = judgement.decided_by;
  out.conflict = state.collision || !state.conflicts.empty();
  out.disputed = state.disputes > 0 && state.stage != Stage::archived;
  out.waiting_for_shopper = state.stage == Stage::confirm;
  out.submitted_at = state.submitted_at;
  // Least privilege: level 1 of another department shows without content (screens-staff 41).
  out.content_hidden = !may_read_content(person.role, judgement.level, scope.covers(row, QueueFilter::Scope::department));
  if (!out.content_hidden)
    if (auto sealed = open_sealed_json(row.code, state.submitted_event); sealed.ok()) out.summary = first_words((*sealed)["text"].string());
  REDRESS_TRY_ASSIGN(auto devices, store_->devices());
  for (const auto& device : devices)
    if (device.incarnation == row.submitted_incarnation) out.device = device.name;
  if (row.submitted_incarnation == store_->identity().incarnation) out.device = device_name_;
  return out;
}

}  // namespace redress
