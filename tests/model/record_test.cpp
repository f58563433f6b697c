// What can be said of a case in fixed words, so that it can be counted; everything else is typed and sealed.
#include <doctest/doctest.h>

#include "core/model/action.h"
#include "core/model/case_fold.h"
#include "core/model/intake.h"

using namespace redress;

namespace {

Result<Action> act(const std::string& name, const std::string& fields) {
  return parse_action_line(R"({"case":"4HMA-SW9N-F6YE","action":")" + name + "\"," + fields + "}");
}

Result<Intake> intake(const std::string& fields) {
  return parse_intake_line(R"({"contact_type":"complaint","category":"x",)" + fields + "}");
}

// Each word is kept in the clear, where it can be counted; another one is refused.
void check_words(const std::string& action, const std::string& rest, const std::string& key,
                 std::initializer_list<const char*> words) {
  for (const std::string word : words) {
    auto taken = act(action, rest + ",\"" + key + "\":\"" + word + "\"");
    REQUIRE_MESSAGE(taken.ok(), word);
    CHECK(taken->clear[key].string() == word);
  }
  CHECK(act(action, rest + ",\"" + key + "\":\"perhaps\"").error().what.starts_with(key + ":"));
}

const std::string kFound = R"("cause_class":"service","findings":"看过现场")";
const std::string kDone = R"("remedies":["apology"])";

}  // namespace

TEST_CASE("R12 R18 R24 every channel is registered in the same form, another word is refused") {
  for (const char* channel :
       {"kiosk", "counter", "phone", "mail", "web", "app", "wechat", "social", "open311"})
    CHECK(intake(std::string(R"("channel":")") + channel + "\"").ok());
  CHECK_FALSE(intake(R"("channel":"pigeon")").ok());
}

TEST_CASE("R13 R17 a registration says whether it came from outside or from staff who noticed it") {
  for (const std::string source : {"internal", "external"}) {
    auto taken = intake("\"source\":\"" + source + "\"");
    REQUIRE(taken.ok());
    CHECK(taken->clear["source"].string() == source);
  }
  CHECK_FALSE(intake(R"("source":"rumour")").ok());
}

TEST_CASE("R28 R43 an investigation names its kind of cause") {
  CHECK(act("investigate", R"("findings":"看过现场")").error().what == "cause_class: is missing");
  check_words("investigate", R"("findings":"看过现场")", "cause_class",
              {"service", "product", "process", "communication"});
}

TEST_CASE(
    "R26 R27 R32 R33 an investigation finds a complaint valid, a need or unfounded, and nothing is deleted "
    "by it") {
  check_words("investigate", kFound, "validity", {"undecided", "valid", "need", "unfounded"});
}

TEST_CASE("R40 a case is simple or complex") {
  check_words("investigate", kFound, "complexity", {"simple", "complex"});
}

TEST_CASE("R41 R109 R110 an outside party is named: supplier, quality laboratory, association, lawyer") {
  check_words("investigate", kFound, "outside_party",
              {"none", "supplier", "quality_lab", "association", "lawyer", "other"});
}

TEST_CASE(
    "R91 R92 R150 findings, evidence, plan and root cause are typed and sealed, the number of whys is "
    "counted") {
  auto taken = act("investigate",
                   kFound + R"(,"evidence":"录像 14:03","plan":"周五前更换","root":"无人值守","whys":3)");
  REQUIRE(taken.ok());
  for (const char* key : {"findings", "evidence", "plan", "root"}) {
    CHECK(taken->sealed.has(key));
    CHECK_FALSE(taken->clear.has(key));
  }
  CHECK(taken->clear["whys"].integer() == 3);
  CHECK_FALSE(act("investigate", kFound + R"(,"whys":6)").ok());
}

TEST_CASE("R98 what follows a proven fault of an employee is one of fixed words") {
  check_words("resolve", kDone, "staff_fault",
              {"none", "warned", "dismissed", "compensation", "police_report"});
}

TEST_CASE("R97 R99 R100 R101 a result names its remedies") {
  for (const char* remedy : {"replace", "refund", "repair", "price_adjustment", "service_change", "apology",
                             "compensation", "gift", "explanation", "referral"})
    CHECK(act("resolve", std::string(R"("remedies":[")") + remedy + "\"]").ok());
  CHECK_FALSE(act("resolve", R"("remedies":["silence"])").ok());
}

TEST_CASE("R69 a pause names whom it waits for: shopper, supplier or the general office") {
  CHECK_FALSE(act("pause", R"("text":"等一等")").ok());
  for (const char* reason : {"shopper", "supplier", "general_office"})
    CHECK(act("pause", std::string(R"("reason":")") + reason + "\"").ok());
}

TEST_CASE("R112 R113 a shopper is told the result in one of fixed ways") {
  for (const char* way : {"screen", "phone", "page", "letter", "in_person"})
    CHECK(act("feed_back", std::string(R"("text":"已更换","way":")") + way + "\"").ok());
  CHECK_FALSE(act("feed_back", R"("way":"phone")").ok());
}
