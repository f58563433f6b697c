// A field being typed into: the text, the keyboard page it shows and the input method behind it.
// Takes keys of the screen, of a hardware keyboard and candidate picks; says what changed.
// The input method is shared by all entries, so leave() one before another is typed into.
#pragma once

#include <string>
#include <vector>

#include "core/env/input_method.h"
#include "kiosk/ui/keyboard_layout.h"
#include "kiosk/ui/pointer.h"
#include "kiosk/ui/text_edit.h"

namespace redress::ui {

struct EntryChange {
  bool used = false;   // the event was for this entry; draw again
  bool value = false;  // the text is another
  bool full = false;   // refused: 已经写满
  bool done = false;   // Enter in a field of one line
  bool hide = false;   // put the keyboard away
};

class TextEntry {
 public:
  // `input_method` may be null (no Chinese) and must outlive the entry.
  TextEntry(InputMethod* input_method, TextRules rules, TypingLanguage language);
  TextEntry(const TextEntry&) = delete;
  TextEntry& operator=(const TextEntry&) = delete;
  ~TextEntry();

  TextEdit& edit() { return edit_; }
  const TextEdit& edit() const { return edit_; }
  std::string_view value() const { return edit_.value(); }

  // A press on an on-screen key or candidate, hardware keys and text. Anything else: used = false.
  EntryChange on(const UiEvent& event);
  EntryChange press(std::string_view key_id);
  EntryChange hardware_text(std::string_view text);
  EntryChange hardware_key(int key, int modifiers);

  // A phrase chip: the sentence at the cursor, after a finished composition.
  EntryChange insert_phrase(std::string_view sentence);

  // The cursor to a place of the value (a touch into the text); ends the composition first.
  EntryChange move_cursor(std::size_t value_byte);

  // Focus goes elsewhere: the composing run stays as the letters typed.
  EntryChange leave();
  // Language switch: what was typed stays, the composing run as letters.
  void set_language(TypingLanguage language);

  KeyPage page() const { return page_; }
  bool chinese() const { return is_chinese(language_); }
  const KeyboardLayout& layout() const {
    return edit_.rules().charset == Charset::email ? email_layout(page_) : keyboard_layout(page_, chinese());
  }
  // The candidate bar is shown on the pinyin page only.
  bool shows_candidates() const { return page_ == KeyPage::pinyin; }
  // Chinese is wanted but the engine is not there: 中文输入暂时不能用.
  bool chinese_missing() const;

  bool composing() const { return !edit_.composing().empty(); }
  // Candidates from first_candidate() on, up to 12: more than a bar can hold.
  // Ids of the bar: "cand:1" … (by place in the bar), "cand:more", "cand:back".
  const std::vector<std::string>& candidates() const { return candidates_; }
  std::size_t first_candidate() const { return first_candidate_; }
  bool more_candidates() const;
  bool candidates_before() const { return !pages_.empty(); }
  // The drawing says how many fitted, so that "page down" goes on behind them and digits pick these.
  void set_candidates_shown(std::size_t count) { candidates_shown_ = count; }

  // Everything typed is overwritten, also inside the input method.
  void wipe();

 private:
  EntryChange act(const Key& key);
  EntryChange character(std::string_view output);
  EntryChange letter(char c);
  EntryChange space();
  EntryChange enter();
  EntryChange backspace();
  EntryChange choose(std::size_t shown_index);
  EntryChange page_candidates();
  EntryChange back_candidates();
  EntryChange drop_composition();
  void show_candidates(std::size_t first);
  void set_composing(std::string_view preedit);
  void hold(std::vector<std::string> candidates);
  EntryChange put(std::string_view text);
  EntryChange edited(EditResult result);
  EntryChange take(Composition composition);
  EntryChange show_page(KeyPage page);
  EntryChange finish_composition();
  KeyPage letters_page() const;
  void forget_candidates();

  InputMethod* input_method_;
  TextEdit edit_;
  TypingLanguage language_;
  bool english_ = false;  // the person chose 英文 in a Chinese field
  KeyPage page_;
  std::vector<std::string> candidates_;
  std::size_t first_candidate_ = 0;
  std::size_t candidates_shown_ = 6;
  std::vector<std::size_t> pages_;  // first candidates of the pages before this one
  bool more_ = false;
};

}  // namespace redress::ui
