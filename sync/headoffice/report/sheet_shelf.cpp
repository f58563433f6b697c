#include "sync/headoffice/report/sheet_shelf.h"

#include "core/base/json.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kFormat = 7;
constexpr std::int64_t kNarrowed_kept = 5000;  // sheets of filters; more are thrown away together
constexpr std::int64_t kFresh_ms = kMinute_ms;
constexpr std::size_t kText_bytes = 16u << 20;

Json tally_json(const Tally& tally) {
  Json out = Json::array();
  for (auto sum : tally.sums()) out.push(sum);
  return out;
}

Tally tally_from(const Json& json) {
  Tally out;
  const auto& items = json.items();
  for (std::size_t i = 0; i < kCounts && i < items.size(); ++i) out.sums()[i] = items[i].integer();
  return out;
}

Json days_json(const CategoryDays& days) {
  Json out = Json::object();
  for (const auto& [category, counts] : days) {
    Json pairs = Json::array();
    for (const auto& [day, n] : counts) pairs.push(day).push(n);
    out.set(category, std::move(pairs));
  }
  return out;
}

CategoryDays days_from(const Json& json) {
  CategoryDays out;
  for (const auto& [category, pairs] : json.members())
    for (std::size_t i = 0; i + 1 < pairs.items().size(); i += 2)
      out[category][pairs.items()[i].integer()] = pairs.items()[i + 1].integer();
  return out;
}

Json clusters_json(const std::vector<ClusterLine>& clusters) {
  Json out = Json::array();
  for (const auto& line : clusters)
    out.push(Json::array().push(line.mall).push(line.category).push(line.place).push(line.cases).push(line.people));
  return out;
}

std::vector<ClusterLine> clusters_from(const Json& json) {
  std::vector<ClusterLine> out;
  for (const auto& line : json.items()) {
    const auto& cells = line.items();
    if (cells.size() == 5)
      out.push_back({cells[0].integer(), std::string(cells[1].string()), std::string(cells[2].string()), cells[3].integer(), cells[4].integer()});
  }
  return out;
}

Json late_json(const std::vector<LateCase>& late) {
  Json out = Json::array();
  for (const auto& line : late) out.push(static_cast<std::int64_t>(line.code.number)).push(line.arrived_at.ms);
  return out;
}

std::vector<LateCase> late_from(const Json& json) {
  std::vector<LateCase> out;
  const auto& items = json.items();
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) out.push_back({{static_cast<std::uint64_t>(items[i].integer())}, {items[i + 1].integer()}});
  return out;
}

Json codes_json(const std::vector<CaseCode>& codes) {
  Json out = Json::array();
  for (auto code : codes) out.push(static_cast<std::int64_t>(code.number));
  return out;
}

std::vector<CaseCode> codes_from(const Json& json) {
  std::vector<CaseCode> out;
  for (const auto& code : json.items()) out.push_back({static_cast<std::uint64_t>(code.integer())});
  return out;
}

}  // namespace

std::string sheet_text(const Sheet& sheet) {
  Json cuts = Json::object(), types = Json::object(), policies = Json::array();
  for (const auto& version : sheet.policies) policies.push(version);
  for (std::size_t i = 0; i < kCut_count; ++i) {
    Json cut = Json::object();
    for (const auto& [word, tally] : sheet.cuts[i]) cut.set(word, tally_json(tally));
    cuts.set(std::string(kCuts.names[i]), std::move(cut));
  }
  for (const auto& [type, n] : sheet.other_types) types.set(type, n);
  return Json::object()
      .set("format", kFormat)
      .set("as_of", sheet.as_of.ms)
      .set("judged_at", sheet.judged_at.ms)
      .set("all", tally_json(sheet.all))
      .set("cuts", std::move(cuts))
      .set("types", std::move(types))
      .set("days", days_json(sheet.days))
      .set("clusters", clusters_json(sheet.clusters))
      .set("median", sheet.median_resolve_ms)
      .set("policies", std::move(policies))
      .set("overdue", codes_json(sheet.overdue))
      .set("late_cases", sheet.late_cases)
      .set("late", late_json(sheet.late))
      .dump();
}

