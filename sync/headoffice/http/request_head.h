// What a request says before its body: who asks, from where, in which language. On the server's own threads.
#pragma once

#include <string_view>

#include "sync/headoffice/http/http_server.h"

struct MHD_Connection;

namespace redress::headoffice {

enum class AnnouncedBody {
  fits,
  too_large,  // larger than a request may be
  ambiguous,  // more than one length: a proxy before us may have believed the other one
};

// Fills the rest of `request` (its target is known); a proxy on this machine may name client and scheme.
AnnouncedBody read_head(MHD_Connection* connection, std::string_view method, bool tls, Request& request);

}  // namespace redress::headoffice
