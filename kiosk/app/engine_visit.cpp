// Was a shopper's visit cut off by a power cut or a crash? A file says so: the store keeps what was submitted only.
#include "kiosk/app/engine.h"

namespace redress {

namespace {

constexpr std::size_t kMost_bytes = 16;

std::string visit_mark(const std::string& folder) { return folder + "/visit"; }

}  // namespace

Status Engine::note_visit(const std::string& language) {
  const auto mark = visit_mark(folder_);
  if (!language.empty()) return machine_.files.write_whole(mark, as_bytes(language));
  return machine_.files.exists(mark) ? machine_.files.remove(mark) : Status();
}

std::optional<std::string> Engine::take_cut_visit() {
  const auto mark = visit_mark(folder_);
  if (!machine_.files.exists(mark)) return std::nullopt;
  const auto language = machine_.files.read(mark, kMost_bytes);
  (void)machine_.files.remove(mark);
  return language.ok() ? std::string(as_text(*language)) : std::string();
}

}  // namespace redress
