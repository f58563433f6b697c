// HTTP requests as head office's pages and machine addresses get them: "WHO METHOD TARGET", then the body.
// WHO is a role that is signed in, "-" for nobody, or a cookie. @csrf and @answered, @late … stand for the
// token and for case codes.
#include "core/base/utf8.h"
#include "sync/headoffice/api.h"
#include "sync/headoffice/http/request_target.h"
#include "tests/fuzz/fuzz.h"
#include "tests/pages/fixture.h"

namespace redress::fuzz {

namespace {

using namespace headoffice;
using redress::test::PagesFixture;

bool is_role(std::string_view word) {
  return kRoles.find(word).has_value();
}

std::string with_codes(std::string text, std::string_view who) {
  auto replace = [&](const std::string& mark, const std::string& value) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
      text.replace(at, mark.size(), value);
  };
  auto& fixture = PagesFixture::get();
  if (is_role(who) && text.find("@csrf") != std::string::npos)
    replace("@csrf", fixture.csrf_of(std::string(who)));
  for (const auto& [state, code] : fixture.cases) replace("@" + state, to_compact(code));
  return text;
}

std::string_view take_word(std::string_view& text, char end) {
  auto at = std::min(text.find(end), text.size());
  auto word = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return word;
}

Request request_in(std::string_view input) {
  auto body = input;
  auto line = take_word(body, '\n');
  auto who = take_word(line, ' ');
  std::string method(take_word(line, ' '));
  auto request = bare_request(with_codes(std::string(line), who));
  request.method = method;
  request.address = "10.0.0.9";
  request.host = "office";
  auto cookies = is_role(who) ? PagesFixture::get().browser_of(std::string(who)).cookie : std::string(who);
  request.cookies = parse_cookies(cookies);
  request.body = with_codes(std::string(body), who);
  if (!request.path.starts_with("/v1/")) request.content_type = "application/x-www-form-urlencoded";
  return request;
}

void check(const Response& response) {
  require(response.status >= 200 && response.status < 500, "no request is a fault of ours");
  require(response.body.size() < (std::size_t{4} << 20), "an answer has an end");
  for (const auto& [name, value] : response.headers)
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos, "a header is one line");
  if (!response.content_type.starts_with("text/html")) return;
  require(is_valid_utf8(response.body), "a page is UTF-8");
  require(response.body.find("<script") == std::string::npos, "no script stands in a page");
}

}  // namespace

void request(ByteView input) {
  auto asked = request_in(as_text(input));
  if (asked.path == "/sign-out") return;  // the role would be gone for the next input
  static const auto serve = serve_office(PagesFixture::get().office(), PagesFixture::get().router());
  auto answer = serve(asked, true);
  if (auto* reply = std::get_if<Reply>(&answer)) check(reply->response);
}

}  // namespace redress::fuzz
