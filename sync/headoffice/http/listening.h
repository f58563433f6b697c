// Where the server listens and for how many: addresses as text and back, and the process's open files.
#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "sync/headoffice/http/http_server.h"

namespace redress::headoffice {

struct ListeningAddress {
  sockaddr_storage storage{};
  bool v6 = false;
};
// Errors: Errc::invalid, the address is neither IPv4 nor IPv6.
Result<ListeningAddress> listening_address(const ListenOptions& options);

// 192.0.2.7, also of ::ffff:192.0.2.7; empty for anything but IP.
std::string address_text(const sockaddr* address);

// Whose guesses and connections count together: an IPv4 address, of an IPv6 address the /64, since one line has all of it.
std::string network_of(std::string_view address);

// Raises the limit of open files as far as the system lets us.
void allow_many_files();
// How many connections that limit leaves room for, 10,000 at most.
unsigned most_connections();

}  // namespace redress::headoffice
