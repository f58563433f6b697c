#include "kiosk/type/drawable_input.h"

#include <algorithm>

#include "core/base/secret.h"
#include "core/base/utf8.h"

namespace redress {
namespace {

constexpr std::size_t kSpare = 12;  // read beyond what is asked for, in place of what cannot be drawn

// The first or the last ones go, and leave nothing of what was being typed behind.
void drop(std::vector<std::string>& candidates, std::vector<std::string>::iterator from,
          std::vector<std::string>::iterator to) {
  for (auto one = from; one != to; ++one) wipe(*one);
  candidates.erase(from, to);
}

}  // namespace

bool DrawableInput::draws(const std::string& words) {
  for (std::size_t at = 0; at < words.size();)
    if (fonts_.metrics({}, next_code_point(words, at)).missing) return false;
  return true;
}

Composition DrawableInput::drawable(Composition state) {
  auto& all = state.candidates;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (draws(all[i])) std::swap(all[kept++], all[i]);
  drop(all, all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
  return state;
}

Composition DrawableInput::candidates(std::size_t first, std::size_t count) {
  Composition state = drawable(inner_.candidates(0, first + count + kSpare));
  auto& all = state.candidates;
  std::rotate(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(first, all.size())), all.end());
  const std::size_t shown = std::min(count, all.size() - std::min(first, all.size()));
  state.more |= all.size() > first + shown;
  drop(all, all.begin() + static_cast<std::ptrdiff_t>(shown), all.end());
  return state;
}

Composition DrawableInput::choose(std::size_t candidate) {
  Composition state = inner_.candidates(0, candidate + 1 + kSpare);
  std::size_t place = 0;
  for (std::size_t drawn = 0; place < state.candidates.size(); ++place)
    if (draws(state.candidates[place]) && drawn++ == candidate) break;
  drop(state.candidates, state.candidates.begin(), state.candidates.end());
  wipe(state.preedit);
  return drawable(inner_.choose(place));
}

}  // namespace redress
