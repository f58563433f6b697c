#include <doctest/doctest.h>

#include "assets/asset.h"
#include "core/text/language.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/cases/tracking.h"
#include "sync/headoffice/pages/page_words.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

namespace {

constexpr std::size_t kMost_bytes = 30 * 1024;  // page and style sheet together

void check_page(const Reply& reply, std::string_view style_sheet) {
  for (const auto& fault : faults_of(reply.body)) FAIL_CHECK(fault);
  CHECK(reply.headers.at("content-security-policy").find("default-src 'none'") != std::string::npos);
  CHECK(reply.headers.at("cache-control") == "no-store");
  CHECK(reply.headers.at("x-robots-tag") == "noindex");
  CHECK(reply.body.find("\xE2\x9F\xA6") == std::string::npos);  // ⟦: a key without text
  CHECK(reply.body.find(style_sheet) != std::string::npos);
}

bool holds(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

// In the manager's list of what is late.
bool overdue(CaseCode code) {
  headoffice::CaseFilter filter;
  filter.overdue = true;
  const auto late = headoffice::list_cases(PagesFixture::get().office(), filter, {{"M7077", Role::manager, "operations", ""}, "xinghe", "", ""});
  REQUIRE(late.ok());
  return std::any_of(late->rows.begin(), late->rows.end(), [&](const auto& row) { return row.code == code; });
}

struct StateRow {
  const char* state;
  const char* hans;
  const char* hant;
  const char* en;
};
// screens-staff.md section 8.
constexpr StateRow kStates[] = {
    {"received", "已收到，等待受理", "已收到，等待受理", "Received, waiting for our staff"},
    {"working", "正在处理", "正在處理", "We are looking into it"},
    {"late", "对不起，答复晚了", "對不起，答覆晚了", "Sorry, our answer is late"},
    {"paused", "在等配件", "在等配件", "Waiting for a part"},
    {"answered", "已答复，请您确认", "已答覆，請您確認", "Answered. Please tell us if it is solved"},
    {"disputed", "收到您的反馈，我们在继续处理", "收到您的回覆，我們繼續處理", "Thank you. We have reopened it"},
    {"confirmed", "谢谢您的确认，这件投诉已经办结", "謝謝您的確認，這件投訴已經結案", "Thank you. This complaint is closed"},
    {"closed", "已办结", "已結案", "Closed"},
};

}  // namespace

TEST_CASE("Every state says itself in three languages on a page that is well formed, small and without cookie") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  auto style = phone.get("/web/track.css");
  REQUIRE(style.status == 200);
  CHECK(style.headers.at("content-type") == "text/css; charset=utf-8");
  for (const auto& row : kStates) {
    for (auto [code, headline] : {std::pair{"zh-Hans", row.hans}, {"zh-Hant", row.hant}, {"en", row.en}}) {
      CAPTURE(row.state);
      CAPTURE(code);
      auto reply = phone.get(fixture.address(fixture.cases.at(row.state)) + "?lang=" + code);
      CHECK(reply.status == 200);
      check_page(reply, "/web/track.css");
      CHECK(holds(reply.body, std::string("<h1>") + headline));
      CHECK(holds(reply.body, std::string("<html lang=\"") + code + "\">"));
      CHECK(reply.body.size() + style.body.size() <= kMost_bytes);
      CHECK(!reply.headers.contains("set-cookie"));
    }
  }
}

TEST_CASE("No tracking page holds the shopper's name, phone or text, a member of staff, a note or the level") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  for (const auto& [state, code] : fixture.cases) {
    for (auto language : kLanguages) {
      for (auto part : {"", "/dispute", "/rate", "/add"}) {
        CAPTURE(state);
        CAPTURE(part);
        auto body = phone.get(fixture.address(code) + part + "?lang=" + std::string(language.code)).body;
        REQUIRE(body.size() > 500);
        for (const char* secret : {"王小虎", kPhone, "alert(1)", "轮椅坡道", "还是太陡了", "内部备注", "王芳", "周敏", "陈刚", "M7077", "1 级", "2 级", "3 级", "4 级",
                            "Level 1", "Level 2", "Level 3", "Level 4", "class=\"lv"}) {
          INFO(std::string(secret));
          CHECK(!holds(body, secret));
        }
      }
    }
  }
}

