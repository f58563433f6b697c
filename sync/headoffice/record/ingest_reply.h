// How ingest says no. Internal to this folder.
#pragma once

#include <string>

#include "sync/headoffice/record/ingest.h"

namespace redress::headoffice {

IngestReply reject(Office& office, int status, std::string what);
IngestReply reject(Office& office, const Error& error);

}  // namespace redress::headoffice
