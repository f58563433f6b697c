// What the counter's queue is ordered by: the deadlines that the rules say, kept beside the rows of open cases.
#include <doctest/doctest.h>

#include "core/policy/case_facts.h"
#include "kiosk/app/case_board.h"
#include "kiosk/app/engine.h"
#include "kiosk/app/queue_scope.h"
#include "tests/engine/bare_device.h"

using namespace redress;

namespace {

constexpr Instant kNow{1'776'319'560'000};  // Thursday 2026-04-16 14:06
const Person kPerson{"1001", Role::service, "service", ""};

CaseRow row_of(std::optional<Instant> due_at, bool paused) {
  CaseRow row;
  row.known = true;
  row.stage = Stage::assign;
  row.submitted_at = kNow - kDay_ms;
  row.due_at = due_at;
  row.paused = paused;
  return row;
}

struct Shelf : BareDevice {
  Shelf() { open(); }
  void write(CaseCode code, const char* kind, const char* body, Actor actor) {
    Draft draft;
    draft.event.id = engine->store().new_event_id();
    draft.event.code = code;
    draft.event.actor = std::move(actor);
    draft.event.kind = kind;
    draft.event.body = parse_json(body).value();
    REQUIRE(engine->store().append(draft).ok());
  }
  // As Engine::judge_board does.
  Judgement judged(CaseCode code, Instant now) {
    const auto events = engine->store().events_of_case(code);
    REQUIRE(events.ok());
    return judge_clocks(default_policy(), *demo_site("xinghe"), facts_of(fold_case(code, *events, now, 7), demo_site("xinghe")->zone), now);
  }
};

}  // namespace

TEST_CASE("A pause hides no clock that is over: such a case is overdue, and before all that are not") {
  const QueueScope scope(kPerson, kNow, 7);
  const auto late = row_of(kNow - kHour_ms, true), running = row_of(kNow + kHour_ms, false), still = row_of(std::nullopt, true);
  CHECK(scope.overdue(late));
  CHECK_FALSE(scope.overdue(running));
  CHECK_FALSE(scope.overdue(still));
  const QueueFilter all;
  CHECK(scope.order(late, all) < scope.order(running, all));
  CHECK(scope.order(running, all) < scope.order(still, all));
  auto answered = row_of(kNow - kHour_ms, false);
  answered.stage = Stage::confirm;
  CHECK_FALSE(scope.overdue(answered));
}

TEST_CASE("Level 1 that nobody has taken on stands before all else, by whichever rule it is of level 1") {
  const QueueScope scope(kPerson, kNow, 7);
  const QueueFilter all;
  const auto late = row_of(kNow - kHour_ms, false);
  auto urgent = row_of(kNow + kHour_ms, false);
  urgent.urgent = true;
  CHECK(scope.order(late, all) < scope.order(urgent, all));  // somebody has it
  urgent.stage = Stage::acknowledge;
  CHECK(scope.order(urgent, all) < scope.order(late, all));
}

TEST_CASE("A case is due soon from its first warn point on until it is overdue, and never both") {
  const QueueScope scope(kPerson, kNow, 7);
  auto row = row_of(kNow + kHour_ms, false);
  CHECK_FALSE(scope.due_soon(row));
  row.soon_at = kNow + 1;
  CHECK_FALSE(scope.due_soon(row));
  row.soon_at = kNow;
  CHECK(scope.due_soon(row));
  row.due_at = kNow - 1;
  CHECK(scope.overdue(row));
  CHECK_FALSE(scope.due_soon(row));
  auto answered = row_of(kNow + kHour_ms, false);
  answered.soon_at = kNow;
  answered.stage = Stage::confirm;
  CHECK_FALSE(scope.due_soon(answered));
}

TEST_CASE("The queue's deadlines are the rules', asked anew after an event and when time has changed them") {
  Shelf shelf;
  CaseBoard board;
  const CaseCode code{4711};
  const Actor service{ActorKind::staff, "1001", Role::service, "service"}, shopper{ActorKind::shopper, {}, {}, {}};
  shelf.write(code, "submitted", R"({"contact_type":"complaint","category":"facilities"})", shopper);
  REQUIRE(board.refresh(shelf.engine->store()).ok());
  const auto now = shelf.engine->store().stamp().at;
  const auto ask = [&](Instant at) {
    REQUIRE(board.refresh(shelf.engine->store()).ok());
    const auto codes = board.to_judge(at, 10);
    for (const auto one : codes) board.judged(one, shelf.judged(one, at));
    return codes.size();
  };
  REQUIRE(board.rows().size() == 1);
  CHECK_FALSE(board.rows()[0].due_at);  // nothing was promised on paper
  CHECK(ask(now) == 1);
  CHECK(board.rows()[0].due_at == shelf.judged(code, now).clock(ClockKind::acknowledge)->due);
  CHECK_FALSE(board.rows()[0].urgent);
  CHECK(board.rows()[0].soon_at == shelf.judged(code, now).clock(ClockKind::acknowledge)->warn_at.front());
  CHECK(ask(now) == 0);
  CHECK(ask(now + 14 * kDay_ms) == 0);
  CHECK(ask(now + 15 * kDay_ms) == 1);  // age has raised its level (R54)
  CHECK(ask(now + 15 * kDay_ms) == 0);

  shelf.write(code, "acknowledged", "{}", service);
  shelf.write(code, "replied", R"({"text":"在等配件"})", service);
  const auto until = shelf.engine->store().stamp().at + 3 * kDay_ms;
  shelf.write(code, "paused", (R"({"reason":"supplier","until":)" + std::to_string(until.ms) + "}").c_str(), service);
  const auto later = shelf.engine->store().stamp().at;
  CHECK(ask(later) == 1);
  CHECK(board.rows()[0].paused);  // nothing else runs
  CHECK_FALSE(board.rows()[0].due_at);
  CHECK_FALSE(board.rows()[0].soon_at);
  CHECK(ask(until - 1) == 0);
  CHECK(ask(until) == 1);  // the pause is over by itself
  CHECK_FALSE(board.rows()[0].paused);
  CHECK(board.rows()[0].due_at == shelf.judged(code, until).clock(ClockKind::resolve)->due);
}
