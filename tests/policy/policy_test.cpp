#include <doctest/doctest.h>

#include <set>

#include "assets/asset.h"
#include "core/base/json.h"
#include "core/policy/case_facts.h"
#include "core/policy/clocks.h"
#include "core/policy/judge.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"

using namespace redress;

namespace {

Json document() { return parse_json(asset("policy/mall.json")).value(); }

// A copy in which the member at `path` is renamed; one path a call, found by counting.
Json rename_nth(const Json& json, int& n, std::string& path, const std::string& here = "") {
  if (json.is_array()) {
    Json out = Json::array();
    for (std::size_t i = 0; i < json.items().size(); ++i)
      out.push(rename_nth(json.items()[i], n, path, here + "[" + std::to_string(i) + "]"));
    return out;
  }
  if (!json.is_object()) return json;
  Json out = Json::object();
  for (const auto& [key, value] : json.members()) {
    std::string inner = here.empty() ? key : here + "." + key;
    bool hit = n-- == 0;
    if (hit) path = inner;
    out.set(hit ? key + "x" : key, rename_nth(value, n, path, inner));
  }
  return out;
}

Json with(const Json& json, std::string_view key, Json value) {
  Json out = Json::object();
  for (const auto& [k, v] : json.members()) out.set(k, k == key ? value : v);
  return out;
}

std::string error_of(const Json& json) {
  auto parsed = parse_policy(json.dump());
  return parsed.ok() ? "" : parsed.error().what;
}

Instant utc8(const char* day, int hour, int minute) {
  return Zone::parse_rule("CST-8")->utc({*parse_date(day), hour, minute, 0});
}

}  // namespace

TEST_CASE("the embedded policy is accepted and has the twelve categories of the mall in four groups") {
  auto parsed = parse_policy(asset("policy/mall.json"));
  REQUIRE_MESSAGE(parsed.ok(), (parsed.ok() ? "" : parsed.error().what));
  const Policy& policy = *parsed;
  CHECK(policy.groups.size() == 4);
  CHECK(policy.categories.size() == 12);
  CHECK(policy.outcomes.size() == 7);
  for (const auto& group : policy.groups)
    CHECK(std::count_if(policy.categories.begin(), policy.categories.end(), [&](const Category& c) { return c.group == group.code; }) == 3);
  for (const auto& category : policy.categories) {
    CHECK(category.subcategories.size() >= 5);
    for (const auto& sub : category.subcategories) CHECK(!policy.phrases_of(category.code, sub.code).empty());
  }
  CHECK(policy.first_answer_hours() == 24);
  CHECK(policy.phrases_of("after_sales", "repair_delay")[0].adds.in(Language::zh_hans) == "约好的时间没有来。");
  CHECK(subject_words(policy, "after_sales", "repair_delay", Language::zh_hans) == "售后与退换货，维修拖延");
  CHECK(subject_words(policy, "after_sales", "repair_delay", Language::en) == "Returns, repair – Slow repair");
  CHECK(subject_words(policy, "hygiene", "", Language::zh_hant) == "衛生與環境");
  CHECK(policy.department_of("hygiene", "smoking") == "security");
  CHECK(policy.department_of("hygiene", "smell") == "cleaning");
}

TEST_CASE("the default policy has the figures of the requirements (R48-R60, R66-R76, decision 8)") {
  const Policy& policy = default_policy();
  CHECK(policy.trigger("injury")->level == 1);
  CHECK(policy.trigger("media_or_court")->level == 1);
  CHECK(policy.trigger("major_loss")->fen == 200000);
  CHECK(policy.trigger("departments_3")->count == 3);
  CHECK(policy.trigger("escalated_30_days")->days == 30);
  CHECK(policy.trigger("promise_broken")->level == 2);
  CHECK(policy.trigger("cluster")->count == 3);
  CHECK(policy.trigger("open_15_days")->days == 15);
  CHECK(policy.trigger("facility")->level == 3);
  CHECK(policy.trigger("second_complaint")->level == 3);
  CHECK(policy.trigger("attitude")->level == 4);
  CHECK(policy.default_level == 4);
  CHECK(policy.clock_row("level_1")->acknowledge == Duration{1, TimeUnit::calendar_hours});
  CHECK(policy.clock_row("level_2")->resolve == Duration{72, TimeUnit::calendar_hours});
  CHECK(policy.clock_row("level_3")->resolve == Duration{3, TimeUnit::working_days});
  CHECK(policy.clock_row("level_4")->resolve == Duration{48, TimeUnit::calendar_hours});
  CHECK(policy.clock_row("level_2")->outer_limit == Duration{5, TimeUnit::working_days});
  CHECK_FALSE(policy.clock_row("enquiry")->acknowledge);
}

