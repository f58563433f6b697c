// Pages 70 and 71: what a shopper sees of a case with nothing but its code, and what they can do. Nothing here reads
// more than Tracking: no name, phone, text, level or note can get onto the page.
#pragma once

#include "sync/headoffice/cases/tracking.h"
#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

struct TrackView {
  Context& context;
  const PageWords& words;
  const Tracking& tracking;
  std::string_view address;  // /C/CODE
};

std::string headline(const TrackView& view);
void add_promise(Html& html, const TrackView& view);
void add_answers(Html& html, const TrackView& view);
void add_progress(Html& html, const TrackView& view);

// Bodies of the forms, each with its <form>.
void add_confirm_form(Html& html, const TrackView& view);
void add_dispute_form(Html& html, const TrackView& view);
void add_rate_form(Html& html, const TrackView& view);
void add_addition_form(Html& html, const TrackView& view);
// Another code; for nobody's page too.
void add_find_form(Html& html, const PageWords& words, std::string_view typed, MessageKey title);

// Until when the shopper may confirm or dispute.
std::optional<Instant> confirm_until(const TrackView& view);

}  // namespace redress::headoffice
