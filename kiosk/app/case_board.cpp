#include "kiosk/app/case_board.h"

#include <algorithm>

namespace redress {

namespace {

constexpr int kMost_rows = 200'000;   // of those that are not open
constexpr int kRows_at_once = 1'000;  // a few milliseconds

bool belongs(const CaseRow& row) {
  if (!row.known) return row.missing_since || !row.waited_by.empty();
  return row.stage != Stage::archived || row.call_back_owed_since;
}

}  // namespace

void CaseBoard::forget() {
  newest_ = -1;
  is_whole_ = false;
  kept_.clear();
}

bool CaseBoard::is_near(Store& store) {
  if (!is_whole_) return false;
  if (auto changes = store.cases_changed_since(newest_); changes.ok() && changes->all) forget();
  return is_whole_;
}

Status CaseBoard::refresh(Store& store) {
  for (bool more = true; more;) {
    REDRESS_TRY_ASSIGN(more, read_some(store));
  }
  REDRESS_TRY_ASSIGN(auto changes, store.cases_changed_since(newest_));
  if (changes.all) {
    forget();
    return refresh(store);
  }
  for (auto code : changes.codes) REDRESS_TRY(read(store, code));
  newest_ = changes.newest;
  return {};
}

// What changes while the rows are read is read again by refresh().
Result<bool> CaseBoard::read_some(Store& store) {
  if (is_whole_) return false;
  CaseQuery open;
  open.limit = kRows_at_once;
  if (newest_ < 0) {
    REDRESS_TRY_ASSIGN(auto changes, store.cases_changed_since(newest_));
    REDRESS_TRY(begin(store, changes.newest));
  } else {
    open.after = &*last_;
  }
  REDRESS_TRY_ASSIGN(auto rows, store.cases(open));
  is_whole_ = rows.size() < static_cast<std::size_t>(open.limit);
  if (!rows.empty()) last_ = rows.back();
  for (auto& row : rows) put(std::move(row));
  return !is_whole_;
}

// The few that are not among the open cases.
Status CaseBoard::begin(Store& store, std::int64_t newest) {
  rows_.clear();
  deadlines_.clear();
  places_.clear();
  kept_.clear();
  CaseQuery missing, call_back;
  missing.missing = call_back.call_back = true;
  for (auto* query : {&missing, &call_back}) {
    query->limit = kMost_rows;
    REDRESS_TRY_ASSIGN(auto rows, store.cases(*query));
    for (auto& row : rows) put(std::move(row));
  }
  newest_ = newest;
  return {};
}

Status CaseBoard::read(Store& store, CaseCode code) {
  REDRESS_TRY_ASSIGN(auto row, store.case_row(code));
  if (!row) return {};
  // Same complaints count each other (R53), so what was worked out of its neighbours is worked out again.
  std::erase_if(kept_, [&](const auto& one) {
    return one.first == code || (one.second.view.category == row->category && one.second.view.place == row->place);
  });
  put(std::move(*row));
  return {};
}

void CaseBoard::put(CaseRow row) {
  const auto code = row.code;
  if (!belongs(row)) return drop(code);
  const auto [it, fresh] = places_.try_emplace(code, rows_.size());
  if (fresh) {
    rows_.push_back(std::move(row));
    deadlines_.emplace_back();
    return;
  }
  rows_[it->second] = std::move(row);
  deadlines_[it->second] = {};
}

void CaseBoard::drop(CaseCode code) {
  const auto it = places_.find(code);
  if (it == places_.end()) return;
  const auto place = it->second;
  places_.erase(it);
  if (place + 1 != rows_.size()) {
    rows_[place] = std::move(rows_.back());
    deadlines_[place] = deadlines_.back();
    places_[rows_[place].code] = place;
  }
  rows_.pop_back();
  deadlines_.pop_back();
}

std::vector<CaseCode> CaseBoard::to_judge(Instant now, std::size_t most) const {
  std::vector<CaseCode> out;
  for (std::size_t i = 0; i < rows_.size() && out.size() < most; ++i) {
    const bool said = deadlines_[i].known && !(deadlines_[i].until && *deadlines_[i].until <= now);
    if (rows_[i].known && rows_[i].stage < Stage::confirm && !said) out.push_back(rows_[i].code);
  }
  return out;
}

void CaseBoard::judged(CaseCode code, const Judgement& judgement) {
  const auto it = places_.find(code);
  if (it == places_.end()) return;
  auto& row = rows_[it->second];
  const auto* nearest = judgement.nearest();
  row.paused = nearest && nearest->state == ClockState::paused;
  row.due_at = nearest && !row.paused ? std::optional(nearest->due) : std::nullopt;
  row.urgent = judgement.level == kWorstLevel;
  row.soon_at = row.due_at && !nearest->warn_at.empty() ? std::optional(nearest->warn_at.front()) : std::nullopt;
  auto& deadline = deadlines_[it->second];
  deadline = {true, judgement.ripens_at};
  if (judgement.resumes_at && (!deadline.until || *judgement.resumes_at < *deadline.until)) deadline.until = judgement.resumes_at;
}

const QueueRowView* CaseBoard::worked_out(const CaseRow& row, const Person& person, Instant now) const {
  const auto found = kept_.find(row.code);
  if (found == kept_.end() || found->second.staff != person.staff || found->second.minute != now.ms / kMinute_ms) return nullptr;
  if (found->second.view.changes_at && *found->second.view.changes_at <= now) return nullptr;
  return &found->second.view;
}

void CaseBoard::keep(const CaseRow& row, const Person& person, Instant now, const QueueRowView& view) {
  kept_[row.code] = {person.staff, now.ms / kMinute_ms, view};
}

}  // namespace redress
