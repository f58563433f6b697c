#include "tests/pages/browser.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "sync/headoffice/http/http.h"

namespace redress::test {

namespace {

std::string round_trip(std::uint16_t port, const std::string& request) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string out;
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
    for (std::size_t sent = 0; sent < request.size();) {
      auto n = ::send(fd, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) break;
      sent += static_cast<std::size_t>(n);
    }
    char buffer[16384];
    for (ssize_t n; (n = recv(fd, buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<std::size_t>(n));
  }
  close(fd);
  return out;
}

Reply parse(const std::string& raw) {
  Reply reply;
  auto end = raw.find("\r\n\r\n");
  if (raw.size() < 12 || end == std::string::npos) return reply;
  reply.status = std::atoi(raw.c_str() + 9);
  reply.body = raw.substr(end + 4);
  for (auto at = raw.find("\r\n") + 2; at < end;) {
    auto line_end = std::min(raw.find("\r\n", at), end);
    auto line = raw.substr(at, line_end - at);
    auto colon = line.find(": ");
    auto name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(tolower(c)); });
    if (colon != std::string::npos) reply.headers[name] = line.substr(colon + 2);
    at = line_end + 2;
  }
  return reply;
}

}  // namespace

Reply Browser::send(const std::string& method, const std::string& target, const std::string& body) {
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\nConnection: close\r\n";
  if (!cookie.empty()) request += "Cookie: " + cookie + "\r\n";
  for (const auto& header : headers) request += header + "\r\n";
  if (method == "POST") request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  auto reply = parse(round_trip(port_, request + "\r\n" + body));
  if (auto set = reply.headers.find("set-cookie"); set != reply.headers.end()) cookie = set->second.substr(0, set->second.find(';'));
  return reply;
}

Reply Browser::get(const std::string& target) { return send("GET", target, {}); }

Reply Browser::post(const std::string& target, const FormValues& form) {
  std::string body;
  for (const auto& [name, value] : form) body += (body.empty() ? "" : "&") + headoffice::encode_percent(name) + "=" + headoffice::encode_percent(value);
  return send("POST", target, body);
}

}  // namespace redress::test
