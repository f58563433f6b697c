// The test page as it should come out of the printer, to hold the paper against (52). ui thread.
#pragma once

#include "kiosk/receipt/test_page.h"
#include "kiosk/ui/canvas.h"

namespace redress::technician {

void test_page_picture(ui::Canvas& c, const ui::Rect& r, const TestPageContent& page);

}  // namespace redress::technician
