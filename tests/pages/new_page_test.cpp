#include <doctest/doctest.h>

#include <algorithm>

#include "core/text/language.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

namespace {

bool holds(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

std::string token_of(const std::string& page) {
  constexpr std::string_view kField = "name=\"token\" value=\"";
  auto at = page.find(kField);
  REQUIRE(at != std::string::npos);
  at += kField.size();
  return page.substr(at, page.find('"', at) - at);
}

FormValues filled(Browser& browser) {
  return {{"lang", "zh-Hans"},
          {"mall", "xinghe"},
          {"token", token_of(browser.get("/new?mall=xinghe").body)},
          {"contact_type", "complaint"},
          {"category", "facilities"},
          {"text", "扶梯停了 <三天>"}};
}

// What stands on the record about the case behind an address of its page: the body of its first event of a kind.
Json body_of(const std::string& address, std::string_view kind) {
  const auto code = parse_case_code(address.substr(3, 12));
  REQUIRE(code.ok());
  auto reader = PagesFixture::get().office().store().read();
  auto row = (*reader)->query("SELECT CAST(bytes AS TEXT) FROM event WHERE code = ? AND kind = ?",
                              code->number, kind);
  if (!row.step().value()) return {};
  return (*parse_json(row.text(0)))["body"];
}

std::int64_t level_of(const std::string& address) {
  const auto code = parse_case_code(address.substr(3, 12));
  auto reader = PagesFixture::get().office().store().read();
  return (*reader)->integer(0, "SELECT level FROM case_row WHERE code = ?", code->number).value();
}

std::int64_t registrations() {
  auto reader = PagesFixture::get().office().store().read();
  return (*reader)->integer(0, "SELECT count(*) FROM event WHERE kind = 'submitted'").value();
}

}  // namespace

TEST_CASE(
    "R18 the web form registers a case of channel web with the policy's promise, once however often it is "
    "sent") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  auto form = filled(browser);
  form.insert(form.end(), {{"name", "李丽"}, {"phone", kPhone}, {"consent", "yes"}, {"injured", "yes"}});
  auto before = registrations();
  auto reply = browser.post("/new", form);
  REQUIRE(reply.status == 303);
  auto address = reply.headers.at("location");
  CHECK(!reply.headers.contains("set-cookie"));
  CHECK(browser.post("/new", form).headers.at("location") == address);
  CHECK(registrations() == before + 1);
  auto page = browser.get(address).body;
  CHECK(holds(page, "已经登记"));
  auto code = parse_case_code(address.substr(3, 12));
  REQUIRE(code.ok());
  CHECK(holds(page, to_grouped(*code)));
  auto reader = fixture.office().store().read();
  auto row = (*reader)->query("SELECT CAST(bytes AS TEXT) FROM event WHERE code = ? AND kind = 'submitted'",
                              code->number);
  REQUIRE(row.step().value());
  auto event = parse_json(row.text(0));
  REQUIRE(event.ok());
  const auto& body = (*event)["body"];
  CHECK(body["channel"].string() == "web");
  CHECK(body["policy"].string() == "2026-04");
  CHECK(body["consent"]["version"].string().size() > 0);
  CHECK(body["promised"]["first_answer"].integer() > fixture.office().now().ms - kHour_ms);
  CHECK(!holds(std::string(row.text(0)), kPhone));  // sealed
  CHECK(!holds(std::string(row.text(0)), "三天"));
  CHECK(!holds(page, kPhone));
  // Somebody hurt makes it level 1 and calls the duty staff here as at a kiosk, once.
  CHECK(body_of(address, "alarm_raised")["alarm"].string() == "injury");
  CHECK((*reader)->integer(0, "SELECT count(*) FROM alarm WHERE code = ? AND open = 1", code->number).value() == 1);
  CHECK((*reader)->integer(0, "SELECT level FROM case_row WHERE code = ?", code->number).value() == 1);
}

