// What every exchange with head office may do and whom it trusts: one place for all of libcurl's switches of
// that kind.
#pragma once

#include <string>

#include "platform/linux/curl_library.h"

namespace redress {

// http and https only, no proxy, no redirect, certificate and host name checked, TLS 1.2 or newer.
void set_trust(CURL* easy, const std::string& ca_file);

}  // namespace redress
