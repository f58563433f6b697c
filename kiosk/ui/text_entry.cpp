#include "kiosk/ui/text_entry.h"

#include <algorithm>

#include "core/base/secret.h"
#include "kiosk/ui/key_codes.h"

namespace redress::ui {

namespace {

// More than any candidate bar holds.
constexpr std::size_t kAskedCandidates = 12;
constexpr std::string_view kCandidateId = "cand:";
constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

bool is_pinyin_letter(char c) {
  return (c >= 'a' && c <= 'z') || c == '\'';
}

EntryChange operator|(EntryChange a, EntryChange b) {
  return {a.used || b.used, a.value || b.value, a.full || b.full, a.done || b.done, a.hide || b.hide};
}

constexpr EntryChange kUsed{true, false, false, false, false};

}  // namespace

TextEntry::TextEntry(InputMethod* input_method, TextRules rules, TypingLanguage language)
    : input_method_(input_method), edit_(rules), language_(language), page_(letters_page()) {}

TextEntry::~TextEntry() {
  wipe();
}

KeyPage TextEntry::letters_page() const {
  bool latin = !chinese() || english_ || edit_.rules().charset != Charset::any;
  return latin ? KeyPage::latin : KeyPage::pinyin;
}

bool TextEntry::chinese_missing() const {
  return chinese() && edit_.rules().charset == Charset::any && !(input_method_ && input_method_->ready());
}

EntryChange TextEntry::on(const UiEvent& event) {
  switch (event.kind) {
    case UiEvent::Kind::press:
      return press(event.id);
    case UiEvent::Kind::tap:
      return event.id.starts_with(kCandidateId) ? press(event.id) : EntryChange{};
    case UiEvent::Kind::text:
      return hardware_text(event.text);
    case UiEvent::Kind::key:
      return hardware_key(event.key, event.modifiers);
    default:
      return {};
  }
}

EntryChange TextEntry::press(std::string_view id) {
  if (id == "cand:more") return page_candidates();
  if (id == "cand:back") return back_candidates();
  if (id.starts_with(kCandidateId)) {
    std::size_t number = 0;
    for (char c : id.substr(kCandidateId.size())) number = number * 10 + static_cast<std::size_t>(c - '0');
    return number == 0 ? EntryChange{} : choose(number - 1);
  }
  const Key* key = find_key(layout(), id);
  return key ? act(*key) : EntryChange{};
}

EntryChange TextEntry::act(const Key& key) {
  switch (key.act) {
    case KeyAct::character: {
      EntryChange change = character(key.output);
      if (page_ == KeyPage::latin_shift) page_ = KeyPage::latin;  // one capital
      return change;
    }
    case KeyAct::backspace:
      return backspace();
    case KeyAct::space:
      return space();
    case KeyAct::enter:
      return enter();
    case KeyAct::shift:
      return show_page(page_ == KeyPage::latin_shift ? KeyPage::latin : KeyPage::latin_shift);
    case KeyAct::syllable_break:
      return composing() ? letter('\'') : kUsed;
    case KeyAct::to_symbols:
      return show_page(KeyPage::symbols);
    case KeyAct::to_symbols_more:
      return show_page(KeyPage::symbols_more);
    case KeyAct::to_letters:
      return show_page(letters_page());
    case KeyAct::to_english:
      english_ = true;
      return show_page(letters_page());
    case KeyAct::to_chinese:
      english_ = false;
      return show_page(letters_page());
    case KeyAct::clear:
      return finish_composition() | edited(edit_.erase_all());
    case KeyAct::hide: {
      EntryChange change = finish_composition();
      change.used = change.hide = true;
      return change;
    }
  }
  return {};
}

EntryChange TextEntry::character(std::string_view output) {
  bool pinyin = page_ == KeyPage::pinyin && output.size() == 1 && is_pinyin_letter(output.front());
  if (pinyin && input_method_ && input_method_->ready()) return letter(output.front());
  // A mark ends the composition with its first candidate, as the space does.
  EntryChange change = composing() ? choose(0) : EntryChange{};
  return change | finish_composition() | put(output);
}

EntryChange TextEntry::letter(char c) {
  if (edit_.full()) return {true, false, true, false, false};
  input_method_->set_script(language_ == TypingLanguage::traditional ? ChineseScript::traditional
                                                                     : ChineseScript::simplified);
  return take(input_method_->key(c));
}

EntryChange TextEntry::space() {
  return composing() ? choose(0) : put(" ");
}

EntryChange TextEntry::enter() {
  if (composing()) return finish_composition();
  if (edit_.rules().multi_line) return put("\n");
  return {true, false, false, true, false};
}

EntryChange TextEntry::backspace() {
  if (composing()) return take(input_method_->backspace());
  return edited(edit_.erase_back());
}

// The composition as far as librime has finished it; nothing to choose: the letters as typed.
EntryChange TextEntry::choose(std::size_t shown_index) {
  if (!composing()) return {};
  if (candidates_.empty()) return finish_composition();
  if (shown_index >= candidates_.size()) return kUsed;
  return take(input_method_->choose(first_candidate_ + shown_index));
}

EntryChange TextEntry::page_candidates() {
  if (!composing() || !more_candidates()) return kUsed;
  pages_.push_back(first_candidate_);
  show_candidates(first_candidate_ + std::max<std::size_t>(1, candidates_shown_));
  return kUsed;
}

EntryChange TextEntry::back_candidates() {
  if (!composing() || pages_.empty()) return kUsed;
  std::size_t first = pages_.back();
  pages_.pop_back();
  show_candidates(first);
  return kUsed;
}

void TextEntry::show_candidates(std::size_t first) {
  Composition state = input_method_->candidates(first, kAskedCandidates);
  redress::wipe(state.preedit);
  hold(std::move(state.candidates));
  first_candidate_ = first;
  more_ = state.more;
}

bool TextEntry::more_candidates() const {
  return more_ || candidates_shown_ < candidates_.size();
}

EntryChange TextEntry::take(Composition state) {
  pages_.clear();
  first_candidate_ = 0;
  more_ = state.more || state.candidates.size() > kAskedCandidates;
  if (state.candidates.size() > kAskedCandidates) state.candidates.resize(kAskedCandidates);
  hold(std::move(state.candidates));
  set_composing(state.preedit);
  EntryChange change = kUsed;
  if (!state.committed.empty()) change = change | put(state.committed);
  redress::wipe(state.preedit);
  redress::wipe(state.committed);
  return change;
}

// Shown with unbreaking spaces: a composing run is never broken across lines.
void TextEntry::set_composing(std::string_view preedit) {
  SecretText shown;
  for (char c : preedit) shown.replace(shown.size(), 0, c == ' ' ? kNoBreakSpace : std::string_view(&c, 1));
  edit_.set_composing(shown.view());
}

void TextEntry::hold(std::vector<std::string> candidates) {
  for (std::string& candidate : candidates_) redress::wipe(candidate);
  candidates_ = std::move(candidates);
}

EntryChange TextEntry::put(std::string_view text) {
  return edited(edit_.insert(text));
}

EntryChange TextEntry::edited(EditResult result) {
  return {true, result == EditResult::changed, result == EditResult::full, false, false};
}

EntryChange TextEntry::show_page(KeyPage page) {
  EntryChange change = finish_composition();
  page_ = page;
  change.used = true;
  return change;
}

// What is chosen stays chosen, the rest stays as the letters that were typed.
EntryChange TextEntry::finish_composition() {
  if (!composing()) return {};
  std::string typed(edit_.composing());
  for (auto at = typed.find(kNoBreakSpace); at != std::string::npos; at = typed.find(kNoBreakSpace))
    typed.erase(at, kNoBreakSpace.size());
  edit_.set_composing({});
  forget_candidates();
  EntryChange change = put(typed);
  redress::wipe(typed);
  return change;
}

void TextEntry::forget_candidates() {
  hold({});
  pages_.clear();
  first_candidate_ = 0;
  more_ = false;
  if (input_method_) input_method_->clear();
}

EntryChange TextEntry::insert_phrase(std::string_view sentence) {
  return finish_composition() | put(sentence);
}

EntryChange TextEntry::move_cursor(std::size_t value_byte) {
  const std::size_t from = edit_.cursor(), size = value().size();
  EntryChange change = finish_composition();
  if (value_byte >= from) value_byte += value().size() - size;  // behind the letters that now stand there
  edit_.move_to(value_byte);
  change.used = true;
  return change;
}

EntryChange TextEntry::leave() {
  return finish_composition();
}

void TextEntry::set_language(TypingLanguage language) {
  if (language == language_) return;
  finish_composition();
  language_ = language;
  english_ = false;
  page_ = letters_page();
}

EntryChange TextEntry::hardware_text(std::string_view text) {
  if (composing() && text.size() == 1 && text.front() >= '1' && text.front() <= '9')
    return choose(static_cast<std::size_t>(text.front() - '1'));
  if (text == " ") return space();
  return character(text);
}

EntryChange TextEntry::hardware_key(int key, int modifiers) {
  bool ctrl = (modifiers & keys::ctrl_mask) != 0;
  if (ctrl && key == 'z') return composing() ? finish_composition() : edited(edit_.undo());
  if (ctrl && key == keys::space && chinese()) {
    english_ = !english_;
    return show_page(letters_page());
  }
  if (ctrl) return {};
  switch (key) {
    case keys::backspace:
      return backspace();
    case keys::del:
      return finish_composition() | edited(edit_.erase_forward());
    case keys::enter:
    case keys::keypad_enter:
      return enter();
    case keys::page_down:
      return composing() ? page_candidates() : EntryChange{};
    case keys::page_up:
      return composing() ? back_candidates() : EntryChange{};
    case keys::left:
      return finish_composition() | move_cursor(previous_character(value(), edit_.cursor()));
    case keys::right:
      return finish_composition() | move_cursor(next_character(value(), edit_.cursor()));
    case keys::home:
      return move_cursor(0);
    case keys::end:
      return move_cursor(value().size());
    case keys::escape:
      return composing() ? drop_composition() : EntryChange{};
    default:
      return {};
  }
}

EntryChange TextEntry::drop_composition() {
  edit_.set_composing({});
  forget_candidates();
  return kUsed;
}

void TextEntry::wipe() {
  forget_candidates();
  edit_.wipe();
  english_ = false;
  page_ = letters_page();
}

}  // namespace redress::ui
