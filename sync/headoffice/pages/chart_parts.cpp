#include "sync/headoffice/pages/chart_parts.h"

namespace redress::headoffice {

void begin_figure(Html& html, std::string_view title, std::string_view note) {
  html << "<figure class=\"card\"><figcaption>"_html << title << "</figcaption><p>"_html << note
       << "</p>"_html;
}

void begin_chart(Html& html, Width width, std::int64_t height, std::string_view title, std::string_view finding) {
  html << "<div class=\"chbox "_html << (width == Width::desk ? "desk"_html : "phone"_html) << "\" role=\"region\" tabindex=\"0\" aria-label=\""_html
       << title << "\"><svg class=\"ch\" viewBox=\"0 0 "_html << chart_width(width) << " "_html << height
       << "\" role=\"img\" aria-label=\""_html << finding << "\">"_html;
}

void end_chart(Html& html) {
  html << "</svg></div>"_html;
}

void begin_data(Html& html, const ReportWords& words, std::string_view caption,
                std::initializer_list<std::string> columns) {
  html << "<details><summary>"_html << words("report.chart.data"_msg)
       << "</summary><div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\""_html << caption
       << "\"><table><caption class=\"hidden\">"_html << caption << "</caption><thead><tr>"_html;
  bool first = true;
  for (const auto& column : columns) {
    html << "<th scope=\"col\""_html << (first ? ""_html : " class=\"n\""_html) << ">"_html << column
         << "</th>"_html;
    first = false;
  }
  html << "</tr></thead><tbody>"_html;
}

void add_data(Html& html, std::string_view head, std::initializer_list<std::string> cells) {
  html << "<tr><th scope=\"row\">"_html << head << "</th>"_html;
  for (const auto& cell : cells) html << "<td class=\"n\">"_html << cell << "</td>"_html;
  html << "</tr>"_html;
}

void end_figure(Html& html) {
  html << "</tbody></table></div></details></figure>"_html;
}

void end_without_chart(Html& html, const ReportWords& words) {
  html << "<p>"_html << words("report.chart.none"_msg) << "</p></figure>"_html;
}

void draw_text(Html& html, std::int64_t x, std::int64_t y, Markup attributes, std::string_view text) {
  html << "<text x=\""_html << x << "\" y=\""_html << y << "\" "_html << attributes << ">"_html << text
       << "</text>"_html;
}

void draw_line(Html& html, Markup look, std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2) {
  html << "<line class=\""_html << look << "\" x1=\""_html << x1 << "\" y1=\""_html << y1 << "\" x2=\""_html
       << x2 << "\" y2=\""_html << y2 << "\"/>"_html;
}

void draw_bar(Html& html, Markup look, std::int64_t x, std::int64_t y, std::int64_t width,
              std::int64_t height) {
  html << "<rect class=\""_html << look << "\" x=\""_html << x << "\" y=\""_html << y << "\" width=\""_html
       << width << "\" height=\""_html << height << "\"/>"_html;
}

void draw_dot(Html& html, Markup look, std::int64_t x, std::int64_t y, int radius) {
  html << "<circle class=\""_html << look << "\" cx=\""_html << x << "\" cy=\""_html << y << "\" r=\""_html
       << radius << "\"/>"_html;
}

std::int64_t label_width(std::string_view text) {
  std::int64_t units = 0;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      units += 7;
    else if (byte >= 0xC0)
      units += 13;
  }
  return units;
}

}  // namespace redress::headoffice
