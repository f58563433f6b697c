#include "sync/uplink/link.h"

#include "sync/wire/paths.h"

namespace redress {

std::string_view text_key(Trouble trouble) {
  switch (trouble) {
    case Trouble::none:
    case Trouble::stopped: return {};
    case Trouble::network: return "sync.error.network";
    case Trouble::answer: return "sync.error.answer";
    case Trouble::busy: return "sync.error.busy";
    case Trouble::unknown:
    case Trouble::waiting:
    case Trouble::fork: return "sync.error.refused";
    case Trouble::local: return "sync.error.local";
  }
  return {};
}

Problem local_problem(const Error& error) {
  return {error.code == Errc::conflict ? Trouble::fork : Trouble::local, error.what, -1};
}

Problem answer_problem(const Error& error) { return {Trouble::answer, error.what, -1}; }

HttpRequest make_request(const LinkTarget& target, std::string_view path, Bytes body, int timeout_ms) {
  HttpRequest request;
  request.url = target.url + std::string(path);
  request.headers = {{"Content-Type", std::string(wire::kContent_type)}};
  request.body = std::move(body);
  request.timeout_ms = timeout_ms;
  return request;
}

Exchange judge(Result<HttpAnswer> answer) {
  if (!answer.ok()) {
    auto trouble = answer.error().code == Errc::limit ? Trouble::answer : Trouble::network;
    return {{trouble, answer.error().what, -1}, false, {}};
  }
  int status = answer->status;
  if (status == 200) return {{}, false, std::move(answer->body)};
  Problem problem{Trouble::answer, "head office answered " + std::to_string(status), answer->retry_after_s};
  if (status == 401) problem.trouble = Trouble::unknown;
  if (status == 403) problem.trouble = Trouble::waiting;
  if (status == 409) problem.trouble = Trouble::fork;
  if (status == 429 || status >= 500) problem.trouble = Trouble::busy;
  // With 409 comes an acknowledgement: the events were kept.
  Bytes body = status == 409 ? std::move(answer->body) : Bytes();
  return {problem, status == 400 || status == 413 || status == 422, std::move(body)};
}

}  // namespace redress
