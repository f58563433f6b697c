// Frames of the two audiences: head office's pages and the shopper's tracking page. Landmarks, title, language links,
// footer, notes; everything inside is one <main> with one <h1>.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

enum class Nav { none, cases, reports, corrections, devices, policy, people };

// `title`: what the page is; the product's name follows it.
Response office_page(Context& context, const PageWords& words, std::string_view title, Nav here, const Html& main, int status = 200);
// No cookie is ever set for it; its language stands in the address.
Response track_page(Context& context, const PageWords& words, std::string_view title, const Html& main, int status = 200);

void add_alert(Html& html, std::string_view text);     // role="alert"
void add_status(Html& html, std::string_view text);    // role="status"
void add_csrf(Html& html, const Context& context);     // of every form of a signed-in visitor
// Links to this page in the other languages; `office`: kept for the visitor, else in the address only.
void add_language_links(Html& html, const Context& context, const PageWords& words, bool office);
// A number that a phone calls when touched; it is never broken over two lines.
void add_phone_link(Html& html, std::string_view phone);
// Desk phone with hours, of the page's mall or of every mall.
void add_desk_phones(Html& html, const Context& context, const PageWords& words);

Response style_sheet(std::string_view asset_path);  // what all pages share, then the asset

}  // namespace redress::headoffice
