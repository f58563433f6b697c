#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <utility>

#include "tests/model/story.h"

using namespace redress;
using namespace redress::test;

namespace {

std::string summary(const CaseState& s) {
  std::string out = std::string(kStages.name(s.stage)) + "/" + s.owner + "/" + s.first_contact + "/" + s.category + "/";
  for (const auto& d : s.departments) out += d + ",";
  out += std::to_string(s.regrades.empty() ? 0 : s.regrades.back().level) + "/" + std::to_string(s.answers.size()) + "/";
  for (const auto& c : s.conflicts) out += c.rule + to_text(c.effective) + ";";
  for (const auto& h : s.heads) out += to_text(h);
  out += std::to_string(s.paused) + std::to_string(s.archived_at ? s.archived_at->ms : 0);
  return out;
}

}  // namespace

TEST_CASE("A case walks through its six stages (R85)") {
  Story story;
  auto a = story.submit();
  auto b = story.add("acknowledged", "{}", {a}, 1000);
  CHECK(story.fold().stage == Stage::assign);
  auto c = story.add("assigned", R"({"departments":["engineering"],"person":"1003"})", {b}, 2000);
  auto d = story.add("investigated", R"({"cause_class":"service","validity":"valid"})", {c}, 3000);
  auto e = story.add("resolved", R"({"remedies":["repair"],"cost_fen":1200})", {d}, 4000);
  auto f = story.add("fed_back", R"({"text":"明天上门维修"})", {e}, 5000);
  CHECK(story.fold(kStart + 6000).stage == Stage::confirm);
  CHECK(story.fold(kStart + 5000 + 7 * kDay_ms).stage == Stage::archived);  // by lapse, no event needed
  auto g = story.add("disputed", R"({"reason":"not_done"})", {f}, 6000, kShopper);
  CHECK(story.fold(kStart + 30 * kDay_ms).stage == Stage::investigate);
  CHECK(story.fold().first_contact == "1001");
  CHECK(story.fold().owner == "1003");
  CHECK(story.fold().heads == std::vector<Uuid>{g});
  CHECK(story.fold().conflicts.empty());
}

TEST_CASE("Any permutation and duplication of events folds to the same case (decision 6)") {
  std::mt19937 random(11);
  const char* steps[][2] = {{"acknowledged", "{}"},
                            {"assigned", R"({"departments":["engineering","leasing"],"person":"1003"})"},
                            {"investigated", R"({"cause_class":"service"})"},
                            {"resolved", R"({"remedies":["repair"]})"},
                            {"fed_back", R"({"text":"好"})"},
                            {"confirmed", "{}"},
                            {"disputed", R"({"reason":"not_done"})"},
                            {"regraded", R"({"level":2})"},
                            {"regraded", R"({"level":1})"},
                            {"paused", R"({"reason":"supplier"})"},
                            {"resumed", "{}"},
                            {"recategorised", R"({"category":"other"})"},
                            {"noted", "{}"},
                            {"unheard_of", "{}"}};
  for (int round = 0; round < 300; ++round) {
    Story story;
    std::vector<Uuid> ids{story.submit()};
    int length = 3 + static_cast<int>(random() % 14);
    for (int i = 0; i < length; ++i) {
      const auto& step = steps[random() % std::size(steps)];
      std::vector<Uuid> seen;
      for (std::size_t k = 0; k < 1 + random() % 2; ++k) seen.push_back(ids[ids.size() - 1 - random() % std::min<std::size_t>(3, ids.size())]);
      ids.push_back(story.add(step[0], step[1], seen, static_cast<std::int64_t>(random() % 5000), random() % 2 ? kManager : kOther));
    }
    auto expected = summary(story.fold());
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      auto events = story.events;
      for (int k = 0; k < 3; ++k) events.push_back(events[random() % events.size()]);
      std::shuffle(events.begin(), events.end(), random);
      REQUIRE(summary(fold_case(kCode, events, kStart + kDay_ms, kConfirm_days)) == expected);
    }
  }
}

