// 52 Printer test: status in words with what to do, a test page, and what the person sees on the paper.
#include "kiosk/scenes/technician/technician_scene.h"
#include "kiosk/scenes/technician/test_page_picture.h"

namespace redress::technician {

namespace {

using ui::Mark;
using ui::Rect;

class PrinterTest final : public TechnicianScene {
 protected:
  std::string_view here_id() const override { return "nav:printer"; }
  void opened(App& app) override {
    asked_ = app.desk().printer_status();
    device_ = app.desk().inspect_device();
    take();
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("print")) {
      seen_ = -1;
      page_.reset();
      printing_ = app.desk().print_test_page();
      asked_ = app.desk().printer_status();
      take();
      return Step::redraw();
    }
    if (auto look = event.tapped_after("look:"); !look.empty()) {
      seen_ = look == "good" ? 0 : look == "pale" ? 1 : 2;
      return Step::redraw();
    }
    take();
    return Step::stay();
  }

  void content(ui::Canvas& c, Rect r, const App& app) const override {
    Rect head = r.take_top(ui::size::staff_button, 14);
    ui::heading(c, head, app.say("tech.test.title"_msg), app.say("tech.test.not_counted"_msg));
    const ui::Button print{.id = "print", .label = app.say(page_ ? "tech.test.again"_msg : "tech.test.print"_msg), .look = ui::Look::filled, .left = ui::Icon::print,
                           .off = !app.here().has_printer || printing_.waiting(), .why = app.say(app.here().has_printer ? "tech.test.printing"_msg : "printer.none"_msg)};
    constexpr float kPaper_wide = 420, kPaper_high = 620, kPortrait_high = 800;
    if (c.portrait()) r = r.top_part(std::min(r.h, kPortrait_high * c.theme().text_scale));
    Rect paper = r.take_left(kPaper_wide, 20);
    if (page_as_planned_) test_page_picture(c, paper.top_part(std::min(paper.h, kPaper_high)), *page_as_planned_);
    Rect foot = r.take_bottom(84, 20);
    ui::button(c, foot.take_right(std::max(320.f, ui::button_width(c, print, foot.h))), print);
    Rect question = r.take_bottom(62 + 40 + 44 + (c.line_height(ui::type::card) - 30), 20);
    results(c, r, app);
    look(c, question, app);
  }

 private:
  void take() {
    if (auto device = device_.take(); device && device->ok()) page_as_planned_ = (*device)->test_page;
    if (auto status = asked_.take(); status && status->ok()) status_ = **status;
    if (auto page = printing_.take()) page_ = page->ok() ? **page : failed();
  }
  static PrintView failed() {
    PrintView view;
    view.state = PrintView::State::failed;
    return view;
  }

  struct Line {
    Mark mark;
    std::string what, detail;
  };

  std::vector<Line> results_of(const App& app) const {
    const auto status = status_.value_or(app.here().printer);
    const auto words = printer_words(app, status);
    std::vector<Line> out;
    // Out of paper or open it calls itself off line, and answers all the same.
    const bool there = app.here().has_printer && fault_of(status) != PrintFault::offline;
    out.push_back({!app.here().has_printer ? Mark::off : there ? Mark::ok : Mark::fault, app.say("tech.test.connection"_msg), there ? std::string() : words.state});
    const bool knows = there && status.answers_status;
    const bool no_paper = status.paper == PaperState::out, low = status.paper == PaperState::near_end;
    out.push_back({!knows ? Mark::waiting : no_paper ? Mark::fault : low ? Mark::attention : Mark::ok, app.say("tech.test.paper"_msg),
                   no_paper || low ? words.state : std::string()});
    const bool stuck = status.cutter_jam || status.cover_open || status.overheated;
    out.push_back({!knows ? Mark::waiting : stuck ? Mark::fault : Mark::ok, app.say("tech.test.cutter"_msg), stuck ? words.state : std::string()});
    Mark page = Mark::waiting;
    std::string said;
    if (printing_.waiting()) said = app.say("tech.test.printing"_msg);
    if (page_ && page_->state == PrintView::State::failed) page = Mark::fault, said = app.say("tech.test.failed"_msg, {{"fault", words.state}});
    else if (page_) page = page_->state == PrintView::State::uncertain ? Mark::attention : Mark::ok,
                    said = app.say(page_->state == PrintView::State::uncertain ? "printer.partly"_msg : "tech.test.done"_msg);
    out.push_back({page, app.say("tech.test.page"_msg), said});
    return out;
  }

  void results(ui::Canvas& c, const Rect& r, const App& app) const {
    Rect inside = ui::card(c, r, {.title = app.say("tech.test.results"_msg)});
    const ui::Canvas::Ground ground(c, ui::Colour::surface);
    const float row_gap = c.theme().text_scale > 1 ? 6 : 16;  // large letters have room enough between lines
    for (const auto& line : results_of(app)) {
      Rect row = inside.take_top(c.line_height(ui::type::card) + c.line_height(ui::type::small) + row_gap);
      c.fill(row.top_part(1), ui::Colour::rule);
      ui::state_mark(c, row.take_left(32, 18).centred(32, 32), line.mark);
      const auto state = mark_words(app, line.mark);
      c.text(row.take_right(c.measure(state, ui::type::card).w + 2, 16), state, ui::type::card, ui::Colour::ink, ui::Align::right);
      row = row.inset(0, row_gap / 2 - 2);
      c.text(line.detail.empty() ? row : row.take_top(c.line_height(ui::type::card)), line.what, ui::type::card);
      if (!line.detail.empty()) c.text(row, line.detail, ui::type::small, ui::Colour::ink_soft);
    }
    const auto fix = printer_words(app, status_.value_or(app.here().printer)).fix;
    if (!fix.empty()) ui::notice(c, inside.below(14).top_part(0), {.tone = ui::Tone::warn, .body = fix, .type = ui::type::detail});
  }

  void look(ui::Canvas& c, const Rect& r, const App& app) const {
    Rect inside = ui::card(c, r, {.title = app.say("tech.test.look.q"_msg)});
    const auto cells = ui::columns(inside.top_part(62), 3, 12);
    const bool off = !page_;
    const auto choice = [&](int i, const char* id, MessageKey label) {
      ui::button(c, cells[static_cast<std::size_t>(i)], {.id = id, .label = app.say(label), .chosen = seen_ == i, .off = off, .why = app.say("tech.test.print"_msg)});
    };
    choice(0, "look:good", "tech.test.look.good"_msg);
    choice(1, "look:pale", "tech.test.look.pale"_msg);
    choice(2, "look:cut", "tech.test.look.cut"_msg);
  }

  Pending<PrinterStatus> asked_;
  Pending<PrintView> printing_;
  Pending<TechnicianView> device_;
  std::optional<TestPageContent> page_as_planned_;
  std::optional<PrinterStatus> status_;
  std::optional<PrintView> page_;
  int seen_ = -1;
};

}  // namespace

std::unique_ptr<Scene> make_printer() { return std::make_unique<PrinterTest>(); }

}  // namespace redress::technician
