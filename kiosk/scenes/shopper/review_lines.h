// The eight lines of the review: label, what was answered, and the screen that changes it.
#pragma once

#include <string>
#include <vector>

#include "core/base/secret.h"
#include "kiosk/app/app.h"

namespace redress::shopper {

// Made for one picture and overwritten after it: the value may be what a person typed.
struct ReviewLine {
  std::string what;    // "category": id edit:category, label review.category
  std::string value;
  bool typed = false;  // a person's own words: covered while the idle question stands
  bool story = false;  // cut after some lines, in full on a page of its own
  ~ReviewLine() { redress::wipe(value); }
};
std::vector<ReviewLine> review_lines(const App& app);
// The screen that changes a line; empty for an unknown one.
std::string_view review_scene(std::string_view what);

// The parts of one answer, with the language's mark between them: no comma where the parts are sentences.
std::string joined(const std::vector<std::string>& parts, std::string_view mark);

}  // namespace redress::shopper