TEST_CASE("Closing loses to a dispute that the closer had not seen, in either order of time (decision 7)") {
  for (std::int64_t confirm_at : {6000, 8000}) {
    Story story;
    auto a = story.submit();
    auto b = story.add("acknowledged", "{}", {a}, 1000);
    auto c = story.add("assigned", R"({"departments":["x"]})", {b}, 2000);
    auto d = story.add("investigated", R"({"cause_class":"service"})", {c}, 3000);
    auto e = story.add("resolved", R"({"remedies":["repair"]})", {d}, 4000);
    auto f = story.add("fed_back", R"({"text":"好"})", {e}, 5000);
    auto dispute = story.add("disputed", R"({"reason":"not_done"})", {f}, 7000, kShopper);
    story.add("confirmed", "{}", {f}, confirm_at);
    auto state = story.fold();
    CHECK(state.stage == Stage::investigate);
    REQUIRE(state.conflicts.size() == 1);
    CHECK(state.conflicts[0].rule == "close_lost");
    CHECK(state.conflicts[0].effective == dispute);
  }
}

TEST_CASE("Two counters that assign offline leave both events and show the conflict; a supervisor settles it") {
  Story story;
  auto a = story.submit();
  auto b = story.add("acknowledged", "{}", {a}, 1000);
  auto first = story.add("assigned", R"({"departments":["engineering"],"person":"1003"})", {b}, 2000);
  auto second = story.add("assigned", R"({"departments":["leasing"],"person":"1005"})", {b}, 3000, kOther);
  auto state = story.fold();
  CHECK(state.owner == "1005");
  REQUIRE(state.conflicts.size() == 1);
  CHECK(state.conflicts[0].effective == second);
  story.add("settled", ("{\"events\":[\"" + to_text(first) + "\",\"" + to_text(second) + "\"],\"holds\":\"" + to_text(first) + "\"}").c_str(), {first, second}, 4000, kManager);
  CHECK(story.fold().conflicts.empty());
  CHECK(story.fold().owner == "1003");
}

TEST_CASE("Settling a conflict counts nothing twice and sends no case back that has gone on since") {
  Story story;
  auto last = story.submit();
  const auto step = [&](const char* kind, const char* body, std::int64_t after_ms) { return last = story.add(kind, body, {last}, after_ms); };
  step("acknowledged", "{}", 1000);
  step("assigned", R"({"departments":["engineering"],"person":"1003"})", 2000);
  step("investigated", R"({"cause_class":"service"})", 3000);
  const auto known = last;
  const auto first = story.add("resolved", R"({"remedies":["repair"],"cost_fen":1200})", {known}, 4000);
  const auto second = story.add("resolved", R"({"remedies":["gift"],"cost_fen":3000})", {known}, 5000, kOther);
  const auto told = story.add("fed_back", R"({"text":"一"})", {first, second}, 6000);
  const auto told_too = story.add("fed_back", R"({"text":"二"})", {first, second}, 7000, kOther);
  const auto settle = [&](const Uuid& a, const Uuid& b, std::int64_t after_ms) {
    story.add("settled", ("{\"events\":[\"" + to_text(a) + "\",\"" + to_text(b) + "\"],\"holds\":\"" + to_text(a) + "\"}").c_str(), {told, told_too}, after_ms, kManager);
  };
  REQUIRE(story.fold().conflicts.size() == 2);
  settle(first, second, 8000);
  settle(told, told_too, 9000);
  const auto state = story.fold();
  CHECK(state.conflicts.empty());
  CHECK(state.cost_fen == 4200);  // both were spent, each once
  CHECK(state.remedies == std::vector<std::string>{"repair"});
  REQUIRE(state.answers.size() == 2);
  CHECK(state.answers.back().text == "一");
  CHECK(state.fed_back_times.size() == 2);
  CHECK(state.stage == Stage::confirm);
}

