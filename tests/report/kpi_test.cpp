#include <doctest/doctest.h>

#include "core/report/kpi.h"

using namespace redress;

namespace {

constexpr Instant kCaptured{1'776'000'000'000};

CaseFact open_case() {
  CaseFact fact;
  fact.contact_type = "complaint";
  fact.captured_at = kCaptured;
  fact.level = 4;
  fact.resolve_due = kCaptured + 48 * kHour_ms;
  fact.overdue_from = fact.resolve_due;
  return fact;
}

CaseFact closed_case(std::int64_t answered_after_ms) {
  auto fact = open_case();
  fact.acknowledged_at = kCaptured + kHour_ms;
  fact.first_answer_at = fact.resolved_at = kCaptured + answered_after_ms;
  fact.took_ms = answered_after_ms;
  fact.in_time = answered_after_ms <= 48 * kHour_ms;
  fact.overdue_from.reset();
  fact.closed_at = *fact.resolved_at + kDay_ms;
  fact.told = true;
  fact.assigned = 1;
  return fact;
}

Measured measured(std::initializer_list<CaseFact> facts, Instant as_of) {
  Measured out;
  for (const auto& fact : facts) out.tally += tally_of(fact, as_of);
  return out;
}

// With the targets of a policy that says nothing of reports.
Kpi judged(KpiCode code) { return with_target(kpi(code), ReportRules().target(kpi(code).code)); }

Figure figure(KpiCode code, const Measured& now) { return kpi(code).figure(now, {}); }

}  // namespace

TEST_CASE("R140 the share on time counts open overdue cases against the mall, and nothing that still has time") {
  auto now = kCaptured + 10 * kDay_ms;
  auto fresh = open_case();
  fresh.captured_at = now - kHour_ms;
  fresh.overdue_from = now + kDay_ms;
  auto m = measured({closed_case(kHour_ms), closed_case(50 * kHour_ms), open_case(), fresh}, now);
  auto on_time = figure(KpiCode::resolved_on_time, m);
  CHECK(on_time.numerator == 1);
  CHECK(on_time.denominator == 3);
  CHECK(on_time.excluded == 1);
  CHECK(on_time.value == 333);
  CHECK(figure(KpiCode::closure, m).value == 500);
}

TEST_CASE("R82 R142 what still has time to be taken on or answered is left out, not counted as missed") {
  auto early = measured({open_case()}, kCaptured + 2 * kHour_ms);
  CHECK(figure(KpiCode::acknowledged_in_time, early).denominator == 0);
  CHECK(figure(KpiCode::acknowledged_in_time, early).excluded == 1);
  CHECK_FALSE(figure(KpiCode::answered_in_24_h, early).value);
  auto later = measured({open_case()}, kCaptured + 13 * kHour_ms);
  CHECK(figure(KpiCode::acknowledged_in_time, later).value == 0);
  CHECK(figure(KpiCode::answered_in_24_h, later).excluded == 1);
}

TEST_CASE("R83 the mean response is over answered cases alone") {
  auto m = measured({closed_case(10 * kHour_ms), closed_case(20 * kHour_ms), open_case()}, kCaptured + 9 * kDay_ms);
  auto mean = figure(KpiCode::response_time, m);
  CHECK(mean.value == 15 * kHour_ms);
  CHECK(mean.count == 2);
  CHECK(mean.excluded == 1);
  CHECK(verdict(judged(KpiCode::response_time), mean) == Verdict::met);
}

TEST_CASE("R147 first contact is lost by a second assignment, a dispute or a repeat within 30 days") {
  auto later = kCaptured + 90 * kDay_ms;
  auto good = closed_case(kHour_ms), moved = good, disputed = good, repeated = good, long_after = good, taken_back = good;
  moved.assigned = 2;
  disputed.disputes = 1;
  repeated.repeated_at = *good.resolved_at + 30 * kDay_ms;
  long_after.repeated_at = *good.resolved_at + 31 * kDay_ms;
  taken_back.repeated_at = *good.resolved_at + kDay_ms;
  taken_back.repeat_withdrawn_at = *good.resolved_at + 2 * kDay_ms;
  auto of = [&](const CaseFact& fact) { return figure(KpiCode::first_contact, measured({fact}, later)).numerator; };
  CHECK(of(good) == 1);
  CHECK(of(moved) == 0);
  CHECK(of(disputed) == 0);
  CHECK(of(repeated) == 0);
  CHECK(of(long_after) == 1);
  CHECK(of(taken_back) == 1);
  CHECK(figure(KpiCode::first_contact, measured({repeated}, kCaptured + 5 * kDay_ms)).numerator == 1);  // not yet known then
}