TEST_CASE("An extension stands beside the date that it moved, and both dates are told while both are ahead") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  auto code = fixture.seed();
  fixture.act(code, "acknowledge");
  auto before = headoffice::track(fixture.office(), code);
  REQUIRE(before.ok());
  const auto until = *before->resolve_by + 4 * kHour_ms;
  fixture.act(code, "extend", R"({"reason":"parts","until":)" + std::to_string(until.ms) + "}");
  const headoffice::PageWords words(Language::en, fixture.office().rules().of(std::string_view("xinghe")), fixture.office().now());
  auto body = phone.get(fixture.address(code) + "?lang=en").body;
  CHECK(holds(body, "<p class=\"date\">" + words.promised(*before->first_answer_by) + "</p>"));
  CHECK(holds(body, "This is the time printed on your receipt. Settled by " + words.promised(until) + ": this deadline was extended."));
  CHECK(!holds(body, "this is the new time"));
  fixture.act(code, "reply", R"({"text":"在等配件"})");
  body = phone.get(fixture.address(code) + "?lang=en").body;
  CHECK(holds(body, "<p class=\"date\">" + words.promised(until) + "</p>"));
  CHECK(holds(body, "The deadline was extended: this is the new time."));
}

TEST_CASE("R69 while a case is paused no date is told that moves with every day, and what is late stays late") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  const auto code = fixture.seed();
  fixture.act(code, "acknowledge");
  const auto first = headoffice::track(fixture.office(), code)->first_answer_by;
  fixture.act(code, "pause", R"({"reason":"supplier","until":)" + std::to_string(fixture.office().now().ms + 9 * kDay_ms) + "}");
  const headoffice::PageWords words(Language::en, fixture.office().rules().of(std::string_view("xinghe")), fixture.office().now());
  const auto page = [&] { return phone.get(fixture.address(code) + "?lang=en").body; };
  CHECK(holds(page(), "<h1>Waiting for a part or a supplier, continues "));
  CHECK(holds(page(), "<p class=\"date\">" + words.promised(*first) + "</p>"));  // that clock goes on
  CHECK(!holds(page(), "Settled by"));
  fixture.pass(2 * kDay_ms);
  CHECK(holds(page(), "<h1>Sorry, our answer is late"));
  CHECK(holds(page(), "It was due by " + words.promised(*first)));
  CHECK(holds(page(), "Waiting for a part or a supplier</b>"));  // and why
  CHECK(overdue(code));
  fixture.act(code, "reply", R"({"text":"在等配件"})");
  CHECK(holds(page(), "<h1>Waiting for a part or a supplier, continues "));
  CHECK(!holds(page(), "You will hear from us by"));
  CHECK(!overdue(code));
  fixture.act(code, "resume");
  CHECK(holds(page(), "You will hear from us by"));
  fixture.pass(-2 * kDay_ms);
}

TEST_CASE("R11 R66 an enquiry that was replied to is answered: on the shopper's page, in the list, and never late") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  SystemRandom random;
  const auto code = make_case_code(random);
  fixture.submit("xinghe", code, R"({"contact_type":"enquiry","category":"membership","text":"积分哪里查","language":"zh-Hans"})");
  const auto desk = [&] { return fixture.browser_of("manager").get("/cases/" + to_compact(code) + "?lang=en").body; };
  CHECK(holds(desk(), "The shopper sees it; settled unless they object"));
  CHECK(holds(desk(), "Change level<small>Only complaints have a level"));
  for (const auto& fault : faults_of(desk())) FAIL_CHECK(fault);
  fixture.act(code, "reply", R"({"text":"在服务台可以查积分。"})");
  fixture.pass(3 * kDay_ms);
  auto page = phone.get(fixture.address(code) + "?lang=en").body;
  CHECK(holds(page, "<h1>Answered. Please tell us if it is solved"));
  CHECK(holds(page, "在服务台可以查积分。"));
  CHECK(!holds(page, "late"));
  CHECK(!holds(page, "First reply"));
  CHECK(!overdue(code));
  fixture.pass(5 * kDay_ms);
  CHECK(holds(phone.get(fixture.address(code) + "?lang=en").body, "<h1>Closed"));  // nobody objected
  fixture.pass(-8 * kDay_ms);
}