TEST_CASE("Of two levels given at once the milder one holds if staff settle it so (decision 7)") {
  for (bool later_word : {false, true}) {
    Story story;
    const auto a = story.submit();
    const auto worse = story.add("regraded", R"({"level":1})", {a}, 1000, kManager), milder = story.add("regraded", R"({"level":3})", {a}, 2000, kSecond_manager);
    CHECK(story.fold().regrades.back().level == 1);
    if (later_word) story.add("regraded", R"({"level":2})", {worse, milder}, 2500, kManager);
    story.add("settled", ("{\"events\":[\"" + to_text(worse) + "\",\"" + to_text(milder) + "\"],\"holds\":\"" + to_text(milder) + "\"}").c_str(), {worse, milder}, 3000, kManager);
    const auto state = story.fold();
    CHECK(state.conflicts.empty());
    CHECK(state.settled_conflicts.size() == 1);
    CHECK(state.regrades.back().level == (later_word ? 2 : 3));
  }
}

TEST_CASE("What was said of a case before it was here moves nothing, and never closes it unheard (screen 47)") {
  for (const auto* kind : {"confirmed", "disputed"}) {
    Story story;
    const auto blind = story.add(kind, R"({"reason":"not_solved"})", {}, -60 * kDay_ms, kOther);  // by a clock at 1970
    const auto alone = story.fold();
    CHECK_FALSE(alone.known);
    CHECK(alone.stage == Stage::acknowledge);
    CHECK_FALSE(alone.archived_at);
    CHECK_FALSE(alone.confirmed_at);
    CHECK(alone.disputes == 0);
    const auto first = story.submit();
    const auto both = story.fold();
    CHECK(both.stage == Stage::acknowledge);
    CHECK_FALSE(both.archived_at);
    REQUIRE(both.conflicts.size() == 1);  // staff see it beside the case
    CHECK(both.conflicts[0].events == std::vector<Uuid>{first, blind});
    CHECK(both.conflicts[0].effective == first);
    story.add("acknowledged", "{}", {first}, 1000);
    CHECK(story.fold().stage == Stage::assign);
  }
}

TEST_CASE("Whatever was written of a case and whenever, any order of arrival gives the same case, and none is closed unanswered") {
  std::mt19937 random(23);
  const char* steps[][2] = {{"confirmed", "{}"}, {"disputed", R"({"reason":"not_done"})"}, {"noted", R"({"remind":true})"}, {"added", "{}"}, {"acknowledged", "{}"}};
  for (int round = 0; round < 300; ++round) {
    Story story;
    const auto written = [&](std::size_t steps_kept) {
      const auto& step = steps[random() % steps_kept];
      story.add(step[0], step[1], {}, static_cast<std::int64_t>(random() % 4000) - 2000, random() % 2 ? kOther : kShopper);
    };
    for (int i = 0; i < 3; ++i) written(4);
    CHECK(story.fold().stage == Stage::acknowledge);
    CHECK_FALSE(story.fold().archived_at);
    story.submit();
    for (int i = 0; i < 3; ++i) written(5);
    const auto expected = summary(story.fold());
    CHECK(story.fold().stage <= Stage::assign);
    CHECK_FALSE(story.fold().archived_at);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      auto events = story.events;
      for (int k = 0; k < 3; ++k) events.push_back(events[random() % events.size()]);
      std::shuffle(events.begin(), events.end(), random);
      REQUIRE(summary(fold_case(kCode, events, kStart + kDay_ms, kConfirm_days)) == expected);
    }
  }
}

TEST_CASE("Head office itself erases, when it orders an erasure again whose event was lost") {
  Story story;
  auto a = story.submit();
  story.add("erased", R"({"scope":"all"})", {a}, 1000, Actor{ActorKind::head_office, "", {}, ""});
  CHECK(story.fold().erased);
}

TEST_CASE("An event that its actor's role does not allow has no effect, wherever it stands") {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    Story story;
    auto a = story.submit();
    auto b = story.add("acknowledged", "{}", {a}, 1000);
    story.add("assigned", R"({"departments":["engineering"],"person":"1003"})", {b}, 2000);
    auto clean = summary(story.fold());
    Uuid seen = b;
    for (const auto& [kind, body, actor] :
         {std::tuple{"regraded", R"({"level":1})",
                     Actor{ActorKind::staff, "1001", Role::service, "service_desk"}},
          std::tuple{"archived", "{}", Actor{ActorKind::staff, "1003", Role::handler, "engineering"}},
          std::tuple{"erased", R"({"scope":"all"})", Actor{ActorKind::device, "", {}, ""}},
          std::tuple{"assigned", R"({"departments":["legal"],"person":"1009"})", kShopper},
          std::tuple{"paused", R"({"reason":"supplier"})", Actor{ActorKind::head_office, "", {}, ""}}})
      story.add(kind, body, {seen}, static_cast<std::int64_t>(random() % 5000), actor);
    std::shuffle(story.events.begin(), story.events.end(), random);
    auto state = story.fold();
    auto heads = std::exchange(state.heads, {});
    CHECK(heads.size() == 6);  // kept, and seen by who acts next
    auto before = clean.find("engineering,") + 12;
    CHECK(summary(state).substr(0, before) == clean.substr(0, before));
    CHECK_FALSE(state.erased);
    CHECK_FALSE(state.paused);
    CHECK(state.regrades.empty());
    CHECK(state.conflicts.empty());
  }
}

