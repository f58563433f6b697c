// What a device gets: events of its mall within its role's scope, documents, other devices, alarms (decision
// 13); and whether head office still has what it once confirmed (decision 15).
#pragma once

#include <variant>

#include "sync/headoffice/http/http_server.h"

namespace redress::headoffice {

class Office;

// `again`: it waited already and gets whatever there is.
std::variant<Reply, WaitForNews> pull(Office& office, ByteView body, bool again);

}  // namespace redress::headoffice
