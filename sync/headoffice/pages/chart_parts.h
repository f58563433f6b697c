// What charts are drawn with: figures as inline SVG without script, each with its table below (decision 33). Shape and
// words tell what colour tells. Each is drawn twice, for a desk and for a phone, of which style shows one: letters that shrink
// with a wide picture cannot be read on a phone.
#pragma once

#include <initializer_list>
#include <string>

#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/report_words.h"

namespace redress::headoffice {

enum class Width { desk, phone };
// In units; a letter has about 13.
constexpr std::int64_t chart_width(Width width) { return width == Width::desk ? 600 : 320; }

void begin_figure(Html& html, std::string_view title, std::string_view note);
// `finding`: the sentence that stands for the picture.
void begin_chart(Html& html, Width width, std::int64_t height, std::string_view title, std::string_view finding);
void end_chart(Html& html);
void begin_data(Html& html, const ReportWords& words, std::string_view caption,
                std::initializer_list<std::string> columns);
void add_data(Html& html, std::string_view head, std::initializer_list<std::string> cells);
void end_figure(Html& html);
void end_without_chart(Html& html, const ReportWords& words);  // and without table: there is nothing to draw

void draw_text(Html& html, std::int64_t x, std::int64_t y, Markup attributes, std::string_view text);
void draw_line(Html& html, Markup look, std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2);
void draw_bar(Html& html, Markup look, std::int64_t x, std::int64_t y, std::int64_t width,
              std::int64_t height);
void draw_dot(Html& html, Markup look, std::int64_t x, std::int64_t y, int radius);

// Width of a label at the charts' size of letters, near enough to leave room for it.
std::int64_t label_width(std::string_view text);

}  // namespace redress::headoffice
