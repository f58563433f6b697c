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

Part part_of(const ReportRow& row, const ReportScope& scope, Instant as_of) {
  std::string room;
  for (std::size_t i = 0; i < kCut_count; ++i) {
    const auto cut = static_cast<Cut>(i);
    if (cut != Cut::owner && !scope[cut].empty() && cut_word(row, cut, as_of, room) != scope[cut]) return Part::none;
  }
  const auto& person = scope[Cut::owner];
  if (person.empty() || row.fact.owner == person) return Part::all;
  return results_of(row.fact, person, as_of) == Tally() ? Part::none : Part::results;
}

// A case is its owner's, a result is of who gave it (R148).
Tally tally_in(const ReportRow& row, const ReportScope& scope, Instant as_of) {
  const auto part = part_of(row, scope, as_of);
  const auto& person = scope[Cut::owner];
  if (part == Part::none) return {};
  if (person.empty()) return tally_of(row.fact, as_of);
  auto out = results_of(row.fact, person, as_of);
  if (part == Part::all) out += without_results(tally_of(row.fact, as_of));
  return out;
}

// Every other contact type is only counted.
void SheetSums::change(const ReportRow& row, Instant as_of, int sign) {
  const auto part = part_of(row, scope_, as_of);
  if (!is_complaint(row)) {
    if (part == Part::all) count(sums_.other_types, row.fact.contact_type, sign);
    return;
  }
  if (part == Part::none) return;
  const auto tally = tally_in(row, scope_, as_of);
  apply(sums_.all, tally, sign);
  change_cuts(row, part, tally, as_of, sign);
  if (part != Part::all) return;
  count(policies_, row.policy, sign);
  if (by_day_) {
    auto& days = at_word(sums_.days, row.fact.category);
    count(days.second, days_from_civil(row.day), sign);
    if (days.second.empty()) sums_.days.erase(days.first);
  }
  if (!tally[Count::resolved]) return;
  if (sign > 0) return resolve_ms_.push_back(row.fact.took_ms);
  const auto at = std::find(resolve_ms_.begin(), resolve_ms_.end(), row.fact.took_ms);
  *at = resolve_ms_.back();
  resolve_ms_.pop_back();
}

void SheetSums::change_standing(const ReportRow& row, Instant as_of, int sign) {
  if (!is_complaint(row) || part_of(row, scope_, as_of) != Part::all) return;
  const auto tally = standing_of(row.fact, as_of);
  apply(sums_.all, tally, sign);
  for (std::size_t i = 0; i < kCut_count; ++i)
    change_cut(static_cast<Cut>(i), cut_word(row, static_cast<Cut>(i), as_of, room_), tally, sign);
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

void SheetSums::change_cuts(const ReportRow& row, Part part, const Tally& tally, Instant as_of, int sign) {
  for (std::size_t i = 0; i < kCut_count; ++i) {
    const auto cut = static_cast<Cut>(i);
    if (cut == Cut::owner) change_people(row, part, tally, as_of, sign);
    else change_cut(cut, cut_word(row, cut, as_of, room_), tally, sign);
  }
}

void SheetSums::change_people(const ReportRow& row, Part part, const Tally& tally, Instant as_of, int sign) {
  const auto& fact = row.fact;
  if (part == Part::all) change_cut(Cut::owner, fact.owner, without_results(tally), sign);
  std::set<std::string_view> givers{fact.resolved_by};
  for (const auto& review : fact.reviews) givers.insert(review.resolved_by);
  for (auto giver : givers)
    if (scope_[Cut::owner].empty() || giver == scope_[Cut::owner])
      if (const auto results = results_of(fact, giver, as_of); results != Tally()) change_cut(Cut::owner, giver, results, sign);
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
  std::size_t listed = 0;  // no more of them are shown
  for (auto late = other.overdue_.begin(); late != other.overdue_.end() && listed < Sheet::kListed; ++late, ++listed) overdue_.insert(*late);
  return *this;
}

Sheet SheetSums::sheet() {
  Sheet out = sums_;
  out.median_resolve_ms = median(resolve_ms_);
  for (const auto& [version, n] : policies_) out.policies.insert(version);
  for (const auto& [since, code] : overdue_) {
    if (out.overdue.size() == Sheet::kListed) break;
    out.overdue.push_back(code);
  }
  return out;
}

}  // namespace redress::headoffice
