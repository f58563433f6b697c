#include "sync/headoffice/api.h"

#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/ingest.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/pull.h"
#include "sync/wire/paths.h"

namespace redress::headoffice {

namespace {

Reply from_ingest(IngestReply reply) {
  if (!reply.acknowledgement.empty()) {
    auto response = Response::binary(std::move(reply.acknowledgement));
    response.status = reply.status;
    return {std::move(response), reply.known_device};
  }
  auto response = Response::text(reply.status, reply.what + "\n");
  if (reply.status == 503) response.headers.emplace_back("Retry-After", "5");
  return {std::move(response), false};
}

Reply answer_enrol(Office& office, const Request& request) {
  auto answer = enrol(office, as_bytes(request.body));
  if (answer.ok()) return {Response::binary(std::move(*answer)), true};
  switch (answer.error().code) {
    case Errc::unauthorised:
      if (office.guesses().wrong(request.address, office.now()))
        return {Response::text(429, "too many wrong codes\n"), false};
      return {Response::text(401, answer.error().what + "\n"), false};
    case Errc::invalid:
      return {Response::text(400, answer.error().what + "\n"), false};
    default:
      return {Response::text(503, answer.error().what + "\n"), false};
  }
}

Reply health(Office& office) {
  auto reader = office.store().read();
  auto newest =
      reader.ok() ? (*reader)->integer(-1, "SELECT max(n) FROM event") : Result<std::int64_t>(reader.error());
  auto json = Json::object();
  const bool readable = newest.ok(), ok = readable && !office.store().failing();
  json.set("ok", ok)
      .set("db", ok ? "ok" : readable ? "not writable" : "failed")
      .set("last_ingest_ms", office.counters().last_ingest_ms.load())
      .set("now_ms", office.now().ms);
  return {Response::json(json.dump() + "\n", ok ? 200 : 503), false};
}

void metric(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::int64_t value) {
  auto full = "redress_" + std::string(name);
  out += "# HELP " + full + " " + std::string(help) + "\n# TYPE " + full + " " + std::string(type) + "\n" +
         full + " " + std::to_string(value) + "\n";
}

Reply metrics(Office& office) {
  auto& c = office.counters();
  std::string out;
  metric(out, "requests_total", "counter", "HTTP requests", c.requests);
  metric(out, "connections", "gauge", "open connections", c.connections);
  metric(out, "waiting_pulls", "gauge", "pulls that wait for news", c.waiting);
  metric(out, "too_busy_total", "counter", "requests answered 503 because the queue was full", c.too_busy);
  metric(out, "pulls_total", "counter", "pull requests", c.pulls);
  metric(out, "batches_total", "counter", "batches stored", c.batches);
  metric(out, "batches_rejected_total", "counter", "batches refused whole", c.batches_rejected);
  metric(out, "events_accepted_total", "counter", "events stored", c.events_accepted);
  metric(out, "events_duplicate_total", "counter", "events that were here already", c.events_duplicate);
  metric(out, "events_conflict_total", "counter", "forked events, both kept", c.events_conflict);
  metric(out, "events_refused_total", "counter", "refused events, kept raw", c.events_refused);
  metric(out, "sign_in_failures_total", "counter", "wrong passwords", c.sign_in_failures);
  metric(out, "wrong_codes_total", "counter", "tracking codes that are not here", c.wrong_codes);
  metric(out, "last_ingest_ms", "gauge", "time of the last batch, ms since 1970", c.last_ingest_ms);
  metric(out, "search_indexed_n", "gauge", "last event in the search index", c.indexed);
  auto reader = office.store().read();
  if (reader.ok()) {
    auto one = [&](std::string_view sql) {
      const auto value = (*reader)->integer(0, sql);
      return value.ok() ? *value : -1;
    };
    metric(out, "events", "gauge", "newest event number", one("SELECT max(n) FROM event"));
    metric(out, "printers_low", "gauge", "devices whose paper is nearly used up",
           one("SELECT count(*) FROM device WHERE state = 'approved' AND printer = 'low'"));
    metric(out, "printers_down", "gauge", "devices that cannot print",
           one("SELECT count(*) FROM device WHERE state = 'approved'"
               " AND printer NOT IN ('', 'none', 'ok', 'low', 'unknown')"));
    metric(out, "cases", "gauge", "registered cases", one("SELECT sum(cases) FROM stage_count"));
    metric(out, "devices_forked", "gauge", "devices with a forked log",
           one("SELECT count(*) FROM device WHERE forked = 1"));
  }
  return {Response::text(200, std::move(out)), false};
}

Reply only_post() {
  auto response = Response::text(405, "POST only\n");
  response.headers.emplace_back("Allow", "POST");
  return {std::move(response), false};
}

std::variant<Reply, WaitForNews> machine(Office& office, Request& request, bool again) {
  if (request.method != "POST") return only_post();
  auto body = as_bytes(request.body);
  if (request.path == wire::kPath_batches) return from_ingest(ingest_batch(office, body));
  if (request.path == wire::kPath_relay) return from_ingest(ingest_relay(office, body));
  if (request.path == wire::kPath_pull) return pull(office, body, again);
  if (request.path == wire::kPath_enrol) return answer_enrol(office, request);
  return Reply{Response::text(404, "not found\n"), false};
}

bool brings_events(const Request& request) {
  return request.path == wire::kPath_batches || request.path == wire::kPath_relay;
}

// No answer tells what a power cut could still undo.
std::variant<Reply, WaitForNews> settled(Office& office, const Request& request, std::variant<Reply, WaitForNews> result) {
  const auto* reply = std::get_if<Reply>(&result);
  if (!reply) return result;
  if (office.store().settle().ok()) {
    if (brings_events(request) && reply->trusted) office.counters().last_ingest_ms = office.now().ms;
    return result;
  }
  auto response = Response::text(503, "the disk cannot be written to\n");
  response.headers.emplace_back("Retry-After", "5");
  return Reply{std::move(response), false};
}

}  // namespace

Serve serve_office(Office& office, const Router& pages) {
  return [&office, &pages](Request& request, bool again) -> std::variant<Reply, WaitForNews> {
    std::variant<Reply, WaitForNews> result;
    if (request.path == "/healthz")
      result = health(office);
    else if (request.path == "/metrics" && is_loopback(request.address))  // how much is complained is nobody's else
      result = metrics(office);
    else if (request.path.starts_with("/v1/"))
      result = settled(office, request, machine(office, request, again));
    else
      return settled(office, request, Reply{pages.handle(office, request), false});
    if (auto* answer = std::get_if<Reply>(&result)) add_security_headers(answer->response, request.secure);
    return result;
  };
}

}  // namespace redress::headoffice
