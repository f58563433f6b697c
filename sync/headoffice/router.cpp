#include "sync/headoffice/router.h"

#include <algorithm>

#include "core/seal/hash.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

// Values of the pattern's ":names", or nothing if the path is another.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> wild;
  while (!pattern.empty() && !path.empty()) {
    if (pattern.front() != ':') {
      if (pattern.front() != path.front()) return std::nullopt;
      pattern.remove_prefix(1);
      path.remove_prefix(1);
      continue;
    }
    pattern.remove_prefix(std::min(pattern.find('/'), pattern.size()));
    auto end = std::min(path.find('/'), path.size());
    if (end == 0) return std::nullopt;
    wild.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return wild;
}

bool from_another_site(const Request& request) {
  if (!request.fetch_site.empty()) return request.fetch_site != "same-origin" && request.fetch_site != "none";
  if (request.origin.empty()) return false;
  auto scheme = request.origin.find("://");
  return scheme == std::string::npos || request.origin.substr(scheme + 3) != request.host;
}

bool has(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& header) { return header.first == name; });
}

}  // namespace

void add_security_headers(Response& response, bool secure) {
  auto add = [&](std::string name, std::string value) {
    if (!has(response, name)) response.headers.emplace_back(std::move(name), std::move(value));
  };
  add("Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors "
      "'none'; base-uri 'none'");
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cache-Control", "no-store");
  add("X-Robots-Tag", "noindex");
  if (secure) add("Strict-Transport-Security", "max-age=31536000");
}

void Router::add(std::string method, std::string pattern, RoleSet roles, Handler handler) {
  routes_.push_back({std::move(method), std::move(pattern), roles, std::move(handler)});
}

Response Router::fail(Context& context, int status, std::string_view reason) const {
  if (error_page_) return error_page_(context, status, reason);
  return Response::text(status, std::to_string(status) + " " + std::string(reason) + "\n");
}

Response Router::enter(const Route& route, Context& context) const {
  const auto& request = context.request;
  if (route.roles == 0) {
    if (route.method == "POST" && from_another_site(request)) return fail(context, 403, "csrf");
    return route.handler(context);
  }
  if (!context.visitor) {
    if (route.method == "GET" && !sign_in_path_.empty())
      return Response::redirect(sign_in_path_ + "?next=" + encode_percent(request.target));
    return fail(context, 401, "sign_in");
  }
  if (!(route.roles & role_bit(context.visitor->person.role))) return fail(context, 403, "role");
  if (route.method == "POST" &&
      !equal_in_constant_time(as_bytes(request.form["csrf"]), as_bytes(context.visitor->csrf)))
    return fail(context, 403, "csrf");
  return route.handler(context);
}

Response Router::dispatch(Context& context, Request& request) const {
  std::string method = request.method == "HEAD" ? "GET" : request.method;
  bool path_known = false;
  for (const auto& route : routes_) {
    auto wild = match(route.pattern, request.path);
    if (!wild) continue;
    path_known = true;
    if (route.method != method) continue;
    context.wild = std::move(*wild);
    return enter(route, context);
  }
  return fail(context, path_known ? 405 : 404, path_known ? "method" : "not_found");
}

Response Router::handle(Office& office, Request& request) const {
  auto visitor = find_visitor(office, request);
  Context context{office, request, {}, visitor ? &*visitor : nullptr};
  Response response;
  bool is_form = request.content_type.starts_with("application/x-www-form-urlencoded");
  if (is_form) {
    auto form = request.body.size() <= kForm_bytes ? parse_form(request.body)
                                                   : Result<Fields>(invalid("form: too large"));
    request.body.clear();
    if (form.ok()) request.form = std::move(*form);
    response = form.ok() ? dispatch(context, request) : fail(context, 400, "form");
  } else {
    response = dispatch(context, request);
  }
  add_security_headers(response, request.secure);
  return response;
}

}  // namespace redress::headoffice
