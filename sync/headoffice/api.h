// The addresses that machines use: /v1/* (docs/SYNC.md), /healthz, /metrics. Everything else goes to the
// router.
#pragma once

#include "sync/headoffice/http/http_server.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

class Office;

// What HttpServer calls for every request; `pages` must live as long.
Serve serve_office(Office& office, const Router& pages);

}  // namespace redress::headoffice
