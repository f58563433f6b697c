#include "tests/scenes/stage.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "core/policy/policy.h"
#include "core/policy/policy_wording.h"
#include "core/policy/site.h"
#include "kiosk/app/fittings.h"
#include "tests/scenes/golden.h"
#include "tests/ui/png.h"

namespace redress::stage {

namespace {

// One a process: ImGui's context and the mapped fonts.
ui::Frame& frame() {
  static auto fonts = std::move(*FontStore::open());
  static ui::Frame one(*fonts);
  return one;
}

// Memory of pictures that are done: most of a stage's time was the first touch of eight fresh megabytes.
std::vector<std::vector<std::uint32_t>> spare_pixels;

std::vector<std::uint32_t> some_pixels() {
  if (spare_pixels.empty()) return std::vector<std::uint32_t>(1080 * 1920);
  auto out = std::move(spare_pixels.back());
  spare_pixels.pop_back();
  return out;
}

Surroundings surroundings() {
  Surroundings here;
  here.provisioned = true;
  here.device_name = "K07";
  here.mall = "xinghe";
  here.fingerprint = "4F2A-9C31-77D0";
  auto site = std::make_shared<Site>(std::move(*demo_site("xinghe")));
  here.zone = std::make_shared<const Zone>(site->zone);
  here.site = std::move(site);
  here.policy = std::make_shared<const Policy>(default_policy());
  here.wording = std::make_shared<const Wording>(default_wording());
  here.record = RecordState::ready;
  here.clock_trusted = true;
  here.has_printer = true;
  here.printer.online = true;
  here.printer.paper = PaperState::ok;
  here.sync.phase = SyncPhase::synced;
  here.sync.last_success = kStageNow - kMinute_ms;
  return here;
}

}  // namespace

ui::Frame& shared_frame() {
  frame().invalidate();
  return frame();
}

SceneStage::SceneStage(bool portrait, ui::Audience audience, InputMethod* input_method)
    : app(clock, desk, input_method),
      here(surroundings()),
      portrait_(portrait),
      audience_(audience),
      pixels_(some_pixels()),
      buffer_{pixels_.data(), portrait ? 1080 : 1920, portrait ? 1920 : 1080, portrait ? 1080 : 1920} {
  if (audience == ui::Audience::staff) here.role = DeviceRole::counter;
  apply();
  frame().invalidate();  // other memory, perhaps at the same address
}

SceneStage::~SceneStage() {
  spare_pixels.push_back(std::move(pixels_));
}

void SceneStage::apply() {
  ++here.revision;
  app.set_surroundings(std::make_shared<const Surroundings>(here));
}

void SceneStage::cover(std::span<const SceneRow> table, std::string_view name) {
  for (const auto& row : table) {
    if (row.name != name) continue;
    if (!open_.empty()) open_.back()->leave(app);
    open_.push_back(row.make());
    open_.back()->enter(app);
    return;
  }
  FAIL("no scene of this name: " << std::string(name));
}

void SceneStage::show(std::span<const SceneRow> table, std::string_view name) {
  open_.clear();
  cover(table, name);
}

void SceneStage::leave_and_enter() {
  scene().leave(app);
  scene().enter(app);
}

Step SceneStage::send(ui::UiEvent event) {
  event.at_ms = app.now_ms();
  using K = ui::UiEvent::Kind;
  if (event.kind != K::wake && event.kind != K::tick) app.active_at_ms = app.now_ms();
  return scene().update(event, app);
}

ui::UiEvent SceneStage::touch(std::string_view id) {
  const auto& registry = draw();
  const auto* widget = registry.find(id);
  ui::UiEvent event;
  if (!widget) FAIL("nothing to touch with the id " << std::string(id));
  const auto* hit = registry.hit(widget->rect.mid_x(), widget->rect.mid_y());
  if (!hit || hit->id != id)
    FAIL("a touch on " << std::string(id) << " hits " << (hit ? hit->id : std::string("nothing")));
  event.kind = widget->off        ? ui::UiEvent::Kind::refused
               : widget->on_press ? ui::UiEvent::Kind::press
                                  : ui::UiEvent::Kind::tap;
  event.id = widget->id;
  event.text = widget->why;
  event.x = widget->rect.mid_x();
  event.y = widget->rect.mid_y();
  return event;
}

Step SceneStage::tap(std::string_view id) {
  return send(touch(id));
}

Step SceneStage::press(std::string_view id) {
  return send(touch(id));
}

Step SceneStage::type(std::string_view text) {
  ui::UiEvent event;
  event.kind = ui::UiEvent::Kind::text;
  event.text = text;
  return send(std::move(event));
}

Step SceneStage::key(int key, int modifiers) {
  ui::UiEvent event;
  event.kind = ui::UiEvent::Kind::key;
  event.key = key;
  event.modifiers = modifiers;
  return send(std::move(event));
}

Step SceneStage::scan(std::string text) {
  ui::UiEvent event;
  event.kind = ui::UiEvent::Kind::scan;
  event.text = std::move(text);
  return send(std::move(event));
}

Step SceneStage::wake() {
  ui::UiEvent event;
  event.kind = ui::UiEvent::Kind::wake;
  return send(std::move(event));
}

Step SceneStage::pass(std::int64_t ms) {
  clock.pass(ms);
  const auto tick = scene().wants_tick_at_ms();
  if (!tick || app.now_ms() < tick) return Step::stay();
  ui::UiEvent event;
  event.kind = ui::UiEvent::Kind::tick;
  return send(std::move(event));
}

void SceneStage::paint(bool fresh) {
  if (fresh) frame().invalidate();
  std::size_t first = open_.size() - 1;
  while (first > 0 && open_[first]->overlay()) --first;
  const ui::Theme theme{app.theme_kind, app.text_scale, audience_};
  auto& canvas = frame().begin(buffer_, theme, std::string(app.language_code()));
  for (std::size_t i = first; i < open_.size(); ++i) open_[i]->draw(canvas, app);
  frame().end();
}

const ui::Registry& SceneStage::draw() {
  paint(true);
  return frame().presented();
}

std::string SceneStage::all_words() {
  std::string out;
  for (const auto& mark : draw().texts()) out += mark.text + "\n";
  return out;
}

bool SceneStage::sees(std::string_view words) {
  return all_words().find(words) != std::string::npos;
}

std::vector<std::string> SceneStage::problems() {
  const auto& registry = draw();
  return ui::check_all(registry, ui::Theme{app.theme_kind, app.text_scale, audience_}, du_per_mm(kLeast_panel_tenth_inch));
}

void look_at(const Look& look) {
  if (std::getenv("SCENES")) std::filesystem::create_directories("scenes");
  struct View {
    ui::ThemeKind kind;
    float scale;
  };
  constexpr View kViews[] = {{ui::ThemeKind::normal, 1},
                             {ui::ThemeKind::normal, 1.25f},
                             {ui::ThemeKind::normal, 1.5f},
                             {ui::ThemeKind::contrast, 1}};
  for (const bool portrait : {true, false}) {
    if (portrait && look.audience == ui::Audience::staff && !look.at_kiosk) continue;
    for (const auto& language : kLanguages)
      for (const auto& view : kViews) {
        SceneStage stage(portrait, look.audience, look.input_method);
        stage.app.set_default_language(language.id);
        stage.app.theme_kind = view.kind;
        stage.app.text_scale = view.scale;
        look.prepare(stage);
        const std::string name =
            look.name + "-" + std::string(language.code) + (portrait ? "-portrait" : "-landscape") +
            (view.kind == ui::ThemeKind::contrast ? "-contrast" : "") +
            (view.scale > 1 ? "-" + std::to_string(static_cast<int>(view.scale * 100)) : "");
        CAPTURE(name);
        for (const auto& problem : stage.problems()) FAIL_CHECK(problem);
        if (view.kind == ui::ThemeKind::normal && view.scale == 1) check_golden(name, stage.picture());
        if (std::getenv("SCENES")) CHECK(write_png("scenes/" + name + ".png", stage.picture()));
      }
  }
}

std::string words(const Step& step) {
  switch (step.kind) {
    case Step::Kind::stay:
      return "stay";
    case Step::Kind::redraw:
      return "redraw";
    case Step::Kind::go:
      return "go " + step.scene;
    case Step::Kind::replace:
      return "replace " + step.scene;
    case Step::Kind::back:
      return "back";
    case Step::Kind::home:
      return "home";
    case Step::Kind::reopen:
      return "reopen";
  }
  return "";
}

}  // namespace redress::stage
