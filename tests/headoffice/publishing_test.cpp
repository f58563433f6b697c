#include "sync/headoffice/rules/publishing.h"

#include <doctest/doctest.h>

#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/rules/document_diff.h"
#include "sync/headoffice/rules/what_if.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;
using wire::DocumentKind;

namespace {

Json with(const Json& object, const std::string& key, const Json& value) {
  auto out = Json::object();
  for (const auto& [name, member] : object.members()) out.set(name, name == key ? value : member);
  return out;
}

// The published policy under another version with level 4 settled in 24 instead of 48 hours.
Json draft_policy(Office& office, const std::string& version) {
  auto current = read_version(office, "xinghe", DocumentKind::policy, 0);
  REQUIRE(current.ok());
  auto draft = with(*current, "version", version);
  auto clocks = draft["clocks"];
  auto hours = [](int amount) { return Json::object().set("amount", amount).set("unit", "calendar_hours"); };
  auto row = with(with(clocks["level_4"], "resolve", hours(24)), "investigate", hours(24));
  return with(draft, "clocks", with(clocks, "level_4", row));
}

headoffice::Outcome run(World& world, std::vector<std::string> words) { return run_command(*world.office, words, world.folder.path); }

std::string keep(World& world, const Json& draft) {
  auto path = world.folder.path + "/draft.json";
  FILE* file = fopen(path.c_str(), "w");
  fputs(draft.dump().c_str(), file);
  fclose(file);
  return path;
}

}  // namespace

TEST_CASE("differences: values by their path, rows by their name, nothing for what only moved its neighbours") {
  auto before = parse_json(R"({"a":1,"list":[{"code":"x","n":1},{"code":"y","n":2}],"plain":[1,2],"gone":true})");
  auto after = parse_json(R"({"a":2,"list":[{"code":"y","n":2},{"code":"z","n":3}],"plain":[1,2,3],"new":"neu"})");
  std::string all;
  for (const auto& row : differences(*before, *after)) all += row.path + "|" + row.before + "|" + row.after + "\n";
  CHECK(all == "a|1|2\nlist.x|{\"code\":\"x\",\"n\":1}|\nlist.z||{\"code\":\"z\",\"n\":3}\nplain|[1,2]|[1,2,3]\ngone|true|\nnew||neu\n");
  CHECK(differences(*before, *before).empty());
  auto moved = parse_json(R"([{"code":"y"},{"code":"x"}])"), still = parse_json(R"([{"code":"x"},{"code":"y"}])");
  REQUIRE(differences(*still, *moved).size() == 1);
  CHECK(differences(*still, *moved)[0].after == "y, x");
}

TEST_CASE("A policy is published by two people of head office, pulled by the mall's devices alone, and never changes again") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), other(*world.office, "binjiang", "kiosk", "K2");
  kiosk.pull(0, {});
  auto draft = draft_policy(*world.office, "2026-05");
  auto file = keep(world, draft);
  auto publish = [&](const char* by, const char* second) {
    return run(world, {"policy", "publish", file, "--mall", "xinghe", "--note", "4 级改为 24 小时", "--by", by, "--second", second});
  };
  CHECK(publish("9001", "9001").exit_code == 77);  // one person twice
  CHECK(publish("9001", "1005").exit_code == 77);  // a mall's manager may not sign
  CHECK(publish("1005", "9001").exit_code == 77);
  CHECK(publish("9001", "9002").exit_code == 0);
  auto versions = list_versions(*world.office, "xinghe", DocumentKind::policy);
  REQUIRE(versions.ok());
  REQUIRE(versions->size() == 2);
  CHECK(versions->front().version == "2026-05");
  CHECK(versions->front().by == "9001");
  CHECK(versions->front().second == "9002");
  CHECK(versions->front().note == "4 级改为 24 小时");
  auto page = world.pull(kiosk);
  bool pulled = false;
  for (const auto& bytes : page.documents) {
    auto document = wire::decode_document(bytes, world.office->keys().signing.public_key());
    REQUIRE(document.ok());
    pulled = pulled || (document->kind == DocumentKind::policy && document->version == 2 && document->content == draft);
  }
  CHECK(pulled);
  for (const auto& bytes : world.pull(other).documents)
    CHECK(wire::decode_document(bytes, world.office->keys().signing.public_key())->content["version"].string() != "2026-05");
  // The same version name never means two contents.
  file = keep(world, with(draft, "regulator_phone", "12345"));
  auto again = publish("9001", "9002");
  CHECK(again.exit_code == 1);
  CHECK(again.out.find("FAULT version: \"2026-05\" is published already") == 0);
  CHECK(read_version(*world.office, "xinghe", DocumentKind::policy, 1)->find("version")->string() == "2026-04");
  CHECK(*read_version(*world.office, "xinghe", DocumentKind::policy, 2) == draft);
}

