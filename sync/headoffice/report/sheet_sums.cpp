#include "sync/headoffice/report/sheet_sums.h"

#include <algorithm>

namespace redress::headoffice {

namespace {

std::int64_t median(std::vector<std::int64_t>& values) {
  if (values.empty()) return 0;
  auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  auto lower = *middle;
  if (values.size() % 2 != 0) return lower;
  return (lower + *std::min_element(middle + 1, values.end())) / 2;
}

// Finds without copying the word.
template <class Map>
auto& at_word(Map& map, std::string_view word) {
  auto found = map.find(word);
  if (found == map.end()) found = map.emplace(std::string(word), typename Map::mapped_type{}).first;
  return *found;
}

// Nothing stays behind of what was taken out whole.
template <class Map, class Key>
void count(Map& map, const Key& key, int sign) {
  const auto at = map.try_emplace(key, 0).first;
  if ((at->second += sign) == 0) map.erase(at);
}

void apply(Tally& to, const Tally& tally, int sign) {
  if (sign > 0) to += tally;
  else to -= tally;
}

}  // namespace

std::string_view cut_word(const ReportRow& row, Cut cut, Instant as_of, std::string& room) {
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
    case Cut::source: return fact.source;
    case Cut::complexity: return fact.complexity;
    case Cut::outside_party: return fact.outside_party;
    case Cut::staff_fault: return fact.staff_fault;
  }
  return {};
}

bool is_complaint(const ReportRow& row) { return row.fact.contact_type == kContactTypes.name(ContactType::complaint); }

std::vector<CaseCode> first_codes(std::vector<std::pair<std::int64_t, CaseCode>>& all) {
  std::sort(all.begin(), all.end());
  if (all.size() > Sheet::kListed) all.resize(Sheet::kListed);
  std::vector<CaseCode> out;
  for (const auto& [key, code] : all) out.push_back(code);
  return out;
}

// Every other contact type is only counted.
void SheetSums::change(const ReportRow& row, Instant as_of, int sign) {
  if (!is_complaint(row)) return count(sums_.other_types, row.fact.contact_type, sign);
  const auto tally = tally_of(row.fact, as_of);
  apply(sums_.all, tally, sign);
  change_cuts(row, tally, as_of, sign);
  count(policies_, row.policy, sign);
  if (by_day_) {
    auto& days = at_word(sums_.days, row.fact.category);
    count(days.second, days_from_civil(row.day), sign);
    if (days.second.empty()) sums_.days.erase(days.first);
  }
  if (tally[Count::resolved] && sign > 0) resolve_ms_.push_back(row.fact.took_ms);
  if (tally[Count::resolved] && sign < 0) {
    const auto at = std::find(resolve_ms_.begin(), resolve_ms_.end(), row.fact.took_ms);
    *at = resolve_ms_.back();
    resolve_ms_.pop_back();
  }
  if (!tally[Count::overdue]) return;
  const std::pair late{row.fact.overdue_from->ms, row.code};
  if (sign > 0) overdue_.insert(late);
  else overdue_.erase(late);
}

void SheetSums::change_cut(Cut cut, std::string_view of, const Tally& tally, int sign) {
  auto& cuts = sums_.cuts[static_cast<std::size_t>(cut)];
  auto& [word, sum] = at_word(cuts, of);
  apply(sum, tally, sign);
  if (sum == Tally()) cuts.erase(word);
}

void SheetSums::change_cuts(const ReportRow& row, const Tally& tally, Instant as_of, int sign) {
  for (std::size_t i = 0; i < kCut_count; ++i) {
    const auto cut = static_cast<Cut>(i);
    if (cut == Cut::owner) change_people(row.fact, tally, sign);
    else change_cut(cut, cut_word(row, cut, as_of, room_), tally, sign);
  }
}

// A case is its owner's; a reviewed result is of who gave it (R148).
void SheetSums::change_people(const CaseFact& fact, Tally tally, int sign) {
  tally[Count::reviewed] = tally[Count::upheld] = 0;
  change_cut(Cut::owner, fact.owner, tally, sign);
  for (const auto& review : fact.reviews) {
    Tally result;
    result[Count::reviewed] = 1;
    result[Count::upheld] = review.upheld;
    change_cut(Cut::owner, review.resolved_by, result, sign);
  }
}

SheetSums& SheetSums::operator+=(const SheetSums& other) {
  sums_.all += other.sums_.all;
  for (std::size_t i = 0; i < kCut_count; ++i)
    for (const auto& [word, tally] : other.sums_.cuts[i]) at_word(sums_.cuts[i], word).second += tally;
  for (const auto& [type, n] : other.sums_.other_types) sums_.other_types[type] += n;
  for (const auto& [category, days] : other.sums_.days)
    for (const auto& [day, n] : days) sums_.days[category][day] += n;
  for (const auto& [version, n] : other.policies_) policies_[version] += n;
  resolve_ms_.insert(resolve_ms_.end(), other.resolve_ms_.begin(), other.resolve_ms_.end());
  overdue_.insert(other.overdue_.begin(), other.overdue_.end());
  return *this;
}

Sheet SheetSums::sheet(Instant as_of) {
  Sheet out = sums_;
  out.as_of = as_of;
  out.median_resolve_ms = median(resolve_ms_);
  for (const auto& [version, n] : policies_) out.policies.insert(version);
  for (const auto& [since, code] : overdue_) {
    if (out.overdue.size() == Sheet::kListed) break;
    out.overdue.push_back(code);
  }
  return out;
}

}  // namespace redress::headoffice
