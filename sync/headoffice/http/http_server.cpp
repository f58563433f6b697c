#include "sync/headoffice/http/http_server.h"

#include <microhttpd.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <utility>

#include "sync/headoffice/http/arrivals.h"
#include "sync/headoffice/http/bell.h"
#include "sync/headoffice/http/connection_table.h"
#include "sync/headoffice/http/counters.h"
#include "sync/headoffice/http/crew.h"
#include "sync/headoffice/http/listening.h"
#include "sync/headoffice/http/request_head.h"
#include "sync/headoffice/http/request_target.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kConnection_bytes = 8 * 1024;
constexpr unsigned kInactive_s = 1000;  // the table is stricter; this is the net below it
constexpr int kTick_ms = 100;

std::int64_t monotonic_ms() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::int64_t>(t.tv_sec) * 1000 + t.tv_nsec / 1'000'000;
}

// One request on its way through: filled by the server's thread, answered by a worker.
struct Exchange {
  Request request;
  bool head_read = false, too_large = false, too_much = false, handed_over = false;
  std::size_t arrived_bytes = 0;  // noted in State::arrivals
  std::atomic<bool> done{false};
  Reply answer;
};

}  // namespace

struct HttpServer::State {
  State(Serve serve_, Bell& bell_, Counters& counters_, const ListenOptions& options)
      : serve(std::move(serve_)), bell(bell_), counters(counters_), crew(options.workers), watch(1),
        health_path(options.health_path), tls(!options.certificate.empty()) {}
  Serve serve;
  Bell& bell;
  Counters& counters;
  Crew crew, watch;
  std::string health_path;
  bool tls;
  MHD_Daemon* daemon = nullptr;
  ConnectionTable table;
  Arrivals arrivals;
  std::uint16_t port = 0;
  std::atomic<bool> ending{false};
  std::atomic<int> in_flight{0};
  std::thread timer;

  MHD_Result receive(MHD_Connection* connection, Exchange& exchange, const char* data, size_t* size);
  MHD_Result reply(MHD_Connection* connection, Reply& answer);
  MHD_Result refuse_ambiguous(MHD_Connection* connection, Exchange& exchange);
  MHD_Result refuse_large(MHD_Connection* connection, Exchange& exchange);
  MHD_Result refuse_for_now(MHD_Connection* connection, Exchange& exchange);
  void drop_body(Exchange& exchange);
  void hand_over(MHD_Connection* connection, Exchange& exchange);
  void work(MHD_Connection* connection, Exchange& exchange, bool again);
  void wake(MHD_Connection* connection, Exchange& exchange);
  void run_timer();
};

MHD_Result HttpServer::State::receive(MHD_Connection* connection, Exchange& exchange, const char* data,
                                      size_t* size) {
  auto& request = exchange.request;
  if (request.body.size() + *size > kBody_bytes) exchange.too_large = true;
  const bool refused = exchange.too_large || exchange.too_much;
  if (!refused) exchange.too_much = !arrivals.take(request.address, table.is_trusted(connection), *size);
  if (refused || exchange.too_much) {
    drop_body(exchange);
  } else {
    exchange.arrived_bytes += *size;
    request.body.append(data, *size);
  }
  table.receiving(connection, monotonic_ms(), request.body.size());
  *size = 0;
  return MHD_YES;
}

void HttpServer::State::drop_body(Exchange& exchange) {
  std::string().swap(exchange.request.body);
  arrivals.give_back(exchange.request.address, std::exchange(exchange.arrived_bytes, 0));
}

MHD_Result HttpServer::State::reply(MHD_Connection* connection, Reply& answer) {
  auto& response = answer.response;
  MHD_Response* out =
      MHD_create_response_from_buffer(response.body.size(), response.body.data(), MHD_RESPMEM_MUST_COPY);
  if (!out) return MHD_NO;
  MHD_add_response_header(out, "Content-Type", response.content_type.c_str());
  for (const auto& [name, value] : response.headers)
    MHD_add_response_header(out, name.c_str(), value.c_str());
  if (ending) MHD_add_response_header(out, "Connection", "close");
  auto queued = MHD_queue_response(connection, static_cast<unsigned>(response.status), out);
  MHD_destroy_response(out);
  response.body.clear();
  return queued;
}

