// How long what people typed is kept (R124, R129).
#include "core/policy/retention.h"

#include <doctest/doctest.h>

using namespace redress;

namespace {

Zone shanghai() {
  return Zone::parse_rule("CST-8").value();
}

std::string local(Instant t) {
  const auto at = shanghai().local(t);
  return to_iso(at.date) + " " + std::to_string(at.hour) + ":" + std::to_string(at.minute);
}

Instant closed(const char* day, int hour = 10) {
  return shanghai().utc({*parse_date(day), hour, 0, 0});
}

CaseState archived(const char* day) {
  CaseState state;
  state.known = true;
  state.stage = Stage::archived;
  state.archived_at = closed(day);
  state.intake.set("consent", Json::object());
  return state;
}

std::optional<RetentionDates> dates(const CaseState& state, int level,
                                    const Policy& agreed = default_policy()) {
  return retention_dates(default_policy(), agreed, shanghai(), state, level);
}

}  // namespace

TEST_CASE("R124 what is kept for a span goes at the midnight after its last day, in the mall's time") {
  const auto until = [](const char* day, Keep keep, int hour = 10) {
    return local(kept_until(closed(day, hour), keep, shanghai()));
  };
  CHECK(until("2026-11-26", {1, Keep::Unit::years}) == "2027-11-27 0:0");
  CHECK(until("2026-11-26", {1, Keep::Unit::years}, 0) == "2027-11-27 0:0");
  CHECK(until("2026-11-26", {1, Keep::Unit::years}, 23) == "2027-11-27 0:0");
  CHECK(until("2028-02-29", {1, Keep::Unit::years}) == "2029-03-01 0:0");
  CHECK(until("2028-02-29", {4, Keep::Unit::years}) == "2032-03-01 0:0");
  CHECK(until("2026-01-31", {1, Keep::Unit::months}) == "2026-03-01 0:0");
  CHECK(until("2026-12-15", {14, Keep::Unit::months}) == "2028-02-16 0:0");
  CHECK(until("2026-12-31", {30, Keep::Unit::days}) == "2027-01-31 0:0");
}

TEST_CASE("R124 a year after closing, three for levels 1 and 2 and for what somebody archived as important") {
  auto state = archived("2026-11-26");
  CHECK(local(dates(state, 4)->everything) == "2027-11-27 0:0");
  CHECK(local(dates(state, kNoLevel)->everything) == "2027-11-27 0:0");
  CHECK_FALSE(dates(state, 3)->important);
  CHECK(local(dates(state, 2)->everything) == "2029-11-27 0:0");
  CHECK(local(dates(state, 2)->contact) == "2027-11-27 0:0");
  state.kept_long = true;
  CHECK(local(dates(state, 4)->everything) == "2029-11-27 0:0");
  CHECK(dates(state, 4)->important);
}

TEST_CASE("an open case is kept, and so is one whose registration is not here") {
  auto state = archived("2020-01-01");
  state.stage = Stage::confirm;
  CHECK_FALSE(dates(state, 4));
  state = archived("2020-01-01");
  state.known = false;
  CHECK_FALSE(dates(state, 4));
}

TEST_CASE("a contact goes when the shopper was promised, even if the policy of today would keep it longer") {
  auto agreed = default_policy();
  agreed.retention.contact = {3, Keep::Unit::months};
  const auto state = archived("2026-11-26");
  CHECK(local(dates(state, 4, agreed)->contact) == "2027-02-27 0:0");
  agreed.retention.contact = {9, Keep::Unit::years};
  CHECK(local(dates(state, 2, agreed)->contact) == "2027-11-27 0:0");
}

TEST_CASE("what is due: the contact first, then everything, each once") {
  auto state = archived("2026-11-26");
  const auto when = *dates(state, 2);
  CHECK_FALSE(due_erasure(when, state, when.contact - 1));
  CHECK(due_erasure(when, state, when.contact)->scope == ErasureScope::contact);
  auto nameless = state;
  nameless.intake = Json::object();
  CHECK_FALSE(due_erasure(when, nameless, when.contact));
  CHECK(due_erasure(when, nameless, when.everything)->scope == ErasureScope::all);
  state.erased = true;
  CHECK_FALSE(due_erasure(when, state, when.contact));
  CHECK(due_erasure(when, state, when.everything)->scope == ErasureScope::all);
  state.erased_all = true;
  CHECK_FALSE(due_erasure(when, state, when.everything + kDay_ms));
}

TEST_CASE("the worst level a case ever had counts, not its last") {
  Judgement judgement;
  CHECK(worst_level(judgement) == kNoLevel);
  judgement.history = {{3, {}, {}}, {2, {}, {}}, {4, {}, {}}};
  CHECK(worst_level(judgement) == 2);
}
