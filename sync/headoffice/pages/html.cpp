#include "sync/headoffice/pages/html.h"

namespace redress::headoffice {

namespace {

void escape(std::string& out, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: {
        bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
        if (!control && c != 0x7f) out += c;
      }
    }
  }
}

}  // namespace

Html& Html::operator<<(Markup markup) {
  out_ += markup.text;
  return *this;
}

Html& Html::operator<<(std::string_view text) {
  escape(out_, text);
  return *this;
}

Html& Html::operator<<(std::int64_t number) {
  out_ += std::to_string(number);
  return *this;
}

Html& Html::operator<<(const Html& part) {
  out_ += part.out_;
  return *this;
}

void add_option(Html& html, std::string_view value, std::string_view text, bool selected, bool off) {
  html << "<option value=\""_html << value << "\""_html;
  if (off) html << " disabled"_html;
  if (selected) html << " selected"_html;
  html << ">"_html << text << "</option>"_html;
}

void add_hidden(Html& html, std::string_view name, std::string_view value) {
  html << "<input type=\"hidden\" name=\""_html << name << "\" value=\""_html << value << "\">"_html;
}

}  // namespace redress::headoffice