TEST_CASE("every key of the policy is needed or known: renaming any one is an error that names its path") {
  Json json = document();
  int count = 0;
  for (;; ++count) {
    int n = count;
    std::string path;
    Json changed = rename_nth(json, n, path);
    if (path.empty()) break;
    std::string error = error_of(changed);
    REQUIRE_MESSAGE(!error.empty(), path);
    REQUIRE_MESSAGE(error.find(path) != std::string::npos, path << " not in: " << error);
  }
  CHECK(count > 1000);
}

TEST_CASE("values that make no sense are refused with path and reason") {
  Json json = document();
  auto broken = [&](std::string_view key, Json value) { return error_of(with(json, key, std::move(value))); };
  CHECK(error_of(json).empty());
  CHECK(broken("format", 2).find("format: must be a whole number from 1 to 1") != std::string::npos);
  CHECK(broken("default_level", 5).find("default_level") != std::string::npos);
  CHECK(broken("confirm_days", "7").find("confirm_days") != std::string::npos);
  CHECK(broken("loss_bands_fen", Json::array().push(0).push(500).push(500)).find("must begin with 0 and rise") != std::string::npos);
  CHECK(broken("triggers", Json::array()).find("triggers: must not be empty") != std::string::npos);
  CHECK(broken("departments", Json::array().push(json["departments"].items()[0])).find("\"tenant\" does not exist") != std::string::npos);
  CHECK(broken("impact_questions", Json::array().push("product.nonesuch")).find("\"product.nonesuch\" names no category") != std::string::npos);
  CHECK(broken("outcomes", Json::array().push(json["outcomes"].items()[0]).push(json["outcomes"].items()[0])).find("stands twice") != std::string::npos);
  CHECK(broken("consent", with(json["consent"], "labels", with(json["consent"]["labels"], "zh-Hans", "x"))).find("{keep}") != std::string::npos);
  Json calendar = json["calendar"];
  CHECK(broken("calendar", with(calendar, "make_up_days", Json::array().push("2026-10-01"))).find("is a holiday too") != std::string::npos);
  CHECK(broken("calendar", with(calendar, "make_up_days", Json::array().push("2026-02-30"))).find("make_up_days[0]") != std::string::npos);
  Json overlap = Json::array().push(Json::array().push("09:00").push("12:00")).push(Json::array().push("11:00").push("13:00"));
  CHECK(broken("calendar", with(calendar, "week", with(calendar["week"], "monday", overlap))).find("calendar.week.monday[1]") != std::string::npos);
  Json clocks = json["clocks"];
  Json days = with(clocks["level_3"], "resolve", Json::object().set("amount", 3).set("unit", "days"));
  CHECK(broken("clocks", with(clocks, "level_3", days)).find("clocks.level_3.resolve.unit: must be one of calendar_hours") != std::string::npos);
  Json words = json["internal_words"];
  CHECK(broken("internal_words", with(words, "en", Json::array())).find("internal_words.en: must not be empty") != std::string::npos);
  CHECK(broken("internal_words", with(words, "en", Json::array().push("x").push("x"))).find("internal_words.en[1]: stands twice") != std::string::npos);
  Json answer = json["answer_templates"].items()[0];
  CHECK(broken("answer_templates", Json::array().push(with(answer, "categories", Json::array().push("moon")))).find("\"moon\" does not exist") != std::string::npos);
  CHECK_FALSE(parse_policy("{").ok());
  CHECK_FALSE(parse_policy("[]").ok());
}

