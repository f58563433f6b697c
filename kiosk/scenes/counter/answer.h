// The answer a shopper will read: its language, templates, how it is told, and what the check found in it
// (screens-staff 45, domain.md section 8). Drawn by the screen that writes it.
#pragma once

#include <string>
#include <vector>

#include "core/policy/answer_check.h"
#include "kiosk/app/app.h"
#include "kiosk/scenes/counter/typed_fields.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

struct AnswerWay {
  std::string way = "page";  // the tracking page always shows it; phone, in_person, letter: told by staff too
  std::string told;          // yes, no; empty: not said yet
};

// 像是姓名：陈女士. Empty: nothing found.
std::string found_words(const App& app, std::string_view text, const std::vector<AnswerFinding>& found);
bool has_gaps(std::string_view text);  // "____" of a template

struct AnswerCheckLine {
  std::string words;
  bool good = true;
};
AnswerCheckLine check_line(const App& app, std::string_view text, const std::vector<AnswerFinding>& found);

// Ids "language:<code>", "template:<code>", "way:<word>", "told:<yes|no>".
void draw_answer(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view, const TypedFields& typed,
                 Language language, const std::vector<AnswerFinding>& found);
void draw_answer_side(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view, const AnswerWay& way,
                      std::optional<Instant> confirm_until);
std::vector<ui::Button> template_buttons(const App& app, std::string_view category);

}  // namespace redress::counter