TEST_CASE("R111 the page says calmly that a manager has a late case, and says it of no other") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  for (const auto& [state, code] : fixture.cases) {
    CAPTURE(state);
    const bool late = state == "late";
    CHECK(holds(phone.get(fixture.address(code) + "?lang=zh-Hans").body, "这件事已经转到主管人员那里，由他们督促办理。") == late);
    CHECK(holds(phone.get(fixture.address(code) + "?lang=zh-Hant").body, "這件事已經轉到主管人員那裡，由他們督促辦理。") == late);
    CHECK(holds(phone.get(fixture.address(code) + "?lang=en").body, "A manager has it now and is seeing to it.") == late);
  }
}

TEST_CASE("Lower-case addresses and grouped codes show the same case, and the browser's language is taken") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  auto code = fixture.cases.at("working");
  auto small = to_compact(code);
  for (auto& c : small) c = static_cast<char>(tolower(c));
  CHECK(phone.get("/c/" + small).status == 200);
  CHECK(phone.get("/C/" + to_grouped(code)).status == 200);
  phone.headers = {"Accept-Language: fr-FR, zh-TW;q=0.9, en;q=0.8"};
  CHECK(holds(phone.get("/c/" + small).body, "<html lang=\"zh-Hant\">"));
  phone.headers = {"Accept-Language: en-GB,en;q=0.9"};
  CHECK(holds(phone.get("/c/" + small).body, "<html lang=\"en\">"));
  CHECK(phone.get("/find?code=" + small).headers.at("location") == "/C/" + to_compact(code) + "?lang=en");
}

TEST_CASE("An unknown code is never called wrong, a mistyped one is, and two cases under one code show neither") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  CaseCode nobodys{12345};
  auto unknown = phone.get(fixture.address(nobodys) + "?lang=zh-Hans");
  CHECK(unknown.status == 404);
  check_page(unknown, "/web/track.css");
  CHECK(holds(unknown.body, "还没有查到这个编号"));
  CHECK(holds(unknown.body, "回执上印的答复日期照样有效"));
  CHECK(!holds(unknown.body, "有误"));
  auto wrong = to_compact(nobodys);
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  auto malformed = phone.get("/C/" + wrong + "?lang=zh-Hans");
  CHECK(malformed.status == 404);
  check_page(malformed, "/web/track.css");
  CHECK(holds(malformed.body, "编号有误，请对照回执"));
  check_page(phone.get("/C/%3Cscript%3E?lang=en"), "/web/track.css");
  auto collision = phone.get(fixture.address(fixture.cases.at("collision")) + "?lang=zh-Hans");
  CHECK(holds(collision.body, "这件投诉由工作人员核对"));
  CHECK(!holds(collision.body, "class=\"tl\""));
  check_page(phone.get("/?lang=en"), "/web/track.css");
}

