// The left column of the queue: scope, levels, stage, department, person, overdue, clear.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/scenes/counter/filter_picker.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/pointer.h"

namespace redress::counter {

// `view` null: counts are not known yet.
void queue_filter(ui::Canvas& canvas, const ui::Rect& column, const App& app, const QueueView* view, const Team& team);

enum class FilterList { none, stage, department, owner };
std::vector<FilterOption> filter_options(const App& app, FilterList list, const Team& team);

// Something is filtered out beside the scope.
bool filtered(const QueueFilter& filter);
void clear_filter(QueueFilter& filter);
// A touch on one of these controls or options: true if the filter is another now.
bool filter_touched(const ui::UiEvent& event, QueueFilter& filter);

}  // namespace redress::counter
