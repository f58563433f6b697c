#include "sync/headoffice/http/request_head.h"

#include <microhttpd.h>
#include <strings.h>

#include <algorithm>
#include <charconv>

#include "sync/headoffice/http/listening.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kReserve_bytes = 1u << 20;  // what is announced is not yet sent

std::string_view header_of(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value ? value : "";
}

// How often the request says where its body ends.
int lengths_of(MHD_Connection* connection) {
  int count = 0;
  auto look = [](void* found, MHD_ValueKind, const char* name, const char*) {
    *static_cast<int*>(found) +=
        strcasecmp(name, "Content-Length") == 0 || strcasecmp(name, "Transfer-Encoding") == 0;
    return MHD_YES;
  };
  MHD_get_connection_values(connection, MHD_HEADER_KIND, look, &count);
  return count;
}

// Whom the proxy beside us spoke to: the last word of the last line. What stands before it, the client may have sent.
std::string_view forwarded_for(MHD_Connection* connection) {
  std::string_view last;
  auto look = [](void* found, MHD_ValueKind, const char* name, const char* value) {
    if (strcasecmp(name, "X-Forwarded-For") == 0) *static_cast<std::string_view*>(found) = value ? value : "";
    return MHD_YES;
  };
  MHD_get_connection_values(connection, MHD_HEADER_KIND, look, &last);
  last.remove_prefix(std::min(last.find_last_of(", \t") + 1, last.size()));
  return last.substr(0, 64);
}

void read_client(MHD_Connection* connection, bool tls, Request& request) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  request.address = address_text(info ? info->client_addr : nullptr);
  request.secure = tls;
  if (is_loopback(request.address)) {
    if (header_of(connection, "X-Forwarded-Proto") == "https") request.secure = true;
    if (const auto client = forwarded_for(connection); !client.empty()) request.address = client;
  }
  request.address = network_of(request.address);
}

}  // namespace

AnnouncedBody read_head(MHD_Connection* connection, std::string_view method, bool tls, Request& request) {
  request.method = method;
  request.host = header_of(connection, "Host");
  request.origin = header_of(connection, "Origin");
  request.fetch_site = header_of(connection, "Sec-Fetch-Site");
  request.accept_language = header_of(connection, "Accept-Language").substr(0, 200);
  request.content_type = header_of(connection, "Content-Type");
  request.cookies = parse_cookies(header_of(connection, "Cookie"));
  read_client(connection, tls, request);
  if (lengths_of(connection) > 1) return AnnouncedBody::ambiguous;
  const auto length = header_of(connection, "Content-Length");
  std::size_t bytes = 0;
  std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (length.size() > 8 || bytes > kBody_bytes) return AnnouncedBody::too_large;
  request.body.reserve(std::min(bytes, kReserve_bytes));
  return AnnouncedBody::fits;
}

}  // namespace redress::headoffice