TEST_CASE("R18 R46 R49 R57 R164 every question of the policy is asked on the web too, and counts as at a kiosk") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  const auto answered = [&](FormValues answers) {
    auto form = filled(browser);
    for (auto& [name, value] : answers) {
      auto known = std::find_if(form.begin(), form.end(), [&](const auto& row) { return row.first == name; });
      if (known == form.end()) form.emplace_back(name, value);
      else known->second = value;
    }
    auto reply = browser.post("/new", form);
    REQUIRE(reply.status == 303);
    return reply.headers.at("location");
  };
  CHECK(level_of(answered({{"category", "delivery_delay"}})) == 4);
  CHECK(level_of(answered({{"category", "delivery_delay"}, {"media_or_court", "yes"}})) == 1);
  CHECK(level_of(answered({{"category", "delivery_delay"}, {"loss", "200000"}})) == 1);
  CHECK(level_of(answered({{"category", "delivery_delay"}, {"loss", "unknown"}})) == 4);
  CHECK(level_of(answered({{"category", "delivery_delay"}, {"promise_broken", "yes"}})) == 2);
  const auto earlier = to_grouped(fixture.cases["closed"]);
  const auto again = answered({{"category", "delivery_delay"}, {"earlier_case", earlier}});
  CHECK(level_of(again) == 3);
  CHECK(body_of(again, "submitted")["impact"]["earlier_case"].string() == to_compact(fixture.cases["closed"]));
  const auto told = answered({{"category", "service_attitude.unauthorised_promise"}});
  CHECK(level_of(told) == 2);
  CHECK(body_of(told, "submitted")["category"].string() == "service_attitude");
  CHECK(body_of(told, "submitted")["subcategory"].string() == "unauthorised_promise");
}

TEST_CASE("R9 the web form asks which product where the policy says so, and seals it") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  auto form = filled(browser);
  form[4] = {"category", "product_quality.fake"};
  form.insert(form.end(), {{"product.product_quality", "儿童书桌 20260404"}, {"product.facilities", "电梯编号七"}});
  auto reply = browser.post("/new", form);
  REQUIRE(reply.status == 303);
  const auto code = parse_case_code(reply.headers.at("location").substr(3, 12));
  const auto page = fixture.browser_of("manager").get("/cases/" + to_compact(*code)).body;
  CHECK(holds(page, "儿童书桌 20260404"));
  CHECK(!holds(page, "电梯编号七"));
  CHECK(body_of(reply.headers.at("location"), "submitted").dump().find("书桌") == std::string::npos);
}

TEST_CASE("R6 a postal address given on the web is sealed, and read by who opens the contact") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  auto form = filled(browser);
  form.insert(form.end(), {{"name", "林女士"}, {"address", "滨江路 7 号"}, {"consent", "yes"}});
  auto reply = browser.post("/new", form);
  REQUIRE(reply.status == 303);
  CHECK(body_of(reply.headers.at("location"), "submitted").dump().find("滨江路") == std::string::npos);
  const auto code = parse_case_code(reply.headers.at("location").substr(3, 12));
  const auto contact = fixture.browser_of("manager").post("/cases/" + to_compact(*code) + "/contact",
                                                          {{"csrf", fixture.csrf_of("manager")}, {"purpose", "call_back"}});
  CHECK(holds(contact.body, "滨江路 7 号"));
}

TEST_CASE("The web form's kinds and questions are the policy's own, each in the shopper's language") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  const auto& policy = fixture.office().rules().of("xinghe")->policy;
  for (auto language : kLanguages) {
    const auto page = browser.get("/new?mall=xinghe&lang=" + std::string(language.code)).body;
    for (const auto& category : policy.categories) {
      CHECK(holds(page, category.labels.in(language.id)));
      for (const auto& kind : category.subcategories)
        CHECK(holds(page, "value=\"" + category.code + "." + kind.code + "\""));
    }
    for (std::string_view name : {"injured", "promise_broken", "media_or_court", "loss", "earlier_case",
                                  "product.product_quality", "product.after_sales"})
      CHECK(holds(page, "name=\"" + std::string(name) + "\""));
    CHECK(!holds(page, "name=\"product.facilities\""));
  }
}