TEST_CASE("the retention sentence and the consent are filled from the policy's number, never fixed") {
  Policy policy = default_policy();
  CHECK(retention_sentence(policy, Language::zh_hans) == "结案满 1 年后删除");
  CHECK(retention_sentence(policy, Language::en) == "Deleted 1 year after closing");
  policy.retention.contact = {18, Keep::Unit::months};
  CHECK(retention_sentence(policy, Language::zh_hant) == "結案滿 18 個月後刪除");
  for (const auto& row : kLanguages) {
    CHECK(consent_text(policy, row.id).find(retention_sentence(policy, row.id)) != std::string::npos);
    CHECK(consent_text(policy, row.id).find('{') == std::string::npos);
  }
}

TEST_CASE("both demo malls are accepted, differ, and fit the policy") {
  CHECK(demo_malls() == std::vector<std::string_view>{"binjiang", "xinghe"});
  std::set<std::string> ids;
  for (auto mall : demo_malls()) {
    auto site = demo_site(mall);
    REQUIRE_MESSAGE(site.ok(), (site.ok() ? "" : site.error().what));
    CHECK(site->mall == mall);
    for (const auto& place : site->places) CHECK(ids.insert(place.id).second);
    for (const auto& code : site->departments) CHECK(default_policy().department(code));
  }
  CHECK(demo_site("nowhere").error().code == Errc::not_found);
  Site xinghe = *demo_site("xinghe");
  CHECK(xinghe.places.size() >= 60);
  CHECK(xinghe.floors.size() == 6);
  CHECK(place_words(xinghe, "xh-318", Language::zh_hans) == "3F 318 轻木家居");
  CHECK(place_words(xinghe, "xh-318", Language::zh_hant) == "3F 318 輕木家居");
  CHECK(find_places(xinghe, "qm", Language::zh_hans).front()->id == "xh-318");
  CHECK(find_places(xinghe, "318", Language::en).front()->id == "xh-318");
  CHECK(find_places(xinghe, "木家", Language::zh_hans).size() == 2);
  CHECK(find_places(xinghe, "qq", Language::zh_hans).empty());
}

TEST_CASE("a site with a wrong address, place or floor is refused with its path") {
  Json json = parse_json(asset("site/binjiang.json")).value();
  auto broken = [&](std::string_view key, Json value) {
    auto site = parse_site(with(json, key, std::move(value)).dump());
    return site.ok() ? std::string() : site.error().what;
  };
  CHECK(broken("public_url", "https://sd.example").find("public_url: must be upper case") != std::string::npos);
  CHECK(broken("public_url", "HTTPS://" + std::string(39, 'A')).find("38 characters") != std::string::npos);
  CHECK(broken("public_url", "HTTPS://" + std::string(38, 'A')).empty());
  CHECK(broken("desk", "nowhere").find("desk: place \"nowhere\" does not exist") != std::string::npos);
  CHECK(broken("time_zone_rule", "Shanghai").find("time_zone_rule") != std::string::npos);
  CHECK(broken("floors", Json::array()).find(".floor: \"1F\" does not exist") != std::string::npos);
  CHECK(broken("phone_hours", Json::array().push("22:00").push("10:00")).find("phone_hours") != std::string::npos);
}

TEST_CASE("the receipt's promise is computed offline; without a trusted clock it has durations, no dates (decision 9)") {
  Site site = *demo_site("xinghe");
  CaseFacts facts;
  facts.category = "after_sales";
  facts.subcategory = "repair_delay";
  facts.promise_broken = true;
  facts.captured_at = utc8("2026-04-16", 14, 6);
  Promise dated = promise(default_policy(), site, facts);
  CHECK(dated.dated);
  CHECK(promised_words(Catalogue::of(Language::zh_hans), site.zone.local(dated.first_answer)) == "4月17日（周五）14:06");
  CHECK(promised_words(Catalogue::of(Language::zh_hans), site.zone.local(dated.resolve)) == "4月19日（周日）14:06");
  facts.clock_trusted = false;
  Promise undated = promise(default_policy(), site, facts);
  CHECK_FALSE(undated.dated);
  CHECK(undated.first_answer_limit == Duration{24, TimeUnit::calendar_hours});
  CHECK(undated.resolve_limit == Duration{72, TimeUnit::calendar_hours});
}

