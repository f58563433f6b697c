// Role by action through the pages' forms, with session and token.
#include <doctest/doctest.h>

#include "sync/headoffice/cases/case_list.h"
#include "tests/pages/fixture.h"
#include "tests/rights/rights.h"

using namespace redress;
using namespace redress::test;

namespace {

constexpr const char* kPeople[] = {"S1", "H1", "U1", "M7077", "A1", "AD1", "T1"};
constexpr const char* kDepartments[] = {"service",    "engineering", "engineering", "operations",
                                        "operations", "operations",  "engineering"};
constexpr const char* kSteps[][2] = {{"investigate", R"({"cause_class":"process","findings":"查"})"},
                                     {"resolve", R"({"remedies":["repair"]})"},
                                     {"feed_back", R"({"text":"修好了"})"},
                                     {"archive", "{}"}};
constexpr const char* kStage_after[] = {"resolve", "feed_back", "confirm", "archived"};

std::vector<std::string> submitted_events(PagesFixture& fixture, CaseCode code) {
  std::vector<std::string> out;
  auto reader = fixture.office().store().read();
  REQUIRE(reader.ok());
  auto row = (*reader)->query("SELECT id FROM event WHERE code = ? AND kind = 'submitted'", code.number);
  for (auto more = row.step(); more.ok() && *more; more = row.step()) out.push_back(to_text(row.uuid(0)));
  return out;
}

// A case as the row wants it: `person` owns it in `department`.
CaseCode make_case(PagesFixture& fixture, const RightRow& row, const std::string& department,
                   const std::string& person) {
  auto code = fixture.seed();
  if (row.unassigned()) return code;
  fixture.act(code, "acknowledge");
  fixture.act(code, "assign", R"({"departments":[")" + department + R"("],"person":")" + person + "\"}");
  for (std::size_t i = 0; i < std::size(kSteps) && row.stage != "investigate"; ++i) {
    fixture.act(code, kSteps[i][0], kSteps[i][1]);
    if (row.stage == kStage_after[i]) break;
  }
  if (row.before == "pause") fixture.act(code, "pause", R"({"reason":"supplier"})");
  if (row.before == "link") fixture.act(code, "link", R"({"other":"4HMA-SW9N-F6YE","relation":"duplicate"})");
  if (row.before == "collide") fixture.seed("xinghe", code);
  if (row.before == "hold")
    REQUIRE(fixture.browser_of("administrator")
                .post("/cases/" + to_compact(code) + "/hold",
                      {{"csrf", fixture.csrf_of("administrator")}, {"reason", "诉讼"}})
                .status == 303);
  return code;
}

// Of the mall's clock, as a browser writes it.
std::string tomorrow(PagesFixture& fixture) {
  const auto local = fixture.office().rules().of(std::string_view("xinghe"))->site.zone.local(fixture.office().now() + kDay_ms);
  return to_iso(local.date) + "T09:30";
}

FormValues form_of(PagesFixture& fixture, const RightRow& row, CaseCode code) {
  FormValues form;
  for (const auto& [key, value] : row.fields.members()) {
    if (value.is_array())
      for (const auto& item : value.items()) form.emplace_back(key, item.string());
    else if (key == "until")
      form.emplace_back(key, tomorrow(fixture));
    else if (value.is_string())
      form.emplace_back(key, value.string());
    else
      form.emplace_back(key, value == Json(true) ? "1" : std::to_string(value.integer()));
  }
  if (row.verb == "erase") form.emplace_back("again", to_compact(code));
  if (row.verb == "settle") {
    auto events = submitted_events(fixture, code);
    for (const auto& id : events) form.emplace_back("events", id);
    form.emplace_back("holds", events.front());
  }
  return form;
}

int expected(const RightRow& row, std::size_t role, Relation relation) {
  if (!row.ever(role)) return 403;
  // A handler's pages hold the cases of the department; what nobody has yet is taken on at the desk.
  if (row.unassigned() && kStaff_roles[role] == Role::handler) return 404;
  if (row.may(role, relation)) return 303;
  return kStaff_roles[role] == Role::handler && relation == Relation::elsewhere
             ? 404
             : 409;  // a handler does not even see it
}

}  // namespace

TEST_CASE("Forms: role by action by relation answers as the table says, and never without the token") {
  auto& fixture = PagesFixture::get();
  for (const auto& row : rights()) {
    if (row.verb == "add") continue;  // nobody's but the shopper's: there is no such address for staff
    for (std::size_t role = 0; role < kStaff_roles.size(); ++role) {
      for (auto relation : kRelations) {
        if (row.unassigned() && relation != Relation::own) continue;
        if (!row.ever(role) && relation != Relation::own) continue;  // refused before the case is looked at
        std::string name(kRoles.name(kStaff_roles[role]));
        CAPTURE(row.verb);
        CAPTURE(name);
        CAPTURE(static_cast<int>(relation));
        auto department =
            relation == Relation::elsewhere ? std::string("general_office") : kDepartments[role];
        auto code = make_case(fixture, row, department, relation == Relation::own ? kPeople[role] : "X1");
        auto target = "/cases/" + to_compact(code) + "/" + row.verb;
        auto form = form_of(fixture, row, code);
        auto& browser = fixture.browser_of(name);
        CHECK(browser.post(target, form).status == 403);
        form.emplace_back("csrf", fixture.csrf_of(name));
        CHECK(browser.post(target, form).status == expected(row, role, relation));
        CHECK(Browser(fixture.port()).post(target, form).status == 401);
      }
    }
  }
}

TEST_CASE("Forms: a shopper does with the code alone what the table says") {
  auto& fixture = PagesFixture::get();
  for (const auto& row : rights()) {
    CAPTURE(row.verb);
    auto code = make_case(fixture, row, "engineering", "X1");
    Browser browser(fixture.port());
    auto reply = browser.post(fixture.address(code) + "/" + row.verb, form_of(fixture, row, code));
    CHECK(reply.status == (row.shopper ? 303 : 404));
  }
}