TEST_CASE("A draft with faults is refused with every path, and the last good version stays") {
  World world;
  auto draft = with(draft_policy(*world.office, "2026-06"), "impact_questions", *parse_json(R"(["injured","loss","earlier_case","media_or_court","product"])"));
  auto answer = run(world, {"policy", "check", keep(world, draft), "--mall", "xinghe"});
  CHECK(answer.exit_code == 1);
  CHECK(answer.out == "FAULT triggers.promise_broken: cannot be reached: impact_questions does not ask \"promise_broken\"\n");
  auto broken = run(world, {"policy", "check", keep(world, with(with(draft, "default_level", 9), "regulator_phone", Json()))});
  CHECK(broken.exit_code == 1);
  CHECK(broken.out.find("default_level") != std::string::npos);
  CHECK(broken.out.find("regulator_phone") != std::string::npos);
  CHECK(run(world, {"policy", "publish", keep(world, draft), "--mall", "xinghe", "--note", "x", "--by", "9001", "--second", "9002"}).exit_code == 1);
  CHECK(list_versions(*world.office, "xinghe", DocumentKind::policy)->size() == 1);
  CHECK(run(world, {"policy", "check", "nowhere.json"}).exit_code == 66);
  CHECK(run(world, {"policy", "sing"}).exit_code == 64);
}

TEST_CASE("A draft that drops a category of open cases is refused, until they are closed") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  (void)kiosk.submit("慢");
  world.send(kiosk.everything());
  auto set = [&](const std::string& sql) { REQUIRE(world.office->store().write([&](Database& db) { return db.run(sql); }).ok()); };
  set("UPDATE case_row SET category = 'other'");
  auto draft = draft_policy(*world.office, "2026-06");
  auto kept = Json::array();
  for (const auto& category : draft["categories"].items())
    if (category["code"].string() != "other") kept.push(category);
  REQUIRE(kept.items().size() + 1 == draft["categories"].items().size());
  auto file = keep(world, with(draft, "categories", kept));
  auto answer = run(world, {"policy", "check", file, "--mall", "xinghe"});
  CHECK(answer.exit_code == 1);
  CHECK_MESSAGE(answer.out.starts_with("FAULT categories: \"other\" is gone, but open cases of xinghe have it: 1"), answer.out);
  CHECK(run(world, {"policy", "check", file, "--mall", "binjiang"}).exit_code == 0);  // no case there
  // With a profile the categories live on as kinds.
  auto grades = run(world, {"policy", "profile", "grades", "--mall", "xinghe", "--name", "2027-01", "--out", "grades.json"});
  REQUIRE_MESSAGE(grades.exit_code == 0, grades.err);
  CHECK(run(world, {"policy", "check", "grades.json", "--mall", "xinghe"}).out == "GOOD\n");
  set("UPDATE case_row SET stage = 6");
  CHECK(run(world, {"policy", "check", file, "--mall", "xinghe"}).exit_code == 0);
}

TEST_CASE("A site document is published the same way and must belong to its mall and its policy") {
  World world;
  auto site = read_version(*world.office, "xinghe", DocumentKind::site, 0);
  REQUIRE(site.ok());
  auto draft = with(with(*site, "version", "2"), "phone", "0571-1234-5678");
  auto diff = run(world, {"site", "diff", keep(world, draft), "--mall", "xinghe"});
  CHECK(diff.out.find("phone: 0571-0000-6688 -> 0571-1234-5678") != std::string::npos);
  CHECK(run(world, {"site", "check", keep(world, draft), "--mall", "binjiang"}).out.find("FAULT mall: is not \"binjiang\"") == 0);
  auto strange = draft["departments"];
  strange.push("astronauts");
  CHECK(run(world, {"site", "check", keep(world, with(draft, "departments", strange)), "--mall", "xinghe"}).out.find("astronauts") != std::string::npos);
  CHECK(run(world, {"site", "publish", keep(world, draft), "--mall", "xinghe", "--note", "新电话", "--by", "9002", "--second", "9001"}).exit_code == 0);
  CHECK(world.office->rules().of(std::string_view("xinghe"))->site.phone == "0571-1234-5678");
}

TEST_CASE("what-if judges a past period again, writes nothing, and a published change moves no promise already given") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.at = world.clock.now - 2 * kHour_ms;
  auto code = kiosk.submit("收银太慢");
  world.send(kiosk.everything());
  auto before = world.number("SELECT resolve_due FROM case_row");
  auto draft = draft_policy(*world.office, "2026-05");
  auto policy = parse_policy(draft.dump());
  REQUIRE(policy.ok());
  auto rules = world.office->rules().of(std::string_view("xinghe"));
  auto result = what_if(*world.office, "xinghe", *policy, rules->site, kiosk.at - kDay_ms, kiosk.at + kDay_ms);
  REQUIRE(result.ok());
  CHECK(result->cases == 1);
  CHECK(result->resolve_earlier == 1);
  CHECK(result->resolve_later == 0);
  CHECK(result->levels.empty());
  REQUIRE(result->changed.size() == 1);
  CHECK(result->changed[0] == code);
  CHECK(what_if(*world.office, "xinghe", *policy, rules->site, kiosk.at + kDay_ms, kiosk.at + 2 * kDay_ms)->cases == 0);
  CHECK(world.number("SELECT resolve_due FROM case_row") == before);
  CHECK(world.number("SELECT count(*) FROM document WHERE mall = 1 OR mall = 2") == 4);
}