TEST_CASE("every level says which rule fired on which evidence, and a silenced one stays visible") {
  Site site = *demo_site("xinghe");
  CaseFacts facts;
  facts.category = "after_sales";
  facts.captured_at = utc8("2026-03-17", 13, 48);
  facts.injured = true;
  facts.loss_fen = 500000;
  Instant now = facts.captured_at + kHour_ms;
  Judgement judged = judge(default_policy(), site, facts, now);
  const auto& hans = Catalogue::of(Language::zh_hans);
  CHECK(trigger_words(hans, default_policy(), site, facts, judged.because()->because, 2026) == "顾客在 3月17日 13:48 回答“有人受伤”");
  REQUIRE(judged.triggers.size() >= 3);
  CHECK(trigger_words(hans, default_policy(), site, facts, judged.triggers[1], 2026) == "损失达到 2,000 元");
  facts.regrades.push_back({now, 3, {"injury", "major_loss"}, false, "周敏"});
  judged = judge(default_policy(), site, facts, now + kHour_ms);
  CHECK(judged.level == 3);
  CHECK(trigger_words(hans, default_policy(), site, facts, judged.because()->because, 2026) == "周敏 在 3月17日 14:48 改了级别");
  CHECK(trigger_words(hans, default_policy(), site, facts, judged.because()->because, 2027) == "周敏 在 2026年3月17日 14:48 改了级别");
  CHECK(judged.history.size() == 2);
  CHECK(judged.triggers[0].silenced_at == now);
  // Every trigger of the policy has its sentence in every language, with no place left open.
  for (const auto& row : kLanguages)
    for (const auto& trigger : default_policy().triggers) {
      TriggerHit hit{trigger.code, trigger.level, now, 3, {}, {}};
      std::string words = trigger_words(Catalogue::of(row.id), default_policy(), site, facts, hit, 2026);
      CHECK_MESSAGE(words.find_first_of("{") == std::string::npos, words);
      CHECK_MESSAGE(words.find("⟦") == std::string::npos, words);
    }
}

TEST_CASE("time in words follows the clock: transit is told apart, working days are whole ones") {
  Site site = *demo_site("xinghe");
  CaseFacts facts;
  facts.category = "hygiene";
  facts.captured_at = utc8("2026-03-17", 10, 0);
  facts.arrived_at = facts.captured_at + 6 * kHour_ms;
  Judgement judged = judge(default_policy(), site, facts, utc8("2026-03-18", 5, 0));
  const auto& hans = Catalogue::of(Language::zh_hans);
  CHECK(time_left_words(hans, time_left(*judged.clock(ClockKind::acknowledge))) == "超时 7 小时，其中传输 6 小时");
  CHECK(judged.escalate_to == std::vector<std::string>{"supervisor"});
  CHECK(judged.nearest()->kind == ClockKind::acknowledge);
  facts.category = "facilities";
  judged = judge(default_policy(), site, facts, utc8("2026-03-17", 11, 0));
  CHECK(time_left_words(hans, time_left(*judged.clock(ClockKind::resolve))) == "剩 2 个工作日");
  CHECK(judged.escalate_to.empty());
  judged = judge(default_policy(), site, facts, utc8("2026-03-19", 10, 30));
  CHECK(time_left_words(hans, time_left(*judged.clock(ClockKind::resolve))) == "剩 23 小时 30 分");
}

