// The technician's way in from a kiosk's first screen.
#include <doctest/doctest.h>

#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

using namespace redress;
using namespace redress::stage;

TEST_CASE("five touches on the sign within three seconds lead the technician in, slower ones do nothing") {
  SceneStage s;
  s.show(shopper::scenes(), "shopper.home");
  for (int i = 0; i < 6; ++i) {
    CHECK(words(s.tap("mall")) == "stay");
    (void)s.pass(1'000);
  }
  (void)s.pass(4'000);
  for (int i = 0; i < 4; ++i) CHECK(words(s.tap("mall")) == "stay");
  CHECK(words(s.tap("mall")) == "go technician.signin");
  s.here.provisioned = false;
  s.apply();
  for (int i = 0; i < 4; ++i) (void)s.tap("mall");
  CHECK(words(s.tap("mall")) == "go technician.enrol");
}

TEST_CASE("the way in does not stand in the way of what a shopper touches") {
  for (const bool portrait : {true, false}) {
    SceneStage s(portrait);
    s.show(shopper::scenes(), "shopper.home");
    for (const auto& problem : s.problems()) FAIL_CHECK(problem);
    CHECK(words(s.tap("start")) == "go shopper.type");
  }
}

TEST_CASE("news of sync draw nothing on the first screen, what stands on it does") {
  SceneStage s;
  s.here.printer.online = true;
  s.apply();
  s.show(shopper::scenes(), "shopper.home");
  ui::UiEvent news;
  news.kind = ui::UiEvent::Kind::wake;
  s.here.sync.phase = SyncPhase::offline;
  s.here.sync.waiting = 7;
  s.apply();
  CHECK(words(s.send(news)) == "stay");
  s.here.record = RecordState::full;
  s.apply();
  CHECK(words(s.send(news)) == "redraw");
  CHECK(words(s.send(news)) == "stay");
}
