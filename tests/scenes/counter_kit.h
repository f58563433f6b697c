// A counter with somebody signed in, for the tests of its screens.
#pragma once

#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

namespace redress::stage {

struct Counter : SceneStage {
  explicit Counter(Role role = Role::service) : SceneStage(false, ui::Audience::staff) {
    signed_in(*this, role);
  }
  static void signed_in(SceneStage& stage, Role role = Role::service) {
    StaffSession session;
    session.person = sample_person(role);
    stage.app.staff = session;
    stage.app.draft_of = session.person.staff;
    stage.here.device_name = "客服终端 1";
    stage.apply();
  }
  static void open(SceneStage& stage, const char* scene, CaseView view) {
    stage.desk.look_up_answer.answer = std::move(view);
    stage.app.staff->open_case = sample_code();
    stage.show(counter::scenes(), scene);
  }
};

}  // namespace redress::stage