TEST_CASE("Two complaints under one code are two cases to be settled by staff (decision 1)") {
  Story story;
  auto first = story.submit();
  auto second = story.add("submitted", R"({"contact_type":"complaint","category":"price"})", {}, 10, kShopper);
  auto both = story.fold();
  CHECK(both.collision);
  REQUIRE(both.conflicts.size() == 1);
  CHECK(both.conflicts[0].rule == "collision");
  CHECK(both.conflicts[0].effective == first);
  CHECK(may(action_rule(Verb::settle), both, Person{"1007", Role::manager, "operations", ""}, kStart, kReopen_days).allowed);
  auto settle = [&](const Uuid& holds) {
    auto settled = story;
    settled.add("settled", ("{\"events\":[\"" + to_text(first) + "\",\"" + to_text(second) + "\"],\"holds\":\"" + to_text(holds) + "\"}").c_str(), {first, second}, 4000, kManager);
    return settled.fold();
  };
  CHECK_FALSE(settle(first).collision);
  CHECK(settle(first).category == both.category);
  CHECK_FALSE(settle(second).collision);
  CHECK(settle(second).category == "price");
  CHECK(settle(second).submitted_event == second);
}

TEST_CASE("Who wrote before the case was here is reminded until their first step that knows it, in any order of arrival (screen 47)") {
  Story story;
  auto note = story.add("noted", R"({"remind":true})", {}, 500);
  CHECK(story.fold().waited_by.contains("1001"));
  CHECK(story.fold().missing_since == kStart + 500);
  auto first = story.submit();
  CHECK(story.fold().waited_by.contains("1001"));
  CHECK_FALSE(story.fold().missing_since);
  auto other = story.add("acknowledged", "{}", {first, note}, 1000, kOther);
  CHECK(story.fold().waited_by.size() == 1);  // another person's step
  story.add("noted", "{}", {other}, 2000);
  CHECK(story.fold().waited_by.empty());
  auto shuffled = story;
  std::mt19937 random(5);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(shuffled.events.begin(), shuffled.events.end(), random);
    shuffled.events.push_back(shuffled.events.front());  // and once more
    CHECK(shuffled.fold().waited_by.empty());
    CHECK(summary(shuffled.fold()) == summary(story.fold()));
  }
}

TEST_CASE("A manager's step on a missing case and the author's note without a reminder end the waiting (screen 47)") {
  Story story;
  auto note = story.add("noted", R"({"remind":true})", {}, 500);
  auto looked = story.add("noted", "{}", {note}, 600, kManager);
  CHECK_FALSE(story.fold().missing_since);
  CHECK(story.fold().waited_by.contains("1001"));
  auto again = story.add("disputed", R"({"reason":"not_solved"})", {looked}, 700);
  CHECK(story.fold().missing_since == kStart + 700);
  CHECK(story.fold().waited_by.contains("1001"));  // only a note says otherwise
  story.add("noted", "{}", {again}, 800);
  CHECK(story.fold().waited_by.empty());
  CHECK(story.fold().missing_since == kStart + 700);
}