// A proxy before us may have believed the other length: what follows would be a request that it never saw.
MHD_Result HttpServer::State::refuse_ambiguous(MHD_Connection* connection, Exchange& exchange) {
  exchange.answer.response = Response::text(400, "more than one Content-Length or Transfer-Encoding\n");
  exchange.answer.response.headers.emplace_back("Connection", "close");
  return reply(connection, exchange.answer);
}

MHD_Result HttpServer::State::refuse_large(MHD_Connection* connection, Exchange& exchange) {
  exchange.answer.response = Response::text(413, "larger than 8 MiB: send it in parts\n");
  return reply(connection, exchange.answer);
}

MHD_Result HttpServer::State::refuse_for_now(MHD_Connection* connection, Exchange& exchange) {
  ++counters.too_busy;
  exchange.answer.response = Response::text(503, "too much arrives at once, come back soon\n");
  exchange.answer.response.headers.emplace_back("Retry-After", "5");
  return reply(connection, exchange.answer);
}

void HttpServer::State::hand_over(MHD_Connection* connection, Exchange& exchange) {
  exchange.handed_over = true;
  ++counters.requests;
  table.working(connection);
  ++in_flight;
  MHD_suspend_connection(connection);
  Crew& workers = exchange.request.path == health_path ? watch : crew;
  bool taken = workers.add(exchange.request.body.size(),
                           [this, connection, &exchange] { work(connection, exchange, false); });
  if (taken) return;
  ++counters.too_busy;
  exchange.answer.response = Response::text(503, "too many requests at once, come back soon\n");
  exchange.answer.response.headers.emplace_back("Retry-After", "2");
  wake(connection, exchange);
}

void HttpServer::State::work(MHD_Connection* connection, Exchange& exchange, bool again) {
  auto result = serve(exchange.request, again || ending);
  if (auto* wait = std::get_if<WaitForNews>(&result)) {
    bell.wait(wait->mall, wait->mark, monotonic_ms() + wait->wait_ms, [this, connection, &exchange] {
      if (!crew.add(0, [this, connection, &exchange] { work(connection, exchange, true); }))
        work(connection, exchange, true);
    });
    if (ending) bell.ring_all();
    return;
  }
  exchange.answer = std::move(std::get<Reply>(result));
  wake(connection, exchange);
}

void HttpServer::State::wake(MHD_Connection* connection, Exchange& exchange) {
  exchange.done = true;
  MHD_resume_connection(connection);
  --in_flight;
}

void HttpServer::State::run_timer() {
  int ticks = 0;
  while (!ending) {
    usleep(kTick_ms * 1000);
    auto now = monotonic_ms();
    bell.tick(now);
    if (++ticks % 10 == 0) table.sweep(now);
    counters.connections = static_cast<std::int64_t>(table.size());
    counters.waiting = static_cast<std::int64_t>(bell.waiting());
  }
}

