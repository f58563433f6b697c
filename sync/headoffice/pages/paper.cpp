#include "sync/headoffice/pages/paper.h"

namespace redress::headoffice {

Html begin_paper(const PageWords& words, std::string_view title) {
  Html html;
  html << "<!doctype html>\n<html lang=\""_html << language_code(words.language())
       << "\"><head><meta charset=\"utf-8\"><title>"_html << title
       << "</title><meta name=\"viewport\" content=\"width=device-width\"><style>"
          "body{font:11pt/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 "
          "1em;color:#000;background:#fff}"
          "h1{font-size:17pt}h2{font-size:13pt;margin:1.5em 0 "
          ".3em}dl{display:grid;grid-template-columns:11em 1fr;gap:.2em 1em;margin:0}dd{margin:0}"
          "dt{color:#444}p,dd,td{white-space:pre-line;overflow-wrap:anywhere}table{margin-top:.6em;border-collapse:collapse;"
          "width:100%}"
          "td,th{border-bottom:1px solid #888;padding:.3em "
          ".6em;text-align:left;vertical-align:top}td:first-child{white-space:nowrap}thead{display:table-"
          "header-group}"
          "tr{break-inside:avoid}code{overflow-wrap:anywhere}@page{size:A4;margin:18mm}@media(max-width:30em)"
          "{dl{grid-template-columns:1fr}}"
          "</style></head>\n<body><h1>"_html
       << title << "</h1>\n"_html;
  return html;
}

void end_paper(Html& html) {
  html << "</body></html>\n"_html;
}

void add_fact(Html& html, std::string_view label, std::string_view value) {
  if (!value.empty()) html << "<dt>"_html << label << "</dt><dd>"_html << value << "</dd>\n"_html;
}

std::string joined(std::initializer_list<std::string> words) {
  std::string out;
  for (const auto& word : words)
    if (!word.empty()) out += (out.empty() ? "" : " · ") + word;
  return out;
}

}  // namespace redress::headoffice
