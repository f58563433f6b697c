// Parts of page 62, each a section or aside with its own heading.
#pragma once

#include <optional>

#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

// One look at a case: what every section reads.
struct CaseView {
  Context& context;
  const PageWords& words;
  const CaseDetail& detail;
  const Json* contact = nullptr;         // opened by this request
  const ActionRule* refused = nullptr;   // its form stays open with what was typed
  bool answer_doubted = false;           // its answer tells more than the public should read: may be sent as it is
};

void add_stage_list(Html& html, const CaseView& view);
void add_said(Html& html, const CaseView& view);
void add_work(Html& html, const CaseView& view);
void add_events(Html& html, const CaseView& view);
void add_level_card(Html& html, const CaseView& view);
void add_clocks(Html& html, const CaseView& view);
void add_kept(Html& html, const CaseView& view);
void add_acts(Html& html, const CaseView& view);
void add_conflicts(Html& html, const CaseView& view);

// What was answered with yes, the amount, the earlier case; what is wished, with `typed` of the sealed part.
std::string impact_words(const PageWords& words, const Json& intake);
std::string wish_words(const PageWords& words, const Json& intake, const Json& typed);

// What an event is, and what its closed words say; typed text comes separately.
std::string event_title(const PageWords& words, const Event& event);
std::string event_detail(const PageWords& words, const TimelineEntry& entry);
// 周敏·客服终端 1
std::string author_words(const PageWords& words, const TimelineEntry& entry);

}  // namespace redress::headoffice
