#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "core/text/language.h"
#include "sync/headoffice/cases/search.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/record_writer.h"
#include "tests/pages/fixture.h"
#include "tests/pages/page_check.h"

using namespace redress;
using namespace redress::test;

namespace {

bool holds(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

void check_page(const Reply& reply) {
  for (const auto& fault : faults_of(reply.body)) FAIL_CHECK(fault);
  CHECK(reply.headers.at("cache-control") == "no-store");
  CHECK(!holds(reply.body, "\xE2\x9F\xA6"));  // ⟦: a key without text
}

std::string page_of(CaseCode code) { return "/cases/" + to_compact(code); }

}  // namespace

TEST_CASE("Every page of the office is well formed in three languages") {
  auto& fixture = PagesFixture::get();
  for (const char* role : {"manager", "analyst", "administrator"}) {
    auto& browser = fixture.browser_of(role);
    for (auto language : kLanguages) {
      auto ask = "lang=" + std::string(language.code);
      std::vector<std::string> pages{"/cases?" + ask, "/cases?tab=all&q=%3Cb%3E&level=2&" + ask, "/devices?" + ask, "/cases/nonsense?" + ask, "/nowhere?" + ask};
      for (const auto& [state, code] : fixture.cases) pages.push_back(page_of(code) + "?" + ask);
      for (const auto& page : pages) {
        CAPTURE(role);
        CAPTURE(page);
        auto reply = browser.get(page);
        check_page(reply);
        CHECK(holds(reply.body, "<html lang=\"" + std::string(language.code) + "\">"));
      }
    }
  }
}

TEST_CASE("A complaint that holds markup is shown as text and nothing else") {
  auto& fixture = PagesFixture::get();
  auto code = fixture.cases.at("received");
  auto& browser = fixture.browser_of("manager");
  auto page = browser.get(page_of(code)).body;
  CHECK(holds(page, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img src=x onerror=alert(2)&gt; 轮椅坡道太陡了"));
  CHECK(!holds(page, "<script"));
  CHECK(!holds(page, "<img"));
  CHECK(!holds(page, kPhone));
  auto contact = browser.post(page_of(code) + "/contact", {{"csrf", fixture.csrf_of("manager")}, {"purpose", "call_back"}});
  CHECK(contact.status == 200);
  check_page(contact);
  CHECK(holds(contact.body, kPhone));
  CHECK(holds(contact.body, "&quot;&gt;&lt;b&gt;王小虎&lt;/b&gt;"));
  CHECK(holds(browser.get(page_of(code)).body, "查看了联系方式"));  // the look itself is on record
  CHECK(browser.post(page_of(code) + "/contact", {{"csrf", fixture.csrf_of("manager")}, {"purpose", "curiosity"}}).status == 422);
}

namespace {

struct Cell {
  const char* method;
  const char* path;  // CODE is a case with the engineering department
  FormValues form;
  int service, handler, supervisor, manager, analyst, administrator, technician, nobody;
};

// Independent of the program's own tables: screens-staff.md section 10 and domain.md section 2.
const std::vector<Cell> kCells{
    {"GET", "/cases", {}, 200, 200, 200, 200, 200, 200, 403, 303},
    {"GET", "/cases.csv", {}, 200, 200, 200, 200, 200, 200, 403, 303},
    {"GET", "/cases/CODE", {}, 200, 200, 200, 200, 200, 200, 403, 303},
    {"GET", "/cases/OTHER_MALL", {}, 404, 404, 404, 404, 200, 200, 403, 303},
    {"GET", "/reports", {}, 403, 403, 403, 200, 200, 200, 403, 303},
    {"GET", "/reports.csv", {}, 403, 403, 403, 200, 200, 200, 403, 303},
    {"GET", "/reports.xlsx", {}, 403, 403, 403, 200, 200, 200, 403, 303},
    {"GET", "/reports/public.csv", {}, 403, 403, 403, 200, 200, 200, 403, 303},
    {"GET", "/reports/cases?count=received", {}, 403, 403, 403, 200, 200, 200, 403, 303},
    {"GET", "/corrections", {}, 403, 403, 200, 200, 200, 200, 403, 303},
    {"GET", "/corrections.csv", {}, 403, 403, 200, 200, 200, 200, 403, 303},
    {"POST", "/corrections/open", {{"mall", "xinghe"}}, 403, 403, 403, 422, 422, 403, 403, 401},
    {"POST", "/corrections/move", {{"number", "0"}, {"state", "done"}}, 403, 403, 403, 404, 404, 403, 403, 401},
    {"GET", "/trainings", {}, 403, 403, 200, 200, 200, 200, 403, 303},
    {"GET", "/trainings.csv", {}, 403, 403, 200, 200, 200, 200, 403, 303},
    {"POST", "/trainings/add", {}, 403, 403, 422, 422, 422, 403, 403, 401},
    {"POST", "/trainings/withdraw", {{"number", "0"}}, 403, 403, 404, 404, 404, 403, 403, 401},
    {"GET", "/cases/lost", {}, 200, 403, 200, 200, 200, 403, 403, 303},
    {"POST", "/cases/lost", {{"mall", "xinghe"}}, 422, 403, 422, 422, 422, 403, 403, 401},
    {"POST", "/cases/lost/export", {{"mall", "xinghe"}}, 403, 403, 403, 422, 422, 403, 403, 401},
    {"GET", "/purposes", {}, 403, 403, 200, 200, 200, 200, 403, 303},
    {"GET", "/purposes.csv", {}, 403, 403, 200, 200, 200, 200, 403, 303},
    {"GET", "/devices", {}, 403, 403, 403, 200, 200, 200, 403, 303},
    {"POST", "/cases/CODE/contact", {{"purpose", "clarify"}}, 200, 200, 200, 200, 200, 403, 403, 401},
    {"POST", "/cases/OTHER_MALL/contact", {{"purpose", "clarify"}}, 404, 404, 404, 404, 200, 403, 403, 401},
    {"POST", "/cases/CODE/pack", {}, 403, 403, 403, 200, 403, 403, 403, 401},
    {"POST", "/cases/OTHER_MALL/pack", {}, 403, 403, 403, 404, 403, 403, 403, 401},
    {"POST", "/cases/CODE/note", {{"text", "看过了"}}, 303, 303, 303, 303, 303, 403, 403, 401},
    {"POST", "/cases/OTHER_MALL/note", {{"text", "x"}}, 404, 404, 404, 404, 303, 403, 403, 401},
    {"POST", "/cases/CODE/note", {}, 422, 422, 422, 422, 422, 403, 403, 401},
    {"POST", "/cases/CODE/acknowledge", {}, 409, 409, 409, 409, 403, 403, 403, 401},
    {"POST", "/cases/CODE/feed_back", {{"text", "好了"}}, 409, 409, 409, 409, 403, 403, 403, 401},
    {"POST", "/cases/CODE/regrade", {{"level", "2"}, {"reason", "涉及老人"}}, 403, 403, 303, 303, 403, 403, 403, 401},
    {"POST", "/cases/CODE/extend", {}, 403, 403, 403, 422, 403, 403, 403, 401},
    {"POST", "/cases/CODE/reopen", {{"reason", "mistake"}}, 403, 403, 403, 409, 403, 403, 403, 401},
    {"POST", "/cases/CODE/erase", {{"scope", "all"}, {"reason", "到期"}, {"again", "0000"}}, 403, 403, 403, 403, 403, 422, 403, 401},
    {"POST", "/cases/CODE/hold", {{"reason", "诉讼"}}, 403, 403, 403, 403, 403, 303, 403, 401},
    {"POST", "/cases/CODE/release", {{"reason", "结案"}}, 403, 403, 403, 403, 403, 303, 403, 401},
    {"POST", "/devices/approve", {{"device", "nothing"}}, 403, 403, 403, 403, 404, 404, 403, 401},
    {"POST", "/devices/revoke", {{"device", "nothing"}}, 403, 403, 403, 403, 404, 404, 403, 401},
    {"POST", "/devices/code", {}, 403, 403, 403, 403, 422, 422, 403, 401},
    {"GET", "/policy", {}, 200, 200, 200, 200, 200, 200, 403, 303},
    {"GET", "/policy/xinghe/site/1", {}, 200, 200, 200, 200, 200, 200, 403, 303},
    {"GET", "/policy/binjiang/site/1", {}, 404, 404, 404, 404, 200, 200, 403, 303},
    {"POST", "/policy/draft", {{"mall", "xinghe"}}, 403, 403, 403, 403, 422, 422, 403, 401},
    {"POST", "/policy/publish", {{"mall", "xinghe"}}, 403, 403, 403, 403, 409, 409, 403, 401},
    {"POST", "/policy/discard", {{"mall", "xinghe"}}, 403, 403, 403, 403, 303, 303, 403, 401},
    {"GET", "/people", {}, 403, 403, 403, 403, 403, 200, 403, 303},
    {"POST", "/people/add", {}, 403, 403, 403, 403, 403, 422, 403, 401},
    {"POST", "/people/reset", {}, 403, 403, 403, 403, 403, 404, 403, 401},
    {"POST", "/people/remove", {}, 403, 403, 403, 403, 403, 404, 403, 401},
    {"POST", "/people/away", {{"staff", "nothing"}}, 403, 403, 403, 403, 403, 404, 403, 401},
    {"GET", "/", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/find?code=CODE", {}, 303, 303, 303, 303, 303, 303, 303, 303},
    {"GET", "/sign-in", {}, 303, 303, 303, 303, 303, 303, 303, 200},
    {"GET", "/language/en", {}, 303, 303, 303, 303, 303, 303, 303, 303},
    {"GET", "/new", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"POST", "/new", {{"mall", "xinghe"}}, 422, 422, 422, 422, 422, 422, 422, 422},
    {"GET", "/promise", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/robots.txt", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/web/office.css", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/web/track.css", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/C/CODE", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/C/CODE/dispute", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/C/CODE/rate", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/C/CODE/add", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/C/CODE/confirm", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"POST", "/C/CODE/confirm", {}, 409, 409, 409, 409, 409, 409, 409, 409},
    {"POST", "/C/CODE/dispute", {}, 422, 422, 422, 422, 422, 422, 422, 422},
    {"POST", "/C/CODE/rate", {}, 303, 303, 303, 303, 303, 303, 303, 303},  // no row filled in is no rating
    {"POST", "/C/CODE/add", {}, 422, 422, 422, 422, 422, 422, 422, 422},
    {"GET", "/healthz", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/metrics", {}, 200, 200, 200, 200, 200, 200, 200, 200},
    {"GET", "/v1/batches", {}, 405, 405, 405, 405, 405, 405, 405, 405},
    {"POST", "/v1/batches", {}, 400, 400, 400, 400, 400, 400, 400, 400},
    {"POST", "/v1/relay", {}, 400, 400, 400, 400, 400, 400, 400, 400},
    {"POST", "/v1/pull", {}, 400, 400, 400, 400, 400, 400, 400, 400},
    {"POST", "/v1/enrol", {}, 400, 400, 400, 400, 400, 400, 400, 400},
    {"GET", "/nowhere", {}, 404, 404, 404, 404, 404, 404, 404, 404},
    {"POST", "/cases", {}, 405, 405, 405, 405, 405, 405, 405, 405},
};

}  // namespace

TEST_CASE("A technician is refused in words at the door instead of a page that leads nowhere") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  auto reply = browser.post("/sign-in", {{"staff", "T1"}, {"password", "correct horse 1"}, {"lang", "en"}});
  CHECK(reply.status == 403);
  CHECK(!reply.headers.contains("set-cookie"));
  CHECK(reply.body.find("Technicians have no pages here") != std::string::npos);
  check_page(reply);
  // Who became one while signed in is told, without a button to what they may not open.
  auto old = fixture.browser_of("technician").get("/cases");
  CHECK(old.status == 403);
  CHECK(old.body.find("class=\"btn\" href=\"/cases\"") == std::string::npos);
}

TEST_CASE("Role by address: each cell answers as the table of rights says") {
  auto& fixture = PagesFixture::get();
  auto code = fixture.cases.at("working");
  auto replaced = [&](std::string path) {
    for (auto [word, of] : {std::pair<std::string, CaseCode>{"CODE", code}, {"OTHER_MALL", fixture.cases.at("other_mall")}})
      if (auto at = path.find(word); at != std::string::npos) path.replace(at, word.size(), to_compact(of));
    return path;
  };
  for (const auto& cell : kCells) {
    for (auto [role, expected] : {std::pair<std::string, int>{"service", cell.service}, {"handler", cell.handler}, {"supervisor", cell.supervisor},
                                  {"manager", cell.manager}, {"analyst", cell.analyst}, {"administrator", cell.administrator},
                                  {"technician", cell.technician}, {"", cell.nobody}}) {
      CAPTURE(role);
      CAPTURE(cell.method);
      CAPTURE(cell.path);
      auto browser = fixture.browser_of(role);  // a copy: a language's cookie must not stay
      bool post = std::string(cell.method) == "POST";
      auto form = cell.form;
      if (!role.empty()) form.emplace_back("csrf", fixture.csrf_of(role));
      auto reply = post ? browser.post(replaced(cell.path), form) : browser.get(replaced(cell.path));
      CHECK(reply.status == expected);
      if (post && !role.empty() && cell.nobody == 401) CHECK(browser.post(replaced(cell.path), cell.form).status == 403);  // without the token
      const bool page = reply.headers.at("content-type").starts_with("text/html") && !reply.headers.contains("content-disposition");
      if (!reply.body.empty() && page) check_page(reply);
    }
  }
}

namespace {

// Signing in and out would change who asks: their own tests try them.
constexpr std::string_view kTried_apart[] = {"/sign-in", "/sign-out"};

// "/cases/:code" is "/cases/CODE"; a query counts for nothing.
bool is_of(std::string_view pattern, std::string_view path) {
  path = path.substr(0, path.find('?'));
  while (!pattern.empty() && !path.empty()) {
    auto part = pattern.substr(0, pattern.find('/', 1)), word = path.substr(0, path.find('/', 1));
    if (part != word && !part.starts_with("/:")) return false;
    pattern.remove_prefix(part.size());
    path.remove_prefix(word.size());
  }
  return pattern.empty() && path.empty();
}

// What people do to a case stands in tests/rights/rights.txt, every role and signed out.
bool is_action(std::string_view pattern) {
  constexpr std::string_view kCase = "/cases/:code/";
  return pattern.starts_with(kCase) && find_action(pattern.substr(kCase.size()));
}

}  // namespace

TEST_CASE("Every address of the router stands in the table of rights") {
  for (const auto& route : PagesFixture::get().router().routes()) {
    std::string pattern = route.pattern.starts_with("/c/") ? "/C/" + route.pattern.substr(3) : route.pattern;
    CAPTURE(route.method);
    CAPTURE(pattern);
    bool apart = route.method == "POST" && std::find(std::begin(kTried_apart), std::end(kTried_apart), pattern) != std::end(kTried_apart);
    bool listed = std::any_of(kCells.begin(), kCells.end(), [&](const Cell& cell) {
      return route.method == cell.method && is_of(pattern, cell.path);
    });
    bool tried = apart || listed || (route.method == "POST" && is_action(pattern));
    CHECK(tried);
  }
}

TEST_CASE("Wrong passwords are counted out loud, then the number is locked; signing out ends the session") {
  auto& fixture = PagesFixture::get();
  Browser browser(fixture.port());
  check_page(browser.get("/sign-in"));
  for (int left = 4; left > 0; --left) {
    auto reply = browser.post("/sign-in", {{"staff", "X9"}, {"password", "wrong"}, {"lang", "zh-Hans"}});
    CHECK(reply.status == 401);
    check_page(reply);
    CHECK(holds(reply.body, "还可以试 " + std::to_string(left) + " 次"));
  }
  auto locked = browser.post("/sign-in", {{"staff", "X9"}, {"password", "wrong"}, {"lang", "zh-Hans"}});
  CHECK(locked.status == 429);
  CHECK(holds(locked.body, "这个工号停用到"));
  CHECK(browser.post("/sign-in", {{"staff", "S1"}, {"password", "correct horse 1"}, {"next", "//evil.example/"}}).headers.at("location") == "/cases");
  auto old = browser.cookie;
  auto page = browser.get("/cases").body;
  auto at = page.find("name=\"csrf\" value=\"") + 19;
  CHECK(browser.post("/sign-out", {{"csrf", page.substr(at, page.find('"', at) - at)}}).status == 303);
  browser.cookie = old;
  CHECK(browser.get("/cases").status == 303);
}

TEST_CASE("Search finds words of one, two and three characters, and a code") {
  auto& fixture = PagesFixture::get();
  auto left = headoffice::index_some(fixture.office(), 100000);
  while (left.ok() && *left > 0) left = headoffice::index_some(fixture.office(), 100000);
  auto& browser = fixture.browser_of("analyst");
  auto code = fixture.cases.at("received");
  for (auto words : {"陡", "轮椅", "坡道太", "轮椅坡道太陡了"}) {
    CAPTURE(words);
    auto page = browser.get("/cases?q=" + headoffice::encode_percent(words)).body;
    CHECK(holds(page, to_grouped(code)));
  }
  CHECK(!holds(browser.get("/cases?q=" + headoffice::encode_percent("火车票")).body, to_grouped(code)));
  auto by_code = browser.get("/cases?q=" + to_grouped(code)).body;
  CHECK(holds(by_code, "<td class=\"nw\" data-label"));
  CHECK(holds(by_code, "/cases/" + to_compact(code)));
}

TEST_CASE("Erasing needs the code typed again and leaves nothing of what was said") {
  auto& fixture = PagesFixture::get();
  auto code = fixture.seed();
  auto& browser = fixture.browser_of("administrator");
  auto csrf = fixture.csrf_of("administrator");
  auto wrong = browser.post(page_of(code) + "/erase", {{"csrf", csrf}, {"scope", "all"}, {"reason", "顾客要求"}, {"again", to_grouped(fixture.cases.at("late"))}});
  CHECK(wrong.status == 422);
  CHECK(holds(wrong.body, "role=\"alert\""));
  CHECK(holds(wrong.body, "顾客要求"));  // kept for the next try
  CHECK(holds(browser.get(page_of(code)).body, "轮椅坡道"));
  CHECK(browser.post(page_of(code) + "/erase", {{"csrf", csrf}, {"scope", "all"}, {"reason", "顾客要求"}, {"again", to_grouped(code)}}).status == 303);
  auto page = browser.get(page_of(code)).body;
  CHECK(!holds(page, "轮椅坡道"));
  CHECK(holds(page, "个人信息已按规定销毁"));
}

TEST_CASE("An enrolment code is shown once, by the answer that made it") {
  auto& fixture = PagesFixture::get();
  auto& browser = fixture.browser_of("administrator");
  auto reply = browser.post("/devices/code", {{"csrf", fixture.csrf_of("administrator")}, {"mall", "xinghe"}, {"role", "kiosk"}, {"name", "<b>北门</b>"}});
  CHECK(reply.status == 200);
  check_page(reply);
  CHECK(holds(reply.body, "入网码，只显示这一次"));
  CHECK(!holds(browser.get("/devices").body, "只显示这一次"));
}

TEST_CASE("Page 64 shows paper, program and disk in words, the worst on top") {
  auto& fixture = PagesFixture::get();
  struct Told {
    const char *name, *version, *printer;
    std::int64_t free_bytes;
  };
  for (const Told& told : {Told{"甲", "1.10.0", "ok", 9'000'000'000}, Told{"乙", "1.9.3", "low", 9'000'000'000},
                           Told{"丙", "1.10.0", "out", 100'000'000}, Told{"丁", "", "", 0}}) {
    REQUIRE(headoffice::make_bundle(fixture.office(), "binjiang", DeviceRole::kiosk, told.name, "http://127.0.0.1:1").ok());
    REQUIRE(fixture.office().store().write([&](Database& db) {
      return db.run("UPDATE device SET last_seen_at = ?, version = ?, printer = ?, free_bytes = nullif(?, 0) WHERE name = ?",
                    fixture.office().now(), told.version, told.printer, told.free_bytes, told.name);
    }).ok());
  }
  auto page = fixture.browser_of("analyst").get("/devices?lang=zh-Hans&mall=binjiang");
  check_page(page);
  const auto& body = page.body;
  auto at = [&](const char* words) { return body.find(words); };
  CHECK(at("丙<small>") < at("乙<small>"));
  CHECK(at("乙<small>") < at("甲<small>"));
  CHECK(holds(body, "<b>缺纸</b>"));
  CHECK(holds(body, "磁盘还剩 0.0 GB"));
  CHECK(holds(body, "<b>1.9.3</b> 旧版本"));
  CHECK(!holds(body, "<b>1.10.0</b>"));
  for (const char* language : {"zh-Hant", "en"}) check_page(fixture.browser_of("analyst").get("/devices?mall=binjiang&lang=" + std::string(language)));
  REQUIRE(fixture.office().store().write([](Database& db) { return db.run("DELETE FROM device WHERE name IN ('甲', '乙', '丙', '丁')"); }).ok());
}

TEST_CASE("Page 64 tells a device's present clock, not the worst it ever had: one that was mended is red no more") {
  auto& fixture = PagesFixture::get();
  REQUIRE(headoffice::make_bundle(fixture.office(), "binjiang", DeviceRole::kiosk, "戊", "http://127.0.0.1:1").ok());
  const auto begin = [&](const char* boot, std::int64_t offset_ms) {
    REQUIRE(fixture.office().store().write([&](Database& db) -> Status {
      REDRESS_TRY(db.run("INSERT INTO clock(device, boot, offset_ms) SELECT no, CAST(? AS BLOB), ? FROM device WHERE name = '戊'", boot, offset_ms));
      return db.run("UPDATE device SET last_seen_at = ?, boot = CAST(? AS BLOB) WHERE name = '戊'", fixture.office().now(), boot);
    }).ok());
    return fixture.browser_of("analyst").get("/devices?lang=zh-Hans&mall=binjiang").body;
  };
  const auto wrong = begin("before", 2 * kHour_ms);
  CHECK(holds(wrong, "+2 小时"));
  CHECK(holds(wrong, "要处理"));
  const auto mended = begin("after", 300);
  CHECK(!holds(mended, "2 小时"));
  REQUIRE(fixture.office().store().write([](Database& db) { return db.run("DELETE FROM device WHERE name = '戊'"); }).ok());
}

TEST_CASE("Page 64 says of a device that a restored backup does not know what it is and what to do") {
  auto& fixture = PagesFixture::get();
  auto put = fixture.office().store().write([](Database& db) -> Status {
    return db.run(
        "INSERT INTO device(incarnation, mall, role, name, number, signing_key, box_key, state, enrolled_at)"
        " SELECT x'0123456789abcdef0123456789abcdef', no, 'unknown', '', 0, zeroblob(32), zeroblob(32), 'lost', 0 FROM mall WHERE id = 'xinghe'");
  });
  REQUIRE(put.ok());
  const auto page = fixture.browser_of("administrator").get("/devices?lang=zh-Hans").body;
  CHECK(holds(page, "未入网的设备 ASNFZ4mr"));
  CHECK(holds(page, "要重新入网"));
  CHECK(holds(page, "恢复的备份里没有这台设备"));
  CHECK(!holds(page, "unknown"));
  REQUIRE(fixture.office().store().write([](Database& db) -> Status { return db.run("DELETE FROM device WHERE role = 'unknown'"); }).ok());
}

TEST_CASE("A device that waits stands on top with its fingerprint, is approved by two eyes, then revoked") {
  auto& fixture = PagesFixture::get();
  REQUIRE(headoffice::make_bundle(fixture.office(), "xinghe", DeviceRole::kiosk, "<b>南门</b>", "http://127.0.0.1:1").ok());
  REQUIRE(fixture.office().store().write([](Database& db) { return db.run("UPDATE device SET state = 'waiting' WHERE name = '<b>南门</b>'"); }).ok());
  auto& browser = fixture.browser_of("analyst");
  auto csrf = fixture.csrf_of("analyst");
  auto page = browser.get("/devices?lang=zh-Hans");
  check_page(page);
  CHECK(holds(page.body, "1 台设备等待批准"));
  CHECK(holds(page.body, "&lt;b&gt;南门&lt;/b&gt;"));
  auto rows = headoffice::list_devices(fixture.office(), "xinghe", {{"A1", Role::analyst, "", "方晴"}, "", "", ""});
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == 1);
  CHECK(holds(page.body, rows->front().fingerprint));
  auto which = to_text(rows->front().incarnation);
  CHECK(!holds(fixture.browser_of("manager").get("/devices").body, "/devices/approve"));  // a manager looks, head office decides
  CHECK(browser.post("/devices/approve", {{"csrf", csrf}, {"device", which}}).status == 303);
  auto state = [&] { return headoffice::list_devices(fixture.office(), "", {{"A1", Role::analyst, "", "方晴"}, "", "", ""})->front().state; };
  CHECK(state() == "approved");
  CHECK(browser.post("/devices/revoke", {{"csrf", csrf}, {"device", which}}).status == 303);
  CHECK(state() == "revoked");
  check_page(browser.get("/devices?tab=off"));
}

TEST_CASE("A code whose registration has not arrived is listed with since when, and its page claims nothing of what was said") {
  auto& fixture = PagesFixture::get();
  SystemRandom random;
  const auto code = make_case_code(random);
  const auto noted = fixture.office().store().write([&](Database& db) -> Status {
    headoffice::OwnEvent event;
    REDRESS_TRY_ASSIGN(event.mall, db.integer(0, "SELECT no FROM mall WHERE id = 'xinghe'"));
    event.code = code;
    event.actor = {ActorKind::staff, "S1", Role::service, "service"};
    event.kind = "noted";
    headoffice::RecordWriter writer(fixture.office(), db, fixture.office().now());
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(fixture.office(), db, writer, std::move(event)));
    return writer.finish();
  });
  REQUIRE(noted.ok());
  auto& browser = fixture.browser_of("manager");
  const auto list = browser.get("/cases?tab=unregistered"), page = browser.get(page_of(code));
  check_page(list);
  check_page(page);
  CHECK(holds(list.body, to_grouped(code)));
  CHECK(holds(list.body, "登记资料还没有传到"));
  CHECK(!holds(list.body, "本机"));  // head office is no counter
  CHECK(holds(page.body, "资料还没有传到这里"));
  CHECK(!holds(page.body, "顾客没有写"));
  CHECK(!holds(page.body, "aria-current=\"step\""));
}

TEST_CASE("A filter is an address: mall, stage, level and pages narrow the list, and the CSV follows it") {
  auto& fixture = PagesFixture::get();
  auto& browser = fixture.browser_of("analyst");
  auto page = [&](const std::string& query) { return browser.get("/cases?" + query).body; };
  auto other = to_grouped(fixture.cases.at("other_mall")), late = to_grouped(fixture.cases.at("late"));
  CHECK(holds(page("mall=binjiang"), other));
  CHECK(!holds(page("mall=binjiang"), late));
  CHECK(holds(page("tab=overdue"), late));
  CHECK(!holds(page("tab=overdue"), other));
  CHECK(holds(page("tab=conflict"), to_grouped(fixture.cases.at("collision"))));
  CHECK(!holds(page("stage=archived&tab=open"), to_grouped(fixture.cases.at("confirmed"))));
  CHECK(holds(page("stage=archived&tab=all"), to_grouped(fixture.cases.at("confirmed"))));
  CHECK(holds(page("page=9"), "第 0–"));
  CHECK(!holds(fixture.browser_of("manager").get("/cases?mall=binjiang&tab=all").body, other));  // a mall's own people stay in it
  auto csv = browser.get("/cases.csv?mall=binjiang");
  CHECK(csv.headers.at("content-type") == "text/csv; charset=utf-8");
  CHECK(holds(csv.body, other));
  CHECK(!holds(csv.body, late));
  CHECK(!holds(csv.body, kPhone));
}
