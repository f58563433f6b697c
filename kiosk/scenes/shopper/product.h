// 14, for categories that ask for it: which product, its model or the receipt's number (R9).
#pragma once

#include <memory>

#include "kiosk/app/app.h"
#include "kiosk/app/scene.h"

namespace redress::shopper {

// The policy's questions hold "product" for every category, or "product.CATEGORY".
bool asks_for_product(const App& app);
std::unique_ptr<Scene> make_product();

}  // namespace redress::shopper