TEST_CASE("R148 accuracy is what was upheld of the results that were reviewed; resolved cases nobody reviewed are left out") {
  auto once = closed_case(kHour_ms), twice = closed_case(kHour_ms);
  once.reviews = {{"1001", true}};
  twice.reviews = {{"1001", false}, {"1003", true}};
  const auto of = figure(KpiCode::accuracy, measured({once, twice, closed_case(kHour_ms), open_case()}, kCaptured + 10 * kDay_ms));
  CHECK(of.numerator == 2);
  CHECK(of.denominator == 3);
  CHECK(of.excluded == 1);
  CHECK(of.value == 667);
}

TEST_CASE("R143 ratings by shoppers and by staff are never added") {
  auto by_shopper = closed_case(kHour_ms), by_staff = by_shopper;
  by_shopper.shopper_rating = 3;
  by_staff.staff_rating = 5;
  auto m = measured({by_shopper, by_staff}, kCaptured + 9 * kDay_ms);
  CHECK(figure(KpiCode::satisfaction, m).denominator == 1);
  CHECK(figure(KpiCode::satisfaction, m).numerator == 0);
  CHECK(staff_satisfaction(m).value == 1000);
}

TEST_CASE("R54 a level reached by age alone holds from its moment on") {
  auto fact = open_case();
  fact.ripens_at = kCaptured + 15 * kDay_ms;
  fact.ripe_level = 2;
  CHECK(fact.level_at(kCaptured + 14 * kDay_ms) == 4);
  CHECK(fact.level_at(kCaptured + 15 * kDay_ms) == 2);
}

TEST_CASE("R154 the cost of closed complaints alone is divided by their number") {
  auto closed = closed_case(kHour_ms), open = open_case();
  closed.cost_fen = 47'500;
  open.cost_fen = 90'000;  // on the way, and nobody knows yet what it will come to
  const auto cost = figure(KpiCode::cost, measured({closed, open}, kCaptured + 9 * kDay_ms));
  CHECK(cost.value == 47'500);
  CHECK(cost.excluded == 1);
}

TEST_CASE("R140 a result behind its deadline is late at once, not when somebody confirms it") {
  auto late = closed_case(15 * kDay_ms);
  late.closed_at = kCaptured + 22 * kDay_ms;
  const auto on_time = figure(KpiCode::resolved_on_time, measured({late, closed_case(kHour_ms)}, kCaptured + 16 * kDay_ms));
  CHECK(on_time.numerator == 1);
  CHECK(on_time.denominator == 2);
  CHECK(on_time.excluded == 0);
  CHECK(standing_of(late, kCaptured + 16 * kDay_ms)[Count::overdue] == 0);  // it has its result
}

TEST_CASE("R136 what a period is held to comes from the policy: floors, goals, in their units") {
  ReportRules rules;
  for (auto& target : rules.targets)
    if (target.code == "closure") target = {"closure", TargetUnit::percent, 80, 90};
  const auto closure = with_target(kpi(KpiCode::closure), rules.target("closure"));
  CHECK(closure.floor == 800);
  CHECK(closure.goal == 900);
  CHECK(with_target(kpi(KpiCode::response_time), rules.target("response_time")).floor == 24 * kHour_ms);
  CHECK_FALSE(with_target(kpi(KpiCode::first_contact), rules.target("first_contact")).floor);
}

TEST_CASE("verdicts: floor and goal, compared exactly") {
  Measured m;
  auto closed_of = [&](std::int64_t closed, std::int64_t received) {
    m.tally[Count::closed] = closed;
    m.tally[Count::received] = received;
    return verdict(judged(KpiCode::closure), figure(KpiCode::closure, m));
  };
  CHECK(closed_of(0, 0) == Verdict::none);
  CHECK(closed_of(94, 100) == Verdict::missed);
  CHECK(closed_of(95, 100) == Verdict::above_floor);
  CHECK(closed_of(98, 100) == Verdict::met);
  m.events_received = 18'214;
  m.events_numbered = 18'217;
  auto complete = figure(KpiCode::completeness, m);
  CHECK(complete.value == 1000);
  CHECK(verdict(judged(KpiCode::completeness), complete) == Verdict::missed);
}

TEST_CASE("R145 handling efficiency is the median against the period before") {
  Measured now, before;
  now.median_resolve_ms = 32 * kHour_ms;
  before.median_resolve_ms = 40 * kHour_ms;
  now.tally[Count::resolved] = now.tally[Count::received] = 20;
  auto efficiency = kpi(KpiCode::handling_efficiency).figure(now, before);
  CHECK(efficiency.value == -200);
  CHECK(verdict(judged(KpiCode::handling_efficiency), efficiency) == Verdict::met);
}
