#include "sync/headoffice/report/report_sheet.h"

#include <algorithm>

#include "core/base/json.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_upkeep.h"
#include "sync/headoffice/report/sheet_shelf.h"

namespace redress::headoffice {

namespace {

// Malls of a scope; a scope of a mall that is not here has none.
std::vector<std::shared_ptr<const Rules>> malls_of(Office& office, const ReportScope& scope) {
  auto all = office.rules().all();
  if (!scope.mall.empty()) std::erase_if(all, [&](const auto& rules) { return rules->mall_id != scope.mall; });
  return all;
}

template <class Key>
std::vector<CaseCode> first_codes(std::vector<std::pair<Key, CaseCode>>& all) {
  std::sort(all.begin(), all.end());
  if (all.size() > Sheet::kListed) all.resize(Sheet::kListed);
  std::vector<CaseCode> out;
  for (const auto& [key, code] : all) out.push_back(code);
  return out;
}

std::int64_t median(std::vector<std::int64_t>& values) {
  if (values.empty()) return 0;
  auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  auto lower = *middle;
  if (values.size() % 2 != 0) return lower;
  return (lower + *std::min_element(middle + 1, values.end())) / 2;
}

// What a row says in one cut, without copying its words.
std::string_view word_of(const ReportRow& row, Cut cut, Instant as_of, std::string& room) {
  const auto& fact = row.fact;
  switch (cut) {
    case Cut::category: return fact.category;
    case Cut::place: return fact.place;
    case Cut::channel: return fact.channel;
    case Cut::kiosk: return room = std::to_string(row.device);
    case Cut::department: return fact.department;
    case Cut::owner: return fact.owner;
    case Cut::level: return room = std::to_string(fact.level_at(as_of));
    case Cut::cause: return fact.cause;
  }
  return {};
}

// Longer ones are not looked at day by day.
constexpr int kBy_day = kind_bit(PeriodKind::week) | kind_bit(PeriodKind::month);

class Counter {
 public:
  Counter(const Period& period, Instant now) : period_(period), now_(now) { sheet_.as_of = now; }

  void add(const ReportRow& row, Instant as_of) {
    sheet_.as_of = as_of;
    if (row.fact.contact_type != kContactTypes.name(ContactType::complaint)) {
      ++sheet_.other_types[row.fact.contact_type];
      return;
    }
    auto tally = tally_of(row.fact, as_of);
    sheet_.all += tally;
    if (sheet_.policies.empty() || *sheet_.policies.rbegin() != row.policy) sheet_.policies.insert(row.policy);
    for (std::size_t i = 0; i < kCut_count; ++i) {
      auto word = word_of(row, static_cast<Cut>(i), as_of, room_);
      auto& tallies = sheet_.cuts[i];
      auto found = tallies.find(word);
      if (found == tallies.end()) found = tallies.emplace(std::string(word), Tally{}).first;
      found->second += tally;
    }
    if (kind_bit(period_.kind()) & kBy_day) ++sheet_.days[row.fact.category][days_from_civil(row.day)];
    if (tally[Count::resolved]) resolve_ms_.push_back(row.fact.took_ms);
    if (tally[Count::overdue]) overdue_.emplace_back(row.fact.overdue_from->ms, row.code);
    if (as_of < now_ && row.known_at > as_of) late_.emplace_back(-row.known_at.ms, row.code);
  }

  Sheet finish() {
    sheet_.median_resolve_ms = median(resolve_ms_);
    sheet_.overdue = first_codes(overdue_);
    sheet_.late_cases = static_cast<std::int64_t>(late_.size());
    sheet_.late = first_codes(late_);
    return std::move(sheet_);
  }

 private:
  Period period_;
  Instant now_;
  Sheet sheet_;
  std::string room_;
  std::vector<std::int64_t> resolve_ms_;
  std::vector<std::pair<std::int64_t, CaseCode>> overdue_, late_;
};

}  // namespace

bool ReportScope::whole() const {
  return std::all_of(only.begin(), only.end(), [](const auto& word) { return word.empty(); });
}

std::string ReportScope::text() const {
  Json out = Json::object();
  for (std::size_t i = 0; i < kCut_count; ++i)
    if (!only[i].empty()) out.set(std::string(kCuts.names[i]), only[i]);
  return whole() ? std::string() : out.dump();
}

Instant as_of(const Period& period, const Zone& zone, Instant now) { return std::min(now, period.end(zone)); }

std::string cut_value(const ReportRow& row, Cut cut, Instant as_of) {
  std::string room;
  return std::string(word_of(row, cut, as_of, room));
}

bool in_scope(const ReportRow& row, const ReportScope& scope, Instant as_of) {
  std::string room;
  for (std::size_t i = 0; i < kCut_count; ++i)
    if (!scope.only[i].empty() && word_of(row, static_cast<Cut>(i), as_of, room) != scope.only[i]) return false;
  return true;
}

Status each_report_row(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now,
                       const std::function<void(const ReportRow&, Instant)>& out) {
  static const std::string sql = "SELECT " + std::string(kReport_columns) +
                                 " FROM report_case WHERE mall = ? AND day >= ? AND day < ? AND kinds & ?";
  ReportRow found;
  for (const auto& rules : malls_of(office, scope)) {
    auto at = as_of(period, rules->site.zone, now);
    auto row = db.query(sql, rules->mall, days_from_civil(period.first_day()), days_from_civil(period.end_day()),
                        kind_bit(period.kind()));
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      read_report_row(row, found);
      if (in_scope(found, scope, at)) out(found, at);
    }
  }
  return {};
}

Result<Sheet> count_sheet(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now) {
  Counter counter(period, now);
  REDRESS_TRY(each_report_row(office, db, period, scope, now,
                              [&](const ReportRow& row, Instant at) { counter.add(row, at); }));
  auto sheet = counter.finish();
  REDRESS_TRY_ASSIGN(sheet.clusters, clusters_in(office, db, period, scope));
  return sheet;
}

Result<Sheet> sheet_of(Office& office, const Period& period, const ReportScope& scope) {
  REDRESS_TRY(catch_up_reports(office));
  return SheetShelf(office, period, scope).take(office.now());
}

}  // namespace redress::headoffice
