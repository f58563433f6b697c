// A case of the queue as its row says it.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

ui::QueueRow queue_row_words(const App& app, const QueueRowView& row);
// Level 1 that nobody acknowledged: the band on top.
bool pinned(const QueueRowView& row);

}  // namespace redress::counter
