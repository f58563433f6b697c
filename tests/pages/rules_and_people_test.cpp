// Page 65 and the page of people, through forms.
#include <doctest/doctest.h>

#include "core/text/dates.h"
#include "core/text/language.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/rules/publishing.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;
using redress::headoffice::read_version;
using redress::wire::DocumentKind;

namespace {

bool holds(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

void check_page(const Reply& reply) {
  for (const auto& fault : faults_of(reply.body)) FAIL_CHECK(fault);
  CHECK(!holds(reply.body, "\xE2\x9F\xA6"));  // a key without text
}

std::string draft_text(PagesFixture& fixture, const std::string& version, const std::string& phone) {
  auto current = read_version(fixture.office(), "binjiang", DocumentKind::policy, 0);
  REQUIRE(current.ok());
  auto draft = Json::object();
  for (const auto& [key, value] : current->members())
    draft.set(key, key == "version" ? Json(version) : key == "regulator_phone" ? Json(phone) : value);
  return draft.dump();
}

Reply send(PagesFixture& fixture, const std::string& role, const std::string& target, FormValues form) {
  form.emplace_back("csrf", fixture.csrf_of(role));
  return fixture.browser_of(role).post(target, form);
}

const FormValues kBinjiang{{"mall", "binjiang"}, {"kind", "policy"}};

FormValues with(FormValues form, const std::string& name, const std::string& value) {
  form.emplace_back(name, value);
  return form;
}

std::string value_after(const std::string& page, const std::string& label) {
  auto at = page.find("<b class=\"mono\">", page.find(label));
  REQUIRE(at != std::string::npos);
  return page.substr(at + 16, page.find('<', at + 16) - at - 16);
}

}  // namespace

TEST_CASE("Page 65: a draft shows what it changes, is signed by somebody else, becomes a version and moves the rules") {
  auto& fixture = PagesFixture::get();
  for (auto language : kLanguages)
    for (auto role : {"service", "manager", "analyst"}) check_page(fixture.browser_of(role).get("/policy?mall=xinghe&lang=" + std::string(language.code)));
  auto draft = with(with(kBinjiang, "text", draft_text(fixture, "<b>5</b>", "12345")), "note", "换电话 <script>");
  CHECK(send(fixture, "analyst", "/policy/draft", draft).status == 303);
  auto page = fixture.browser_of("analyst").get("/policy?mall=binjiang&lang=zh-Hans");
  check_page(page);
  CHECK(holds(page.body, "草稿与现行版的不同（2 处）"));
  CHECK(holds(page.body, "<del>12315</del>"));
  CHECK(holds(page.body, "<ins>12345</ins>"));
  CHECK(holds(page.body, "等待另一位总部人员签署"));
  CHECK(holds(page.body, "用最近 30 天的 "));
  CHECK(!holds(fixture.browser_of("manager").get("/policy").body, "12345"));  // a mall reads what is published
  CHECK(send(fixture, "analyst", "/policy/publish", kBinjiang).status == 409);
  CHECK(send(fixture, "administrator", "/policy/publish", kBinjiang).status == 303);
  CHECK(fixture.office().rules().of(std::string_view("binjiang"))->policy.regulator_phone == "12345");
  CHECK(fixture.office().rules().of(std::string_view("xinghe"))->policy.regulator_phone == "12315");
  page = fixture.browser_of("administrator").get("/policy?mall=binjiang&lang=zh-Hans");
  check_page(page);
  CHECK(holds(page.body, "方晴、何管"));
  CHECK(holds(page.body, "&lt;b&gt;5&lt;/b&gt;"));
  CHECK(fixture.browser_of("analyst").get("/policy/binjiang/policy/1").body != fixture.browser_of("analyst").get("/policy/binjiang/policy/2").body);
  // A case registered before is judged by it, and says by which its dates were promised.
  page = fixture.browser_of("analyst").get("/cases/" + to_compact(fixture.cases.at("other_mall")) + "?lang=zh-Hans");
  check_page(page);
  CHECK(holds(page.body, "按现行制度 &lt;b&gt;5&lt;/b&gt; 算出；登记时的制度是 2026-04"));
  CHECK(fixture.browser_of("manager").get("/policy/binjiang/policy/2").status == 404);  // another mall's
  CHECK(fixture.browser_of("manager").get("/policy/xinghe/policy/1").status == 200);
}

TEST_CASE("Page 65: a draft with faults says each and cannot be published; what is no JSON is kept for correction") {
  auto& fixture = PagesFixture::get();
  auto draft = draft_text(fixture, "9", "12345");
  draft.replace(draft.find("\"promise_broken\","), 17, "");
  CHECK(send(fixture, "analyst", "/policy/draft", with(with(kBinjiang, "text", draft), "note", "坏的")).status == 303);
  auto page = fixture.browser_of("administrator").get("/policy?mall=binjiang&lang=zh-Hans");
  check_page(page);
  CHECK(holds(page.body, "triggers.promise_broken: cannot be reached"));
  CHECK(send(fixture, "administrator", "/policy/publish", kBinjiang).status == 422);
  CHECK(send(fixture, "administrator", "/policy/discard", kBinjiang).status == 303);
  CHECK(send(fixture, "administrator", "/policy/publish", kBinjiang).status == 409);
  auto broken = send(fixture, "analyst", "/policy/draft", with(with(kBinjiang, "text", "{\"a\":<b>"), "note", "x"));
  CHECK(broken.status == 422);
  check_page(broken);
  CHECK(holds(broken.body, "{&quot;a&quot;:&lt;b&gt;"));
}

TEST_CASE("People: secrets are shown once and work, a reset ends sessions, who left cannot sign in") {
  auto& fixture = PagesFixture::get();
  for (auto language : kLanguages) check_page(fixture.browser_of("administrator").get("/people?lang=" + std::string(language.code)));
  FormValues form{{"staff", "N77"}, {"name", "<i>新人</i>"}, {"role", "service"}, {"mall", "xinghe"}, {"department", "service"}, {"pages", "yes"}, {"lang", "zh-Hans"}};
  auto added = send(fixture, "administrator", "/people/add", form);
  CHECK(added.status == 200);
  check_page(added);
  CHECK(value_after(added.body, "服务台 PIN").size() == 6);
  auto password = value_after(added.body, "网页密码");
  CHECK(!holds(fixture.browser_of("administrator").get("/people").body, password));
  auto again = send(fixture, "administrator", "/people/add", form);
  CHECK(again.status == 409);  // no number is taken over
  Browser browser(fixture.port());
  CHECK(browser.post("/sign-in", {{"staff", "N77"}, {"password", password}}).status == 303);
  CHECK(browser.get("/cases").status == 200);
  auto reset = send(fixture, "administrator", "/people/reset", {{"staff", "N77"}, {"lang", "zh-Hans"}});
  CHECK(reset.status == 200);
  CHECK(browser.get("/cases").status == 303);
  CHECK(browser.post("/sign-in", {{"staff", "N77"}, {"password", password}}).status == 401);
  auto other = value_after(reset.body, "网页密码");
  CHECK(browser.post("/sign-in", {{"staff", "N77"}, {"password", other}}).status == 303);
  CHECK(send(fixture, "administrator", "/people/remove", {{"staff", "N77"}}).status == 303);
  CHECK(browser.get("/cases").status == 303);
  CHECK(browser.post("/sign-in", {{"staff", "N77"}, {"password", other}}).status == 401);
  CHECK(send(fixture, "administrator", "/people/remove", {{"staff", "AD1"}}).status == 409);
  CHECK(send(fixture, "administrator", "/people/reset", {{"staff", "nobody"}}).status == 404);
  CHECK(send(fixture, "administrator", "/people/add", {{"staff", "bad number!"}, {"name", "x"}, {"role", "service"}, {"mall", "xinghe"}}).status == 422);
}

TEST_CASE("People: a role without the mall or department it needs is refused in words") {
  auto& fixture = PagesFixture::get();
  auto refused = [&](const char* role, const char* mall, const char* department) {
    auto answer = send(fixture, "administrator", "/people/add",
                       {{"staff", "N79"}, {"name", "x"}, {"role", role}, {"mall", mall}, {"department", department}, {"lang", "en"}});
    CHECK(answer.status == 422);
    check_page(answer);
    return answer.body;
  };
  CHECK(holds(refused("handler", "xinghe", ""), "A handler needs a department"));
  CHECK(holds(refused("service", "", "service"), "Service staff, handlers and supervisors need a mall"));
  CHECK(holds(refused("administrator", "xinghe", ""), "choose no mall"));
  CHECK(holds(refused("handler", "xinghe", "nosuch"), "no such department"));
}

TEST_CASE("Days away stand on page 66, go to the counters, and end by themselves") {
  auto& fixture = PagesFixture::get();
  auto& office = fixture.office();
  auto mall = [&] {
    auto reader = office.store().read();
    auto no = (*reader)->integer(0, "SELECT no FROM mall WHERE id = 'xinghe'");
    return headoffice::staff_document(**reader, *no, false)->dump();
  };
  auto version = [&] {
    auto reader = office.store().read();
    return *(*reader)->integer(0, "SELECT staff_version FROM mall WHERE id = 'xinghe'");
  };
  REQUIRE(headoffice::put_person(office,
                                 {"N88", "<i>出差人</i>", "xinghe", "service", Role::handler, "735194", ""})
              .ok());
  const auto today = office.rules().of(std::string_view("xinghe"))->site.zone.local(office.now()).date;
  const auto before = version();
  FormValues form{
      {"staff", "N88"}, {"from", to_iso(today)}, {"until", to_iso(add_days(today, 2))}, {"lang", "zh-Hans"}};
  CHECK(send(fixture, "administrator", "/people/away", form).status == 303);
  CHECK(version() > before);
  CHECK(holds(mall(), "\"away\":{\"from\":\"" + to_iso(today) + "\",\"until\":\"" +
                          to_iso(add_days(today, 2)) + "\"}"));
  auto page = fixture.browser_of("administrator").get("/people?lang=zh-Hans");
  check_page(page);
  CHECK(holds(page.body, day_words(Catalogue::of(Language::zh_hans), add_days(today, 2)) + "不在"));
  form = {{"staff", "N88"}, {"from", to_iso(today)}, {"until", to_iso(add_days(today, -1))}};
  CHECK(send(fixture, "administrator", "/people/away", form).status == 422);
  CHECK(send(fixture, "administrator", "/people/away", {{"staff", "N88"}, {"from", to_iso(today)}}).status ==
        422);
  CHECK(send(fixture, "administrator", "/people/away", {{"staff", "N88"}}).status == 303);
  CHECK(!holds(mall(), "away"));
  REQUIRE(headoffice::deactivate_person(office, "N88").ok());
}
