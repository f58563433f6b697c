// Wire messages in the store's words.
#pragma once

#include "core/store/sync_rows.h"
#include "sync/wire/acknowledgement.h"

namespace redress {

AckUpdate to_update(const wire::Acknowledgement& ack, const Bytes& bytes);

}  // namespace redress
