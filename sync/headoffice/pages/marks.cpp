#include "sync/headoffice/pages/marks.h"

namespace redress::headoffice {

Markup mark(Mark mark) {
  switch (mark) {
    case Mark::ok: return R"(<svg class="st" viewBox="0 0 48 48" aria-hidden="true"><circle class="sok" cx="24" cy="24" r="21"/><path d="M13 25l8 8 14-16"/></svg>)"_html;
    case Mark::warn: return R"(<svg class="st" viewBox="0 0 48 48" aria-hidden="true"><path class="swarn" d="M24 3 47 44H1z"/><path d="M24 18v12M24 37v.01"/></svg>)"_html;
    case Mark::bad: return R"(<svg class="st" viewBox="0 0 48 48" aria-hidden="true"><rect class="sbad" x="3" y="3" width="42" height="42" rx="5"/><path d="M15 15l18 18M33 15 15 33"/></svg>)"_html;
    case Mark::off: return R"(<svg class="st" viewBox="0 0 48 48" aria-hidden="true"><circle class="soff" cx="24" cy="24" r="20"/><path class="dk" d="M14 24h20"/></svg>)"_html;
    case Mark::wait: return R"(<svg class="st" viewBox="0 0 48 48" aria-hidden="true"><circle class="soff" cx="24" cy="24" r="20"/><path class="dk" d="M24 13v12l7 4"/></svg>)"_html;
  }
  return ""_html;
}

Markup tick() { return R"(<svg class="ic" viewBox="0 0 48 48" aria-hidden="true"><path d="M9 25l10 10L39 13"/></svg>)"_html; }

Markup clock_mark() { return R"(<svg class="ic" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="18"/><path d="M24 13v12l8 5"/></svg>)"_html; }

Markup logo() {
  return R"(<svg viewBox="0 0 48 48" aria-hidden="true"><path d="M5 7h38v27H28L17 44V34H5z" fill="none" stroke="#0B5D5E" stroke-width="4" stroke-linejoin="round"/><path d="M15 20l7 7 12-13" fill="none" stroke="#0B5D5E" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>)"_html;
}

void add_level(Html& html, const PageWords& words, int level, bool large) {
  if (level < 1 || level > 4) return;
  html << "<svg class=\"lv"_html << (large ? " b" : "") << "\" viewBox=\"0 0 48 48\" role=\"img\" aria-label=\""_html
       << words.level(level) << "\">"_html;
  switch (level) {
    case 1: html << R"(<polygon class="l1" points="15,2 33,2 46,15 46,33 33,46 15,46 2,33 2,15"/>)"_html; break;
    case 2: html << R"(<polygon class="l2" points="24,0 48,24 24,48 0,24"/>)"_html; break;
    case 3: html << R"(<rect class="l3" x="4" y="4" width="40" height="40" rx="6"/>)"_html; break;
    default: html << R"(<circle class="l4" cx="24" cy="24" r="20.5"/>)"_html; break;
  }
  html << "<text x=\"24\" y=\"33\""_html;
  if (level == 4) html << " class=\"t4\""_html;
  html << ">"_html << level << "</text></svg>"_html;
}

}  // namespace redress::headoffice
