// Words of a document in every language of the product; a document with a gap is refused.
#pragma once

#include <array>
#include <string>

#include "core/text/language.h"

namespace redress {

struct Labels {
  std::array<std::string, kLanguages.size()> by_language;
  const std::string& in(Language language) const { return by_language[static_cast<std::size_t>(language)]; }
};

}  // namespace redress
