#include "tests/ui/gallery.h"
namespace redress::gallery { std::vector<Page> staff_pages() { return {}; } }