std::optional<Sheet> sheet_from_text(std::string_view text) {
  auto json = parse_json(text, {kText_bytes, 8});
  if (!json.ok() || (*json)["format"].integer() != kFormat) return std::nullopt;
  Sheet out;
  out.as_of = {(*json)["as_of"].integer()};
  out.judged_at = {(*json)["judged_at"].integer()};
  out.all = tally_from((*json)["all"]);
  for (std::size_t i = 0; i < kCut_count; ++i)
    for (const auto& [word, tally] : (*json)["cuts"][kCuts.names[i]].members())
      out.cuts[i].emplace_hint(out.cuts[i].end(), word, tally_from(tally));
  for (const auto& [type, n] : (*json)["types"].members()) out.other_types[type] = n.integer();
  out.days = days_from((*json)["days"]);
  out.clusters = clusters_from((*json)["clusters"]);
  out.median_resolve_ms = (*json)["median"].integer();
  for (const auto& version : (*json)["policies"].items()) out.policies.emplace(version.string());
  out.overdue = codes_from((*json)["overdue"]);
  out.late_cases = (*json)["late_cases"].integer();
  out.late = late_from((*json)["late"]);
  return out;
}

std::int64_t SheetShelf::mall_no() const {
  if (scope_.mall.empty()) return 0;
  auto rules = office_.rules().of(std::string_view(scope_.mall));
  return rules ? rules->mall : -1;
}

// In every mall of it.
bool SheetShelf::settled(Instant now) const {
  for (const auto& rules : office_.rules().all())
    if ((scope_.mall.empty() || rules->mall_id == scope_.mall) && now < period_.settled(rules->site.zone))
      return false;
  return true;
}

Result<std::optional<Sheet>> SheetShelf::kept(Database& db, Instant now) {
  auto row = db.query(
      "SELECT as_of, bytes FROM report_sheet WHERE kind = ? AND first_day = ? AND mall = ? AND scope = ? AND "
      "counted = version",
      static_cast<int>(period_.kind()), days_from_civil(period_.first_day()), mall_no(), scope_text_);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Sheet>();
  auto taken_at = row.instant(0);
  bool fresh = now >= taken_at && now - taken_at < kFresh_ms;
  // One that was taken before the period settled is not the one it settled at.
  bool final = settled(now) && settled(taken_at);
  if (!fresh && !final) return std::optional<Sheet>();
  if (fresh && settled(now) != settled(taken_at)) return std::optional<Sheet>();
  return sheet_from_text(as_text(row.blob(1)));
}

Result<Sheet> SheetShelf::take(Instant now) {
  {
    REDRESS_TRY_ASSIGN(auto reader, office_.store().read());
    REDRESS_TRY_ASSIGN(auto here, kept(*reader, now));
    if (here) return std::move(*here);
  }
  return count(now);
}

// The row is there before counting begins, so that whatever arrives meanwhile makes the sheet outdated again.
Result<Sheet> SheetShelf::count(Instant now) {
  constexpr std::string_view kWhere = " WHERE kind = ?1 AND first_day = ?2 AND mall = ?3 AND scope = ?4";
  auto kind = static_cast<int>(period_.kind());
  auto first = days_from_civil(period_.first_day());
  auto mall = mall_no();
  auto begun = office_.store().write([&](Database& db) -> Status {
    REDRESS_TRY(
        db.run("DELETE FROM report_sheet WHERE scope <> '' AND (SELECT count(*) FROM report_sheet WHERE "
               "scope <> '') >= ?",
               kNarrowed_kept));
    return db.run(
        "INSERT OR IGNORE INTO report_sheet(kind, first_day, mall, scope, version, counted, as_of, bytes)"
        " VALUES(?,?,?,?,1,0,0,zeroblob(0))",
        kind, first, mall, scope_text_);
  });
  REDRESS_TRY(begun);
  std::int64_t version = 0;
  Sheet sheet;
  {
    REDRESS_TRY_ASSIGN(auto reader, office_.store().read());
    REDRESS_TRY(reader->script("BEGIN"));
    auto counted = [&]() -> Status {
      static const auto sql = "SELECT version FROM report_sheet" + std::string(kWhere);
      REDRESS_TRY_ASSIGN(version, reader->integer(0, sql, kind, first, mall, scope_text_));
      REDRESS_TRY_ASSIGN(sheet, count_sheet(office_, *reader, period_, scope_, now));
      return {};
    }();
    REDRESS_TRY(reader->script("ROLLBACK"));
    REDRESS_TRY(counted);
  }
  static const auto keep =
      "UPDATE report_sheet SET counted = ?5, as_of = ?6, bytes = ?7" + std::string(kWhere);
  REDRESS_TRY(office_.store().write([&](Database& db) {
    return db.run(keep, kind, first, mall, scope_text_, version, now, as_bytes(sheet_text(sheet)));
  }));
  return sheet;
}

}  // namespace redress::headoffice