namespace {

using State = HttpServer::State;

size_t keep_escapes(void*, MHD_Connection*, char* text) {
  return strlen(text);
}

MHD_Result accept_policy(void* self, const sockaddr* address, socklen_t) {
  return static_cast<State*>(self)->table.may_connect(address_text(address)) ? MHD_YES : MHD_NO;
}

void connection_changed(void* self, MHD_Connection* connection, void**, MHD_ConnectionNotificationCode code) {
  auto& table = static_cast<State*>(self)->table;
  if (code == MHD_CONNECTION_NOTIFY_CLOSED) return table.closed(connection);
  const auto* socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  const auto* client = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  table.opened(connection, socket ? socket->connect_fd : -1,
               address_text(client ? client->client_addr : nullptr), monotonic_ms());
}

void* begin_request(void*, const char* target, MHD_Connection*) {
  auto* exchange = new Exchange;
  exchange->request = bare_request(target);
  return exchange;
}

MHD_Result on_request(void* self, MHD_Connection* connection, const char*, const char* method, const char*,
                      const char* data, size_t* size, void** context) {
  auto& state = *static_cast<State*>(self);
  auto& exchange = *static_cast<Exchange*>(*context);
  if (!exchange.head_read) {
    const auto body = read_head(connection, method, state.tls, exchange.request);
    exchange.head_read = true;
    state.table.receiving(connection, monotonic_ms(), 0);
    if (body == AnnouncedBody::ambiguous) return state.refuse_ambiguous(connection, exchange);
    exchange.too_large = body == AnnouncedBody::too_large;
    return exchange.too_large ? state.refuse_large(connection, exchange) : MHD_YES;
  }
  if (*size > 0) return state.receive(connection, exchange, data, size);
  if (exchange.too_large) return state.refuse_large(connection, exchange);
  if (exchange.too_much) return state.refuse_for_now(connection, exchange);
  if (!exchange.handed_over) {
    state.hand_over(connection, exchange);
    return MHD_YES;
  }
  return exchange.done ? state.reply(connection, exchange.answer) : MHD_YES;
}

void request_ended(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode) {
  auto* exchange = static_cast<Exchange*>(*context);
  if (!exchange) return;
  auto& state = *static_cast<State*>(self);
  state.table.answered(connection, exchange->answer.trusted, monotonic_ms());
  state.drop_body(*exchange);
  delete exchange;
  *context = nullptr;
}

}  // namespace

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ListenOptions& options, Serve serve, Bell& bell,
                                                      Counters& counters) {
  REDRESS_TRY_ASSIGN(auto address, listening_address(options));
  bool tls = !options.certificate.empty();
  if (tls != !options.key.empty()) return invalid("--cert and --key go together");
  if (!tls && !is_loopback(options.address))
    return Error{Errc::refused, "--listen " + options.address +
                                    ": plain HTTP is only for loopback addresses; give --cert and --key"};
  if (tls && MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES)
    return invalid("--cert: this libmicrohttpd has no TLS");
  allow_many_files();
  auto state = std::make_unique<State>(std::move(serve), bell, counters, options);
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                   (address.v6 ? MHD_USE_IPv6 : 0) | (tls ? MHD_USE_TLS : 0);
  MHD_OptionItem tls_items[] = {
      {MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char*>(options.certificate.c_str())},
      {MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char*>(options.key.c_str())},
      {MHD_OPTION_HTTPS_PRIORITIES, 0, const_cast<char*>("SECURE128:-VERS-ALL:+VERS-TLS1.2:+VERS-TLS1.3")},
      {MHD_OPTION_END, 0, nullptr}};
  MHD_OptionItem no_items[] = {{MHD_OPTION_END, 0, nullptr}};
  state->daemon = MHD_start_daemon(
      flags, options.port, accept_policy, state.get(), on_request, state.get(), MHD_OPTION_SOCK_ADDR,
      &address.storage, MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_CONNECTION_LIMIT, most_connections(),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnection_bytes, MHD_OPTION_CONNECTION_TIMEOUT, kInactive_s,
      MHD_OPTION_LISTEN_BACKLOG_SIZE, 4096u, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, nullptr,
      MHD_OPTION_URI_LOG_CALLBACK, begin_request, nullptr, MHD_OPTION_NOTIFY_COMPLETED, request_ended,
      state.get(), MHD_OPTION_NOTIFY_CONNECTION, connection_changed, state.get(), MHD_OPTION_ARRAY,
      tls ? tls_items : no_items, MHD_OPTION_END);
  if (!state->daemon)
    return Error{Errc::busy, "--listen " + options.address + ":" + std::to_string(options.port) +
                                 ": cannot listen there (port in use, not our address, or bad certificate)"};
  const auto* info = MHD_get_daemon_info(state->daemon, MHD_DAEMON_INFO_BIND_PORT);
  state->port = info ? info->port : options.port;
  state->timer = std::thread([raw = state.get()] { raw->run_timer(); });
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

std::uint16_t HttpServer::port() const {
  return state_->port;
}

void HttpServer::stop() {
  if (!state_ || !state_->daemon) return;
  auto listener = MHD_quiesce_daemon(state_->daemon);
  state_->ending = true;
  if (state_->timer.joinable()) state_->timer.join();
  while (state_->in_flight > 0) {
    state_->bell.ring_all();
    usleep(2000);
  }
  state_->crew.finish();
  state_->watch.finish();
  usleep(50'000);  // answers on their way out
  MHD_stop_daemon(state_->daemon);
  state_->daemon = nullptr;
  if (listener >= 0) ::close(listener);
}

HttpServer::~HttpServer() {
  stop();
}

}  // namespace redress::headoffice
