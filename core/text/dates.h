// Dates in words. All take civil times of the mall's zone; the zone itself is not their business.
// A promise on paper is an absolute date with weekday and time (domain.md section 8).
#pragma once

#include <optional>
#include <string>

#include "core/base/civil.h"
#include "core/text/catalogue.h"

namespace redress {

std::string clock_words(CivilTime t);                                // 14:06
std::string promised_words(const Catalogue& words, CivilTime t);     // 4月17日（周五）14:06 / Fri 17 April, 14:06
std::string promised_before_words(const Catalogue& words, CivilTime t);  // … 前 / by …
std::string day_words(const Catalogue& words, CivilDate d);          // 4月12日 / 12 April
std::string day_weekday_words(const Catalogue& words, CivilDate d);  // 4月12日（周日） / Sun 12 April
std::string full_day_weekday_words(const Catalogue& words, CivilDate d);  // 2026年4月12日（周日） / Sun 12 April 2026
std::string bar_day_words(const Catalogue& words, CivilDate d);      // 3月17日 周二 / Tue 17 Mar
std::string full_day_words(const Catalogue& words, CivilDate d);     // 2026年4月16日 / 16 April 2026
std::string month_words(const Catalogue& words, int year, int month);
std::string day_time_words(const Catalogue& words, CivilTime t);       // 4月16日 14:06 / 16 April, 14:06
std::string full_day_time_words(const Catalogue& words, CivilTime t);  // 2026年4月16日 14:06
std::string weekday_words(const Catalogue& words, CivilDate d);

// Days of another year than `this_year` are told with it, days of this one without.
std::string day_words(const Catalogue& words, CivilDate d, int this_year);
std::string short_day_words(const Catalogue& words, CivilDate d, int this_year);  // 11月28日 / 28 Nov
std::string day_time_words(const Catalogue& words, CivilTime t, int this_year);
std::string promised_words(const Catalogue& words, CivilTime t, int this_year);
std::string day_weekday_words(const Catalogue& words, CivilDate d, int this_year);
// Day and part of day as on the review screen: 4月12日（周日）上午. `part` is a word of day_part, or empty.
std::string day_part_words(const Catalogue& words, CivilDate d, std::string_view part, int this_year);

// 今天 14:48 / 14:48 today; yesterday and tomorrow likewise; other days with date and weekday, of another year with it.
std::string relative_words(const Catalogue& words, CivilTime t, CivilDate today);

// 4 天前 / 4 days ago; today and yesterday by name.
std::string days_ago_words(const Catalogue& words, CivilDate d, CivilDate today);

}  // namespace redress