TEST_CASE("A link is taken back by unlinking, and with it the reason of a repeat") {
  Story story;
  auto a = story.submit();
  auto b = story.add("linked", R"({"other":"4HMASW9NF6YE","relation":"repeat"})", {a}, 1000);
  CHECK(story.fold().links.at("4HMASW9NF6YE").relation == "repeat");
  auto c = story.add("unlinked", R"({"other":"4HMASW9NF6YE"})", {b}, 2000);
  CHECK(story.fold().links.empty());
  story.add("linked", R"({"other":"4HMASW9NF6YE","relation":"duplicate"})", {c}, 3000);
  CHECK(story.fold().links.at("4HMASW9NF6YE").relation == "duplicate");
  std::reverse(story.events.begin(), story.events.end());
  story.events.push_back(story.events.front());
  CHECK(story.fold().links.at("4HMASW9NF6YE").relation == "duplicate");
}

TEST_CASE("A call-back is owed after the result until the shopper was reached or rated it themselves (R116)") {
  Story story;
  auto last = story.add("submitted", R"({"contact_type":"complaint","category":"price","consent":{"text":"x","version":"1"}})", {}, 0, kShopper);
  for (const auto* kind : {"acknowledged", "assigned", "investigated", "resolved", "fed_back"})
    last = story.add(kind, R"({"departments":["engineering"],"person":"1003","text":"x"})", {last}, 1000 * static_cast<std::int64_t>(story.events.size()));
  const auto given = story.events.back().corrected_at;
  CHECK(call_back_owed_since(story.fold()) == given);
  CHECK(call_back_owed_since(story.fold(kStart + 30 * kDay_ms)) == given);  // archived by lapse, still to be asked
  auto missed = story.add("called_back", R"({"reached":false})", {last}, 9000);
  CHECK(call_back_owed_since(story.fold()) == given);
  auto rated = story;
  rated.add("rated", R"({"result":5})", {missed}, 9500, kShopper);
  CHECK_FALSE(call_back_owed_since(rated.fold()));
  story.add("called_back", R"({"reached":true})", {missed}, 10000);
  CHECK_FALSE(call_back_owed_since(story.fold()));
}

TEST_CASE("What comes too late although its author knew better is kept beside what it met") {
  Story story;
  auto a = story.submit();
  auto b = story.add("acknowledged", "{}", {a}, 1000);
  auto again = story.add("acknowledged", "{}", {b}, 2000);
  auto state = story.fold();
  CHECK(state.stage == Stage::assign);
  REQUIRE(state.conflicts.size() == 1);
  CHECK(state.conflicts[0].rule == "late");
  CHECK(state.conflicts[0].events == std::vector<Uuid>{b, again});
  CHECK(state.conflicts[0].effective == b);
}

TEST_CASE("A pause that ended at its announced time makes room for the next one, and both count") {
  Story story;
  const auto a = story.submit();
  const auto until = [&](std::int64_t after_ms) { return R"({"reason":"supplier","until":)" + std::to_string(kStart.ms + after_ms) + "}"; };
  const auto first = story.add("paused", until(4 * kHour_ms).c_str(), {a}, kHour_ms);
  const auto second = story.add("paused", until(20 * kHour_ms).c_str(), {first}, 6 * kHour_ms);
  const auto during = story.fold(kStart + 7 * kHour_ms);
  CHECK(during.paused);
  REQUIRE(during.pauses.size() == 2);
  CHECK(during.pauses[0].to == kStart + 4 * kHour_ms);
  CHECK(during.pauses[1].from == kStart + 6 * kHour_ms);
  const Person manager{"1005", Role::manager, "operations", ""};
  CHECK(may(action_rule(Verb::pause), during, manager, kStart + 7 * kHour_ms, kReopen_days).reason == "already_paused");
  story.add("resumed", "{}", {second}, 8 * kHour_ms);
  const auto after = story.fold(kStart + 9 * kHour_ms);
  CHECK_FALSE(after.paused);
  CHECK(after.pauses[1].to == kStart + 8 * kHour_ms);
}

