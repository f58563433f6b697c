// Papers that leave the house: pages that stand alone, print, and ask nothing of a server.
#pragma once

#include <initializer_list>
#include <string>

#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"

namespace redress::headoffice {

// <!doctype html> … <h1>title</h1>, to be ended by end_paper().
Html begin_paper(const PageWords& words, std::string_view title);
void end_paper(Html& html);
void add_fact(Html& html, std::string_view label, std::string_view value);  // a row of <dl>; nothing if empty

std::string joined(std::initializer_list<std::string> words);  // with a dot between; empty ones are left out

// One case for a regulator: what was said and done, by whom and when, and how to check it. `contact`: null,
// or in clear.
std::string case_paper(const PageWords& words, const CaseDetail& detail, const Json* contact,
                       std::string_view fingerprint, Instant made_at);

// What person_data() gives, for that person.
std::string person_paper(const PageWords& words, const Json& data);

}  // namespace redress::headoffice