TEST_CASE("warn points come at 50 and 80 percent for level 1, at 80 for the others; level 1 goes up at once") {
  Site site = *demo_site("xinghe");
  CaseFacts facts;
  facts.category = "safety";
  facts.captured_at = utc8("2026-03-17", 10, 0);
  facts.injured = true;
  auto ack = [&](int minutes) { return *judge(default_policy(), site, facts, facts.captured_at + minutes * kMinute_ms).clock(ClockKind::acknowledge); };
  CHECK(ack(0).warn_at == std::vector<Instant>{facts.captured_at + 30 * kMinute_ms, facts.captured_at + 48 * kMinute_ms});
  CHECK_FALSE(ack(29).warned);
  CHECK(ack(30).warned);
  CHECK(ack(30).used_permille == 500);
  CHECK(judge(default_policy(), site, facts, facts.captured_at).escalate_to == std::vector<std::string>{"manager", "analyst"});
  facts.injured = false;
  facts.category = "hygiene";
  CHECK(ack(0).warn_at.size() == 1);
}

TEST_CASE("closing by lapse and the reopening window follow the policy's days") {
  Site site = *demo_site("xinghe");
  CaseFacts facts;
  facts.category = "hygiene";
  facts.captured_at = utc8("2026-03-17", 10, 0);
  facts.first_answer_at = facts.captured_at + kHour_ms;
  facts.fed_back = {facts.captured_at + kHour_ms};
  Judgement judged = judge(default_policy(), site, facts, facts.captured_at + kDay_ms);
  CHECK(judged.confirm_until == facts.fed_back[0] + 7 * kDay_ms);
  CHECK(judged.reopen_until == facts.fed_back[0] + 14 * kDay_ms);
  facts.confirmed_at = facts.captured_at + 2 * kHour_ms;
  judged = judge(default_policy(), site, facts, facts.captured_at + kDay_ms);
  CHECK(judged.reopen_until == *facts.confirmed_at + 7 * kDay_ms);
}

TEST_CASE("R69 R107 R108 R110 a case can go to the general office, to legal, marketing, operations and the tenant") {
  std::set<std::string> kinds, codes;
  for (const auto& department : default_policy().departments) {
    kinds.insert(department.kind);
    codes.insert(department.code);
  }
  for (const char* kind : {"service", "operations", "engineering", "legal", "general_office"}) CHECK(kinds.contains(kind));
  for (const char* code : {"marketing", "tenant"}) CHECK(codes.contains(code));
}

TEST_CASE("R164 R165 neither level nor deadline depends on who complains, through which channel or in which language") {
  const auto site = *demo_site("xinghe");
  const auto at = utc8("2026-04-16", 14, 6);
  auto judged = [&](const std::string& more) {
    CaseEvent submitted;
    submitted.event.code = CaseCode{5124095576030430};
    submitted.event.seq = 1;
    submitted.event.kind = "submitted";
    submitted.event.at = submitted.corrected_at = submitted.arrived_at = at;
    submitted.event.body = parse_json(R"({"contact_type":"complaint","category":"after_sales","impact":{"promise_broken":true})" + more + "}").value();
    return judge(default_policy(), site, facts_of(fold_case(*submitted.event.code, {submitted}, at, default_policy().confirm_days), site.zone), at);
  };
  const auto plain = judged("");
  CHECK(plain.level == 2);
  for (const char* more : {R"(,"language":"en")", R"(,"anonymous":true)", R"(,"channel":"phone","source":"internal")",
                           R"(,"channel":"kiosk","consent":{"text":"同意","version":"2026-01"})"}) {
    const auto other = judged(more);
    CHECK(other.level == plain.level);
    REQUIRE(other.clocks.size() == plain.clocks.size());
    for (std::size_t i = 0; i < plain.clocks.size(); ++i) CHECK(other.clocks[i].due == plain.clocks[i].due);
  }
}

TEST_CASE("R81 a calendar that lacks the holidays of a year soon to begin says so 60 days ahead") {
  const auto& calendar = default_policy().calendar;
  const int last = calendar.holidays.back().date.year;
  CHECK_FALSE(unplanned_year(calendar, {last, 10, 31}));
  CHECK(unplanned_year(calendar, {last, 11, 3}) == last + 1);
  CHECK(unplanned_year(calendar, {last + 2, 5, 1}) == last + 1);
  Calendar every_day_alike = calendar;
  every_day_alike.holidays.clear();
  CHECK_FALSE(unplanned_year(every_day_alike, {last + 2, 5, 1}));
}

