#include "kiosk/scenes/shopper/scenes.h"

#include "kiosk/scenes/scene_table.h"
#include "kiosk/scenes/shopper/product.h"

namespace redress::shopper {

namespace {

constexpr SceneRow kScenes[] = {
    {"shopper.home", make_home},
    {"shopper.type", make_type},
    {"shopper.injury", make_injury},
    {"shopper.alarm", make_alarm},
    {"shopper.category", make_category},
    {"shopper.place", make_place},
    {"shopper.product", make_product},
    {"shopper.when", make_when},
    {"shopper.day", make_day},
    {"shopper.code", make_code},
    {"shopper.text", make_story},
    {"shopper.wish", make_wish},
    {"shopper.contact", make_contact},
    {"shopper.contact_other", make_contact_other},
    {"shopper.privacy", make_privacy},
    {"shopper.review", make_review},
    {"shopper.done", make_done},
    {"shopper.photo", make_photo},
    {"shopper.error", make_error},
    {"shopper.restarted", make_restarted},
    {"shopper.idle", make_idle},
    {"shopper.check", make_check},
    {"shopper.find", make_find},
    {"shopper.status", make_status},
    {"shopper.dispute", make_dispute},
    {"shopper.rate", make_rate},
    {"shopper.add", make_add},
    {"shopper.cancel", make_cancel},
    {"shopper.language", make_language},
    {"shopper.display", make_display},
    {"shopper.call", make_call},
};

}  // namespace

std::span<const SceneRow> scenes() { return kScenes; }

}  // namespace redress::shopper
