#include "tests/pages/fixture.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>

#include "core/model/intake.h"
#include "sync/headoffice/api.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/command/setup.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/record_writer.h"

namespace redress::test {

using namespace headoffice;

namespace {

constexpr const char* kPassword = "correct horse 1";
const std::map<std::string, std::string> kStaff_of{{"service", "S1"}, {"handler", "H1"}, {"supervisor", "U1"}, {"manager", "M7077"},
                                                   {"analyst", "A1"}, {"administrator", "AD1"}, {"technician", "T1"}};

std::string escaped(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

PagesFixture& PagesFixture::get() {
  static PagesFixture fixture;
  return fixture;
}

namespace {

void put_technician(Office& office, Role role) {
  REQUIRE(put_person(office, {"T1", "孙工", "xinghe", "engineering", role, {}, {}}).ok());
}

}  // namespace

PagesFixture::PagesFixture() {
  char path[] = "/tmp/redress-pages-XXXXXX";
  folder_ = mkdtemp(path);
  REQUIRE(set_up(folder_, {}, clock_, random_).ok());
  auto office = Office::open(folder_, clock_, random_);
  REQUIRE(office.ok());
  office_ = std::move(*office);
  add_people();
  add_cases();
  add_pages(router_);
  auto server = HttpServer::start({}, serve_office(*office_, router_), office_->bell(), office_->counters());
  REQUIRE(server.ok());
  server_ = std::move(*server);
}

PagesFixture::~PagesFixture() {
  server_.reset();
  office_.reset();
  std::filesystem::remove_all(folder_);
}

void PagesFixture::add_people() {
  auto add = [&](const char* staff, const char* name, const char* mall, const char* department, Role role) {
    auto put = put_person(*office_, {staff, name, mall, department, role, {}, kPassword});
    INFO((put.ok() ? std::string() : put.error().what));
    REQUIRE(put.ok());
  };
  add("S1", "周敏", "xinghe", "service", Role::service);
  add("H1", "陈刚", "xinghe", "engineering", Role::handler);
  add("U1", "赵丽", "xinghe", "engineering", Role::supervisor);
  add("M7077", "王芳", "xinghe", "operations", Role::manager);
  add("X1", "吴远", "xinghe", "general_office", Role::manager);  // somebody else
  add("A1", "方晴", "", "", Role::analyst);
  add("AD1", "何管", "", "", Role::administrator);
  add("T1", "孙工", "xinghe", "engineering", Role::technician);
}

void PagesFixture::submit(std::string_view mall, CaseCode code, const std::string& line) {
  auto intake = parse_intake_line(line);
  INFO((intake.ok() ? std::string() : intake.error().what));
  REQUIRE(intake.ok());
  auto done = office_->store().write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto no, db.integer(0, "SELECT no FROM mall WHERE id = ?", mall));
    OwnEvent event;
    event.mall = no;
    event.code = code;
    event.actor.kind = ActorKind::shopper;
    event.kind = "submitted";
    event.body = intake->clear;
    event.typed = intake->sealed;
    RecordWriter writer(*office_, db, office_->now());
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(*office_, db, writer, std::move(event)));
    return writer.finish();
  });
  INFO((done.ok() ? std::string() : done.error().what));
  REQUIRE(done.ok());
  pass(1000);
}

CaseCode PagesFixture::seed(std::string_view mall, std::optional<CaseCode> code) {
  auto given = code.value_or(make_case_code(random_));
  submit(mall, given,
         R"({"contact_type":"complaint","category":"service_attitude","language":"zh-Hans","outcomes":["apology"],"text":)" + escaped(kHostile_text) +
             R"(,"contact":{"name":)" + escaped(kHostile_name) + R"(,"phone":")" + kPhone + R"("},"consent":{"text":"我同意","version":"2026-04"}})");
  return given;
}

void PagesFixture::act(CaseCode code, const std::string& action, const std::string& fields) {
  auto json = parse_json(fields);
  REQUIRE(json.ok());
  json->set("case", to_compact(code)).set("action", action);
  auto parsed = parse_action(*json);
  INFO(action, (parsed.ok() ? std::string() : parsed.error().what));
  REQUIRE(parsed.ok());
  // Results are a colleague's, so that the manager may review them.
  const bool result = action == "resolve";
  auto done = act_as_staff(*office_, *parsed, {{result ? "M7078" : "M7077", Role::manager, "operations", result ? "何静" : "王芳"}, "", "", ""});
  INFO((done.ok() ? std::string() : done.error().what));
  REQUIRE(done.ok());
  pass(1000);
}

void PagesFixture::act_as_shopper(CaseCode code, const std::string& action, const std::string& fields) {
  auto json = parse_json(fields);
  json->set("case", to_compact(code)).set("action", action);
  auto parsed = parse_action(*json);
  REQUIRE(parsed.ok());
  REQUIRE(headoffice::act_as_shopper(*office_, *parsed).ok());
  pass(1000);
}

CaseCode PagesFixture::answered() {
  auto code = seed();
  act(code, "acknowledge");
  act(code, "assign", R"({"departments":["engineering"],"reason":"内部备注甲"})");
  act(code, "investigate", R"({"cause_class":"process","findings":"内部备注乙","validity":"valid"})");
  act(code, "resolve", R"({"remedies":["repair","apology"],"cost_fen":38000,"minutes":95})");
  act(code, "feed_back", R"({"text":"您好：坡道已经改缓，<请>再来看看。","way":"page"})");
  return code;
}

void PagesFixture::add_cases() {
  cases["closed"] = answered();
  cases["late"] = seed();
  pass(20 * kDay_ms);
  cases["received"] = seed();
  cases["working"] = seed();
  act(cases["working"], "acknowledge");
  act(cases["working"], "assign", R"({"departments":["engineering"],"reason":"内部备注丙"})");
  cases["paused"] = seed();
  act(cases["paused"], "acknowledge");
  act(cases["paused"], "pause", R"({"reason":"supplier","until":)" + std::to_string(clock_.now_ms + 3 * kDay_ms) + "}");
  cases["answered"] = answered();
  cases["disputed"] = answered();
  act_as_shopper(cases["disputed"], "dispute", R"({"reason":"not_solved","text":"还是太陡了"})");
  cases["confirmed"] = answered();
  act_as_shopper(cases["confirmed"], "confirm");
  cases["collision"] = seed();
  seed("xinghe", cases["collision"]);
  cases["other_mall"] = seed("binjiang");
}

Browser& PagesFixture::browser_of(const std::string& role) {
  if (auto found = browsers_.find(role); found != browsers_.end()) return found->second;
  auto& browser = browsers_.emplace(role, Browser(port())).first->second;
  if (role.empty()) return browser;
  // A technician is not let in: this is a session from before they became one.
  const bool technician = role == "technician";
  if (technician) put_technician(*office_, Role::supervisor);
  auto reply = browser.post("/sign-in", {{"staff", kStaff_of.at(role)}, {"password", kPassword}});
  INFO(role, reply.body);
  REQUIRE(reply.status == 303);
  // Any page of a signed-in person has a form with the token, also an error page.
  auto page = browser.get("/cases").body;
  auto at = page.find("name=\"csrf\" value=\"");
  REQUIRE(at != std::string::npos);
  if (technician) put_technician(*office_, Role::technician);
  csrf_[role] = page.substr(at + 19, page.find('"', at + 19) - at - 19);
  return browser;
}

std::string PagesFixture::csrf_of(const std::string& role) {
  browser_of(role);
  return csrf_[role];
}

}  // namespace redress::test