TEST_CASE("R19 what the web form lacks is said, and what was typed stays") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  auto before = registrations();
  auto sent_with = [&](std::string_view key, std::string value) {
    auto form = filled(browser);
    for (auto& [name, text] : form)
      if (name == key) return text = value, form;
    form.emplace_back(key, value);
    return form;
  };
  auto none = browser.post("/new", sent_with("category", ""));
  CHECK(none.status == 422);
  CHECK(holds(none.body, "请选一个类别"));
  CHECK(holds(none.body, "扶梯停了 &lt;三天&gt;"));
  CHECK(browser.post("/new", sent_with("phone", kPhone)).status == 422);  // without the consent
  CHECK(browser.post("/new", sent_with("place", "nowhere")).status == 422);
  CHECK(browser.post("/new", sent_with("category", "facilities.fake")).status == 422);  // another category's
  CHECK(browser.post("/new", sent_with("loss", "a lot")).status == 422);
  auto mistyped = browser.post("/new", sent_with("earlier_case", "4HMA-SW9N-F6YF"));
  CHECK(mistyped.status == 422);
  CHECK(holds(mistyped.body, "之前的编号有误"));
  CHECK(holds(mistyped.body, "4HMA-SW9N-F6YF"));
  CHECK(holds(mistyped.body, "<details open><summary><b>设施设备</b>"));  // what was chosen is in sight
  CHECK(browser.post("/new", sent_with("contact_type", "praise")).status == 422);
  CHECK(browser.post("/new", sent_with("mall", "nowhere")).status == 404);
  CHECK(browser.post("/new", sent_with("token", "")).status == 422);
  auto foreign = filled(browser);
  browser.headers.push_back("Sec-Fetch-Site: cross-site");
  CHECK(browser.post("/new", foreign).status == 403);
  CHECK(registrations() == before);
}

TEST_CASE("The web form is well formed in three languages, and one address cannot flood it") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  for (auto language : kLanguages) {
    auto reply = browser.get("/new?mall=binjiang&lang=" + std::string(language.code));
    for (const auto& fault : faults_of(reply.body)) FAIL_CHECK(fault);
    CHECK(!holds(reply.body, "\xE2\x9F\xA6"));
    CHECK(!reply.headers.contains("set-cookie"));
  }
  fixture.pass(11 * kMinute_ms);
  int refused = 0;
  for (int i = 0; i < 32; ++i) refused += browser.post("/new", filled(browser)).status == 429;
  CHECK(refused == 2);
  fixture.pass(11 * kMinute_ms);
  CHECK(browser.post("/new", filled(browser)).status == 303);
  fixture.pass(-22 * kMinute_ms);  // nobody's session is to end by it
}

TEST_CASE("what lies ahead has not happened: the web form refuses it as a kiosk does") {
  Browser browser(PagesFixture::get().port());
  auto form = filled(browser);
  form.emplace_back("date", "2099-01-01");
  const auto before = registrations();
  CHECK(browser.post("/new", form).status == 422);
  CHECK(registrations() == before);
}

TEST_CASE("where several malls are served, no public page guesses which one is meant") {
  Browser browser(PagesFixture::get().port());
  for (const std::string path : {"/new", "/promise"}) {
    const auto page = browser.get(path + "?lang=en");
    CHECK(page.status == 200);
    CHECK_FALSE(holds(page.body, "<select"));
    CHECK_FALSE(holds(page.body, "0571-0000-7700"));  // the duty phone of the first of them
    for (const std::string mall : {"xinghe", "binjiang"})
      CHECK(holds(page.body, "class=\"btn\" href=\"" + path + "?mall=" + mall + "&amp;lang=en\""));
  }
}