TEST_CASE("R69 a complaint that is open beyond its outer limit is the general office's to decide, paused or extended ones later") {
  const auto site = *demo_site("xinghe");
  CaseFacts facts;
  facts.category = "facilities";
  facts.captured_at = utc8("2026-03-17", 10, 0);
  const auto decided_by = [&](Instant t) { return judge(default_policy(), site, facts, t).decided_by; };
  const auto limit = utc8("2026-03-24", 10, 0);  // five working days
  CHECK(decided_by(limit).empty());
  CHECK(decided_by(limit + 1) == "general_office");
  CHECK(judge(default_policy(), site, facts, utc8("2026-03-23", 10, 0)).changes_at == limit + 1);
  facts.pauses = {{utc8("2026-03-18", 10, 0), utc8("2026-03-19", 10, 0), "supplier"}};
  CHECK(decided_by(limit + kDay_ms).empty());
  CHECK(decided_by(limit + kDay_ms + 1) == "general_office");
  facts.extensions = {{utc8("2026-03-20", 10, 0), utc8("2026-04-10", 18, 0)}};
  CHECK(decided_by(utc8("2026-04-10", 18, 0)).empty());
  CHECK(decided_by(utc8("2026-04-10", 18, 0) + 1) == "general_office");
  facts.fed_back = {utc8("2026-04-11", 9, 0)};
  facts.first_answer_at = facts.fed_back[0];
  CHECK(decided_by(utc8("2026-04-11", 10, 0)).empty());
  CaseFacts enquiry;
  enquiry.contact_type = "enquiry";
  enquiry.captured_at = facts.captured_at;
  CHECK(judge(default_policy(), site, enquiry, limit + kDay_ms).decided_by.empty());
}

TEST_CASE("R69 a pause ends as it was announced, at the latest after the policy's days") {
  const auto from = utc8("2026-03-18", 10, 0);
  const auto& policy = default_policy();
  const Instant latest = from + 30 * kDay_ms;
  CHECK(policy.pause_at_most_days == 30);
  CHECK(pause_end(policy, {from, std::nullopt, "supplier"}) == latest);
  CHECK(pause_end(policy, {from, std::nullopt, "general_office", from + 3650 * kDay_ms}) == latest);
  CHECK(pause_end(policy, {from, std::nullopt, "supplier", from + kDay_ms}) == from + kDay_ms);
  CHECK(pause_end(policy, {from, from + kHour_ms, "supplier", from + kDay_ms}) == from + kHour_ms);
  CaseFacts facts;
  facts.category = "facilities";
  facts.captured_at = utc8("2026-03-17", 10, 0);
  facts.pauses = {{from, std::nullopt, "supplier", from + kDay_ms}};
  CHECK(judge(policy, *demo_site("xinghe"), facts, from).resumes_at == from + kDay_ms);
  CHECK_FALSE(judge(policy, *demo_site("xinghe"), facts, from + kDay_ms).resumes_at);
}

TEST_CASE("R45 a silenced reason and the new evidence of its kind both stay visible") {
  const auto site = *demo_site("xinghe");
  const auto at = [](int hour) { return utc8("2026-03-17", hour, 0); };
  CaseFacts facts;
  facts.category = "hygiene";
  facts.captured_at = at(8);
  facts.disputed = {at(10), at(12), at(14)};
  facts.regrades = {{at(11), 4, {"disputed"}, false, "1005"}};
  const auto judged = judge(default_policy(), site, facts, at(15));
  CHECK(judged.level == 3);
  std::vector<TriggerHit> disputes;
  for (const auto& hit : judged.triggers)
    if (hit.code == "disputed") disputes.push_back(hit);
  REQUIRE(disputes.size() == 2);  // the third says nothing that the second did not
  CHECK((disputes[0].at == at(10) && disputes[0].silenced_at == at(11)));
  CHECK((disputes[1].at == at(12) && !disputes[1].silenced_at));
  std::vector<int> levels;
  for (const auto& step : judged.history) levels.push_back(step.level);
  CHECK(levels == std::vector<int>{4, 3, 4, 3});
}
