#include "kiosk/scenes/counter/scenes.h"

#include "kiosk/scenes/scene_table.h"

namespace redress::counter {

namespace {

constexpr SceneRow kScenes[] = {
    {"counter.signin", make_signin},
    {"counter.lock", make_lock},
    {"counter.queue", make_queue},
    {"counter.unknown", make_unknown},
    {"counter.conflict", make_conflict},
    {"counter.case", make_case},
    {"counter.assign", make_assign},
    {"counter.investigate", make_investigate},
    {"counter.resolve", make_resolve},
    {"counter.register", make_register},
    {"counter.callback", make_call_back},
    {"counter.act", make_act_form},
    {"counter.code", make_code},
    {"counter.lost", make_lost_receipt},
    {"counter.sync", make_sync},
};

}  // namespace

std::span<const SceneRow> scenes() { return kScenes; }

}  // namespace redress::counter
