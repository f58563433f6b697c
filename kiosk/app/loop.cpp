#include "kiosk/app/loop.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <mutex>

#include "kiosk/ui/controls.h"

namespace redress {

namespace {

bool is_activity(InputEvent::Kind kind) {
  using K = InputEvent::Kind;
  return kind == K::touch_down || kind == K::touch_move || kind == K::touch_up || kind == K::key_down || kind == K::text || kind == K::scan;
}

std::int64_t steady_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

struct Loop::Jobs {
  std::mutex mutex;
  std::deque<std::function<void()>> waiting;
};

Loop::Loop(App& app, Screen& screen, ui::Frame& frame, std::span<const SceneRow> scenes, LoopSetup setup)
    : app_(app), screen_(screen), frame_(frame), scenes_(scenes), setup_(std::move(setup)), jobs_(std::make_shared<Jobs>()) {
  app_.active_at_ms = app_.now_ms();
  push(setup_.first_scene);
}

void Loop::post(std::function<void()> job) {
  {
    std::lock_guard lock(jobs_->mutex);
    jobs_->waiting.push_back(std::move(job));
  }
  screen_.wake();
}

void Loop::news() {
  ui::UiEvent event;
  event.kind = ui::UiEvent::Kind::wake;
  event.at_ms = app_.now_ms();
  deliver(event);
}

void Loop::run_jobs() {
  std::deque<std::function<void()>> jobs;
  {
    std::lock_guard lock(jobs_->mutex);
    jobs.swap(jobs_->waiting);
  }
  for (auto& job : jobs) job();
}

bool Loop::step(int max_wait_ms) {
  draw_if_needed();
  InputEvent event;
  if (screen_.wait(event, wait_ms(max_wait_ms))) {
    handle(event);
    // A burst (a scanner typing, a drag) is handled whole before one picture is made.
    for (int i = 0; i < 64 && !quit_ && screen_.wait(event, 0); ++i) handle(event);
  }
  run_jobs();
  check_time();
  draw_if_needed();
  rest_if_over();
  beat_if_due();
  return !quit_;
}

void Loop::beat_if_due() {
  const auto& heart = setup_.heartbeat;
  if (!heart.beat || dirty_ || owes_picture_) return;
  const bool began = beat_at_ms_ != 0;
  if (began && (heart.every_ms == 0 || app_.now_ms() < beat_at_ms_)) return;
  beat_at_ms_ = app_.now_ms() + heart.every_ms;
  heart.beat();
}

int Loop::wait_ms(int max_wait_ms) const {
  std::uint64_t until = open_.back().scene->wants_tick_at_ms();
  if (setup_.heartbeat.every_ms && (!until || beat_at_ms_ < until)) until = beat_at_ms_;
  if (const auto limit = idle_limit_ms()) {
    const std::uint64_t idle = app_.active_at_ms + limit;
    until = until ? std::min(until, idle) : idle;
  }
  if (fade_.running()) until = until ? std::min(until, fade_.next_ms()) : fade_.next_ms();
  if (!until) return max_wait_ms;
  std::uint64_t now = app_.now_ms();
  int wait = until <= now ? 0 : static_cast<int>(std::min<std::uint64_t>(until - now, 3'600'000));
  return max_wait_ms < 0 ? wait : std::min(wait, max_wait_ms);
}

void Loop::check_time() {
  std::uint64_t now = app_.now_ms();
  if (fade_.due(now)) dirty_ = true;
  std::uint64_t tick = top().scene->wants_tick_at_ms();
  if (tick && now >= tick) {
    ui::UiEvent event;
    event.kind = ui::UiEvent::Kind::tick;
    event.at_ms = now;
    deliver(event);
  }
  if (const auto limit = idle_limit_ms(); limit && app_.quiet_ms() >= limit) follow(Step::go(setup_.idle.warn_scene));
}

// 0: on this screen nothing is done.
std::uint64_t Loop::idle_limit_ms() const {
  const auto& top = open_.back();
  if (open_.size() < 2 || top.scene->for_technician() || top.name == setup_.idle.warn_scene) return 0;
  const auto limit = top.scene->has_text_field() ? setup_.idle.warn_with_text_ms : setup_.idle.warn_ms;
  return setup_.audience == ui::Audience::shopper && app_.text_scale > 1 ? 2 * limit : limit;
}

void Loop::inject(InputEvent event) {
  event.at_ms = app_.now_ms();
  handle(event);
  draw_if_needed();
}

void Loop::handle(const InputEvent& event) {
  if (event.kind == InputEvent::Kind::wake) return run_jobs();  // what is news among them says so itself
  if (event.kind == InputEvent::Kind::quit) {
    quit_ = true;
    return;
  }
  if (event.kind == InputEvent::Kind::expose) {
    frame_.invalidate();  // the window's memory may be lost
    dirty_ = true;
  }
  if (is_activity(event.kind)) app_.active_at_ms = app_.now_ms();
  auto meaning = pointer_.on(event, frame_.presented());
  note_refusal(meaning);
  if (meaning.kind != ui::UiEvent::Kind::none) deliver(meaning);
  if (pointer_.pressed() != pressed_ || pointer_.focused() != focused_) {
    pressed_ = pointer_.pressed();
    focused_ = pointer_.focused();
    dirty_ = true;
  }
}

// A control that cannot be used yet says why beside itself, until the next touch or key.
void Loop::note_refusal(const ui::UiEvent& event) {
  using K = ui::UiEvent::Kind;
  const bool refused = event.kind == K::refused;
  const bool acted = event.kind == K::tap || event.kind == K::press || event.kind == K::outside || event.kind == K::key;
  if (!refused && !(acted && !refused_id_.empty())) return;
  refused_id_ = refused ? event.id : std::string();
  refused_why_ = refused ? event.text : std::string();
  dirty_ = true;
}

void Loop::deliver(const ui::UiEvent& event) {
  // A covered scene still hears of news, so that answers are not lost under a dialog.
  if (event.kind == ui::UiEvent::Kind::wake) {
    for (std::size_t i = 0; i + 1 < open_.size(); ++i)
      if (open_[i].scene->update(event, app_).kind != Step::Kind::stay) dirty_ = true;
  }
  follow(top().scene->update(event, app_));
  note_visit();
}

void Loop::note_visit() {
  const bool under_way = app_.visit.touched() && !app_.visit.submitted;
  if (under_way == under_way_) return;
  under_way_ = under_way;
  app_.desk().note_visit(under_way ? std::string(app_.language_code()) : std::string());
}

void Loop::follow(const Step& step) {
  switch (step.kind) {
    case Step::Kind::stay: return;
    case Step::Kind::redraw: break;
    case Step::Kind::go:
      top().focused = pointer_.focused();
      push(step.scene);
      break;
    case Step::Kind::replace:
      top().scene->leave(app_);
      open_.pop_back();
      push(step.scene);
      break;
    case Step::Kind::back: pop(); break;
    case Step::Kind::home: home(); break;
    case Step::Kind::reopen: quit_ = wants_reopen_ = true; break;
  }
  dirty_ = true;
}

// Dialogs, the first screen and the staff's screens swap.
void Loop::fade_in() {
  const bool fades = setup_.motion && setup_.audience == ui::Audience::shopper && open_.size() > 1 &&
                     !top().scene->overlay() && !top().scene->for_technician() && pointer_.focused().empty();
  if (fades)
    fade_.start(app_.now_ms());
  else
    fade_.end();
}

void Loop::end_fade() {
  dirty_ = dirty_ || fade_.running();
  fade_.end();
  draw_if_needed();
}

void Loop::push(const std::string& name) {
  auto row = std::find_if(scenes_.begin(), scenes_.end(), [&](const SceneRow& r) { return r.name == name; });
  if (row == scenes_.end()) return;
  if (!open_.empty()) top().scene->leave(app_);
  open_.push_back({name, row->make()});
  top().scene->enter(app_);
  pointer_.scene_changed(app_.now_ms());
  fade_in();
  dirty_ = true;
}

void Loop::pop() {
  if (open_.size() < 2) return;
  const bool uncovers = top().scene->overlay();
  top().scene->leave(app_);
  open_.pop_back();
  top().scene->enter(app_);
  pointer_.scene_changed(app_.now_ms());
  pointer_.focus(top().focused);
  if (!uncovers) fade_in();
}

void Loop::home() {
  for (auto it = open_.rbegin(); it != open_.rend(); ++it) it->scene->leave(app_);
  open_.clear();
  app_.end_visit();
  pointer_.end_keypad();
  push(setup_.first_scene);
  is_over_ = true;
}

// After the picture, so that nobody waits for it: a session's glyphs leave 18 MiB of font pages behind.
void Loop::rest_if_over() {
  if (!is_over_) return;
  is_over_ = false;
  frame_.rest();
  malloc_trim(0);
}

void Loop::draw_if_needed() {
  if (!dirty_ || quit_) return;
  dirty_ = false;
  draw();
  if (owes_picture_ || !pointer_.settle_focus(frame_.presented())) return;
  focused_ = pointer_.focused();
  draw();
}

void Loop::draw() {
  auto pixels = screen_.pixels();
  if (!pixels.pixels) return;
  std::size_t first = open_.size() - 1;
  while (first > 0 && open_[first].scene->overlay()) --first;
  ui::Theme theme{app_.theme_kind, app_.text_scale, top().scene->for_technician() ? ui::Audience::staff : setup_.audience};
  auto& canvas = frame_.begin(pixels, theme, std::string(app_.language_code()), pointer_.pressed(), pointer_.focused());
  app_.hidden = fade_.hidden(app_.now_ms());
  for (std::size_t i = first; i < open_.size(); ++i) open_[i].scene->draw(canvas, app_);
  if (!refused_id_.empty()) ui::refusal(canvas, refused_id_, refused_why_);
  auto damage = frame_.end();
  if (damage.empty()) return;
  owes_picture_ = !screen_.present(damage).ok();
  if (owes_picture_) return;
  last_picture_at_us_ = steady_us();
  if (first_picture_at_us_ == 0) first_picture_at_us_ = last_picture_at_us_;
}

std::string_view Loop::scene_name() const { return open_.back().name; }

}  // namespace redress