TEST_CASE("Confirm, rate, dispute and add go through and are answered with words") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  auto code = fixture.answered();
  auto at = fixture.address(code);
  auto confirmed = phone.post(at + "/confirm", {{"lang", "zh-Hans"}});
  REQUIRE(confirmed.status == 303);
  auto rate = phone.get(confirmed.headers.at("location"));
  check_page(rate, "/web/track.css");
  CHECK(holds(rate.body, "role=\"status\""));
  CHECK(holds(rate.body, "这次办得怎么样？"));
  // A double tap: it was confirmed, and that is what is shown.
  const auto twice = phone.post(at + "/confirm", {{"lang", "zh-Hans"}});
  REQUIRE(twice.status == 303);
  CHECK(holds(phone.get(twice.headers.at("location")).body, "role=\"status\""));
  auto rated = phone.post(at + "/rate", {{"speed", "4"}, {"result", "5"}, {"comment", "谢谢"}});
  REQUIRE(rated.status == 303);
  CHECK(holds(phone.get(rated.headers.at("location")).body, "谢谢您的评价。"));
  CHECK(phone.post(at + "/rate", {{"speed", "9"}}).status == 422);

  auto second = fixture.answered();
  auto dispute = fixture.address(second) + "/dispute";
  auto missing = phone.post(dispute, {{"text", "<i>不行</i>"}});
  CHECK(missing.status == 422);
  check_page(missing, "/web/track.css");
  CHECK(holds(missing.body, "role=\"alert\""));
  CHECK(holds(missing.body, "&lt;i&gt;不行&lt;/i&gt;"));  // what was typed is kept
  const auto strange = phone.post(dispute, {{"reason", "nope"}, {"text", "x"}, {"lang", "zh-Hans"}});
  CHECK(strange.status == 422);
  CHECK_FALSE(holds(strange.body, "没有保存成功"));
  CHECK(phone.post(dispute, {{"reason", "not_done"}, {"text", "没有修"}}).status == 303);
  CHECK(phone.post(dispute, {{"reason", "not_done"}, {"text", "没有修"}}).status == 303);
  // What cannot be done any more is said in a shopper's words, not in those of the staff.
  const auto late = phone.post(fixture.address(second) + "/confirm", {{"lang", "zh-Hans"}});
  CHECK(late.status == 409);
  CHECK(holds(late.body, "这一步现在不能做"));
  CHECK_FALSE(holds(late.body, "调查结果"));
  CHECK(holds(phone.get(fixture.address(second)).body, "收到您的反馈，我们在继续处理"));

  auto add = fixture.address(second) + "/add";
  CHECK(phone.post(add, {{"text", ""}}).status == 422);
  CHECK(phone.post(add, {{"text", std::string(30000, 'x')}}).status == 422);
  auto added = phone.post(add, {{"text", "四月十日去过"}});
  REQUIRE(added.status == 303);
  CHECK(holds(phone.get(added.headers.at("location")).body, "已收到，处理人会看到。"));
}

TEST_CASE("A form sent from another site, or for a code that is not here, changes nothing") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  auto code = fixture.answered();
  for (auto header : {"Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"}) {
    phone.headers = {header};
    CHECK(phone.post(fixture.address(code) + "/confirm", {}).status == 403);
  }
  phone.headers = {};
  CHECK(holds(phone.get(fixture.address(code)).body, "已答复，请您确认"));
  auto count = [&] { return *(*fixture.office().store().read())->integer(0, "SELECT count(*) FROM event"); };
  auto before = count();
  CHECK(phone.post("/C/" + to_compact(CaseCode{54321}) + "/add", {{"text", "x"}}).status == 404);
  CHECK(count() == before);
}

TEST_CASE("Guessing codes is stopped, yet the right code is always answered") {
  auto& fixture = PagesFixture::get();
  Browser phone(fixture.port());
  fixture.pass(11 * kMinute_ms);
  int refused = 0;
  for (std::uint64_t n = 0; n < 40; ++n)
    if (phone.get(fixture.address(CaseCode{900 + n})).status == 429) ++refused;
  CHECK(refused > 0);
  CHECK(refused < 40);
  check_page(phone.get(fixture.address(CaseCode{999})), "/web/track.css");
  CHECK(phone.get(fixture.address(fixture.cases.at("working"))).status == 200);
  fixture.pass(11 * kMinute_ms);
}