TEST_CASE("A dispute that its author's policy allowed stands, however long after the closing it came") {
  Story story;
  const auto a = story.submit();
  const auto b = story.add("acknowledged", "{}", {a}, kHour_ms);
  auto step = b;
  for (const auto& [kind, body] : {std::pair{"assigned", R"({"departments":["service"]})"}, {"investigated", R"({"cause_class":"service"})"},
                                   {"resolved", R"({"remedies":["apology"]})"}, {"fed_back", R"({"text":"好了"})"}})
    step = story.add(kind, body, {step}, 2 * kHour_ms);
  const auto d = story.add("confirmed", "{}", {step}, 3 * kHour_ms, {ActorKind::shopper, "", {}, ""});
  story.add("disputed", R"({"reason":"not_solved"})", {d}, 9 * kDay_ms, {ActorKind::shopper, "", {}, ""});
  const auto state = fold_case(kCode, story.events, kStart + 10 * kDay_ms, 3);
  CHECK(state.stage == Stage::investigate);
  CHECK(state.conflicts.empty());
}

TEST_CASE("What a case does not allow is refused with its reason") {
  Story story;
  auto a = story.submit();
  auto now = kStart + kDay_ms;
  Person service{"1001", Role::service, "service_desk", ""}, handler{"1003", Role::handler, "engineering", ""};
  auto asked = [&](Verb verb, std::optional<Person> person) { return may(action_rule(verb), story.fold(now), person, now, kReopen_days); };
  CHECK(asked(Verb::acknowledge, service).allowed);
  CHECK(asked(Verb::resolve, service).reason == "first_acknowledge");
  CHECK(asked(Verb::acknowledge, std::nullopt).reason == "only_staff");
  CHECK(asked(Verb::erase, service).reason == "needs_administrator");
  CHECK(asked(Verb::extend, service).reason == "needs_manager");
  CHECK(asked(Verb::confirm, std::nullopt).reason == "first_acknowledge");
  auto b = story.add("acknowledged", "{}", {a}, 1000);
  story.add("assigned", R"({"departments":["leasing"],"person":"1005"})", {b}, 2000);
  CHECK(asked(Verb::investigate, handler).reason == "other_department");
  CHECK(asked(Verb::investigate, service).allowed);  // first-contact owner (R102)
  CHECK(asked(Verb::investigate, Person{"1002", Role::service, "service_desk", ""}).reason == "needs_owner");
  CHECK(may(action_rule(Verb::note), fold_case(kCode, {}, now, kConfirm_days), service, now, kReopen_days).allowed);
  CHECK(may(action_rule(Verb::assign), fold_case(kCode, {}, now, kConfirm_days), service, now, kReopen_days).reason == "unknown_here");
}

TEST_CASE("Events are written once and read back; hostile ones are refused") {
  Story story;
  story.submit();
  auto text = serialise(story.events[0].event);
  auto parsed = parse_event(text);
  REQUIRE(parsed.ok());
  CHECK(serialise(*parsed) == text);
  CHECK_FALSE(parse_event(text.substr(0, text.size() - 1)).ok());
  CHECK_FALSE(parse_event(R"({"v":1})").ok());
  std::string unknown = text;
  unknown.replace(unknown.find("submitted"), 9, "telepathy");
  CHECK(parse_event(unknown).ok());  // kept and relayed
  std::string bad = text;
  bad.replace(bad.find("complaint"), 9, "nonsense!");
  CHECK_FALSE(parse_event(bad).ok());
}

TEST_CASE("A time that no calendar has makes no event; 1970 and 2099 do") {
  auto at = [](const std::string& ms) {
    return parse_event(R"({"v":1,"id":"AZ1ofUYAcAG-3vn_AbCdEw","seq":1,"at":)" + ms +
                       R"(,"mono":5,"boot":"AQIDBAUGBwg","actor":{"kind":"device"},"kind":"device_health","body":{}})")
        .ok();
  };
  CHECK(at("0"));
  CHECK(at("-1"));
  CHECK(at("4102444799999"));
  CHECK_FALSE(at("253402300800000"));
  CHECK_FALSE(at("9223372036854775807"));
  CHECK_FALSE(at("-9223372036854775808"));
}

namespace {

// One event after the other, a minute apart, each by somebody who knew the one before.
struct Steps {
  Story& story;
  Uuid last = story.submit();
  std::int64_t at_ms = 0;
  void operator()(const char* kind, const char* body, Actor actor = kManager) {
    last = story.add(kind, body, {last}, at_ms += kMinute_ms, std::move(actor));
  }
};

}  // namespace
