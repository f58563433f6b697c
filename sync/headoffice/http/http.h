// One HTTP exchange as plain values: no socket, no library. Bounded before it gets here (docs/SYNC.md,
// decision 25).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress::headoffice {

inline constexpr std::size_t kBody_bytes = 8u << 20;    // anything larger is answered 413
inline constexpr std::size_t kForm_bytes = 512u << 10;  // of a page's form; a policy pasted into page 65 is the largest
inline constexpr std::size_t kForm_fields = 100;

// Named values in the order they came.
class Fields {
 public:
  void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
  // First value of that name, empty if absent.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> every(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

struct Request {
  std::string method;  // GET, HEAD, POST
  std::string path;    // percent-decoded, no query, begins with '/'
  std::string target;  // as sent, with query
  Fields query, form, cookies;
  std::string body;  // empty for forms
  std::string content_type;
  std::string address;  // of the client, without port
  std::string host, origin, fetch_site, accept_language;
  bool secure = false;  // TLS here, or a proxy on loopback that says so
};

struct Response {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  static Response text(int status, std::string body);
  static Response html(std::string body, int status = 200);
  static Response json(std::string body, int status = 200);
  static Response binary(Bytes body, int status = 200);
  static Response redirect(std::string to);  // 303: after a form, the next page is a GET
  // The browser saves it under that name (letters, digits, '.', '-', '_' only).
  static Response download(std::string body, std::string content_type, std::string_view file_name);
};

// Percent-decoding; `plus` turns '+' into a space. Nothing for bad escapes, NUL or invalid UTF-8.
std::optional<std::string> decode_percent(std::string_view text, bool plus);
std::string encode_percent(std::string_view text);
// application/x-www-form-urlencoded. Errc::limit: too many fields; Errc::invalid: bad escapes.
Result<Fields> parse_form(std::string_view text);
Fields parse_cookies(std::string_view header);

}  // namespace redress::headoffice
