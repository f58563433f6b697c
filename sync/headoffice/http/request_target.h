// What stands in the first line of a request.
#pragma once

#include <string_view>

#include "sync/headoffice/http/http.h"

namespace redress::headoffice {

// A request with target, path and query. A bad escape gives an empty path or no query: not found.
Request bare_request(std::string_view target);

}  // namespace redress::headoffice
