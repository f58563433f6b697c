// From request to handler: who may call what stands in one table of routes (role × address, tested as such).
// Sessions, CSRF token, security headers and error pages are dealt with here, once, for every route.
//
// Thread: routes are added before serving; handle() may then be called from many threads at once.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/action.h"
#include "sync/headoffice/http/http.h"
#include "sync/headoffice/people/session.h"

namespace redress::headoffice {

class Office;

struct Context {
  Office& office;
  const Request& request;
  std::vector<std::string> wild;     // values of the pattern's ":names" in order
  const Visitor* visitor = nullptr;  // signed in; never null in a route with roles
};

using Handler = std::function<Response(Context&)>;
using ErrorPage = std::function<Response(Context&, int status, std::string_view reason)>;

// Reasons an ErrorPage gets: "not_found", "method", "form", "sign_in", "role", "csrf", "internal".
struct Route {
  std::string method;   // GET also answers HEAD
  std::string pattern;  // "/cases/:code"
  RoleSet roles = 0;    // 0: open to everybody
  Handler handler;
};

inline constexpr RoleSet kAny_role = ~RoleSet{0};

class Router {
 public:
  void add(std::string method, std::string pattern, RoleSet roles, Handler handler);
  void open(std::string method, std::string pattern, Handler handler) {
    add(std::move(method), std::move(pattern), 0, std::move(handler));
  }
  void set_error_page(ErrorPage page) { error_page_ = std::move(page); }
  // GET without a session is sent there with ?next=…; "" answers 401.
  void set_sign_in_path(std::string path) { sign_in_path_ = std::move(path); }
  const std::vector<Route>& routes() const { return routes_; }

  // A POST of a route with roles must carry the visitor's token in the form field "csrf"; an open POST that a
  // browser says comes from another site is refused.
  Response handle(Office& office, Request& request) const;

 private:
  Response dispatch(Context& context, Request& request) const;
  Response enter(const Route& route, Context& context) const;
  Response fail(Context& context, int status, std::string_view reason) const;
  std::vector<Route> routes_;
  ErrorPage error_page_;
  std::string sign_in_path_;
};

// Headers that every answer carries (CSP without script, nosniff, no-store, …).
void add_security_headers(Response& response, bool secure);

}  // namespace redress::headoffice
