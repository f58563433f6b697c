#include "sync/headoffice/http/http.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace redress::headoffice {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

}  // namespace

std::string_view Fields::operator[](std::string_view name) const {
  for (const auto& [key, value] : all_)
    if (key == name) return value;
  return {};
}

bool Fields::has(std::string_view name) const {
  return std::any_of(all_.begin(), all_.end(), [&](const auto& field) { return field.first == name; });
}

std::vector<std::string_view> Fields::every(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& [key, value] : all_)
    if (key == name) out.push_back(value);
  return out;
}

Response Response::text(int status, std::string body) {
  return {status, "text/plain; charset=utf-8", std::move(body), {}};
}
Response Response::html(std::string body, int status) {
  return {status, "text/html; charset=utf-8", std::move(body), {}};
}
Response Response::json(std::string body, int status) {
  return {status, "application/json", std::move(body), {}};
}

Response Response::binary(Bytes body, int status) {
  return {status, "application/vnd.redress", std::string(body.begin(), body.end()), {}};
}

Response Response::redirect(std::string to) {
  return {303, "text/plain; charset=utf-8", "", {{"Location", std::move(to)}}};
}

Response Response::download(std::string body, std::string content_type, std::string_view file_name) {
  std::string name;
  for (char c : file_name)
    if (is_plain(c)) name += c;
  return {200,
          std::move(content_type),
          std::move(body),
          {{"Content-Disposition", "attachment; filename=\"" + name + "\""}}};
}

std::optional<std::string> decode_percent(std::string_view text, bool plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (plus && c == '+') {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  if (!is_valid_utf8(out)) return std::nullopt;
  return out;
}

std::string encode_percent(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

Result<Fields> parse_form(std::string_view text) {
  Fields fields;
  std::size_t count = 0;
  while (!text.empty()) {
    auto end = std::min(text.find('&'), text.size());
    auto field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (field.empty()) continue;
    if (++count > kForm_fields) return Error{Errc::limit, "form: too many fields"};
    auto equals = std::min(field.find('='), field.size());
    auto name = decode_percent(field.substr(0, equals), true);
    auto value = decode_percent(equals < field.size() ? field.substr(equals + 1) : std::string_view(), true);
    if (!name || !value) return invalid("form: bad percent-encoding or not UTF-8");
    fields.add(std::move(*name), std::move(*value));
  }
  return fields;
}

Fields parse_cookies(std::string_view header) {
  Fields fields;
  while (!header.empty() && fields.all().size() < 20) {
    auto end = std::min(header.find(';'), header.size());
    auto cookie = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (!cookie.empty() && cookie.front() == ' ') cookie.remove_prefix(1);
    auto equals = cookie.find('=');
    if (equals == std::string_view::npos) continue;
    fields.add(std::string(cookie.substr(0, equals)), std::string(cookie.substr(equals + 1)));
  }
  return fields;
}

}  // namespace redress::headoffice
