#include "platform/input_method/rime_input_method.h"

#include <dlfcn.h>
#include <malloc.h>
#include <rime_api.h>

#include <cstring>
#include <filesystem>
#include <string_view>

#include "core/base/secret.h"
#include "platform/input_method/wiping_heap.h"

namespace redress {

namespace {

constexpr int kKeyBackspace = 0xff08;  // X11 keysym, as librime wants them
constexpr std::size_t kFirstCandidates = 16;
constexpr std::size_t kLongestInput = 96;  // letters; nobody composes more, and rime's time grows with it

// librime brings boost, ICU and a dozen more libraries: half the start, were it linked (docs/decisions/0003).
RimeApi* load_librime() {
  using GetApi = decltype(&rime_get_api);
  static void* library = dlopen("librime.so.1", RTLD_LAZY | RTLD_LOCAL);
  static auto get_api = library ? reinterpret_cast<GetApi>(dlsym(library, "rime_get_api")) : nullptr;
  return get_api ? get_api() : nullptr;
}

// librime knows one set-up a process, so the folders of the first engine hold until it ends.
class Rime {
 public:
  static RimeApi* acquire(const RimeFolders& folders) {
    std::lock_guard lock(mutex());
    RimeApi* api = load_librime();
    std::error_code missing;
    if (!api || !std::filesystem::exists(folders.user + "/build/luna_pinyin.schema.yaml", missing))
      return nullptr;
    static Rime rime(folders);
    if (rime.folders_.user != folders.user || rime.folders_.shared != folders.shared) return nullptr;
    if (users()++ == 0) {
      if (!rime.set_up_) api->setup(&rime.traits_);
      rime.set_up_ = true;
      api->initialize(&rime.traits_);
    }
    return api;
  }
  static void release(RimeApi* api) {
    std::lock_guard lock(mutex());
    if (--users() == 0) api->finalize();
  }

 private:
  explicit Rime(const RimeFolders& folders)
      : folders_(folders), staging_(folders.user + "/build"), prebuilt_(folders.shared + "/build") {
    RIME_STRUCT_INIT(RimeTraits, traits_);
    traits_.shared_data_dir = folders_.shared.c_str();
    traits_.user_data_dir = folders_.user.c_str();
    traits_.staging_dir = staging_.c_str();
    traits_.prebuilt_data_dir = prebuilt_.c_str();
    traits_.distribution_name = traits_.distribution_code_name = "redress";
    traits_.distribution_version = "1";
    traits_.app_name = "rime.redress";
    traits_.min_log_level = 3;  // only what ends the process; glog would write typed text to stderr and /tmp
    traits_.log_dir = "";
  }
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static int& users() {
    static int count = 0;
    return count;
  }

  RimeFolders folders_;
  std::string staging_, prebuilt_;
  RimeTraits traits_{};
  bool set_up_ = false;
};

std::string take(char* text) {
  if (!text) return {};
  std::string copy = text;
  wipe(text, std::strlen(text));
  return copy;
}

}  // namespace

class RimeInputMethod::Engine {
 public:
  static std::unique_ptr<Engine> start(const RimeFolders& folders) {
    RimeApi* api = Rime::acquire(folders);
    if (!api) return nullptr;
    std::unique_ptr<Engine> engine(new Engine(api));
    // select_schema answers success even over an empty folder, so only real answers count.
    if (!engine->answers(ChineseScript::traditional, "tousu", "投訴")) return nullptr;
    if (!engine->answers(ChineseScript::simplified, "nihao", "你好")) return nullptr;
    return engine;
  }
  ~Engine() {
    for (auto session : sessions_)
      if (session) api_->destroy_session(session);
    Rime::release(api_);
  }

  void set_script(ChineseScript script) {
    if (script == script_) return;
    clear();
    script_ = script;
  }

  Composition press(int key) {
    if (letters_ >= kLongestInput && key != kKeyBackspace) return state({});
    api_->process_key(session(), key, 0);
    const char* input = api_->get_input(session());
    letters_ = input ? std::strlen(input) : 0;
    return state({});
  }

  Composition choose(std::size_t candidate) {
    if (!api_->select_candidate(session(), candidate)) return state({});
    return state(finished());
  }

  Composition candidates(std::size_t first, std::size_t count) {
    Composition out;
    out.preedit = preedit();
    RimeCandidateListIterator it{};
    if (!api_->candidate_list_from_index(session(), &it, static_cast<int>(first))) return out;
    while (api_->candidate_list_next(&it)) {
      if (out.candidates.size() == count) {
        out.more = true;
        break;
      }
      out.candidates.emplace_back(it.candidate.text);
      wipe(it.candidate.text, std::strlen(it.candidate.text));
    }
    api_->candidate_list_end(&it);
    return out;
  }

  void clear() {
    for (auto s : sessions_)
      if (s) forget_letters(s);
    letters_ = 0;
    wipe_unused_stack();
  }

 private:
  explicit Engine(RimeApi* api) : api_(api) {}

  RimeSessionId session() {
    RimeSessionId& held = sessions_[script_ == ChineseScript::traditional];
    if (held && api_->find_session(held)) return held;
    held = api_->create_session();
    api_->select_schema(held, script_ == ChineseScript::traditional ? "luna_pinyin" : "luna_pinyin_simp");
    // A commit inside librime would enter its commit history; we take the finished text out instead.
    api_->set_option(held, "_auto_commit", False);
    return held;
  }

  // librime empties its two copies of the letters by writing one zero. So they are made zeros here, in the
  // first copy, and composed once more, which brings them into the second.
  void forget_letters(RimeSessionId held) {
    const char* input = api_->get_input(held);
    const std::size_t size = input ? std::strlen(input) : 0;
    if (size > 0) {
      wipe(const_cast<char*>(input), size);
      api_->set_caret_pos(held, size);
    }
    api_->clear_composition(held);
  }

  Composition state(std::string committed) {
    Composition out = candidates(0, kFirstCandidates);
    out.committed = std::move(committed);
    return out;
  }

  template <class Read>
  void with_context(Read read) {
    RimeContext context{};
    RIME_STRUCT_INIT(RimeContext, context);
    if (!api_->get_context(session(), &context)) return;
    read(context);
    for (int i = 0; i < context.menu.num_candidates; ++i)
      wipe(context.menu.candidates[i].text, std::strlen(context.menu.candidates[i].text));
    if (context.commit_text_preview)
      wipe(context.commit_text_preview, std::strlen(context.commit_text_preview));
    if (context.composition.preedit)
      wipe(context.composition.preedit, std::strlen(context.composition.preedit));
    api_->free_context(&context);
  }

  std::string preedit() {
    std::string text;
    with_context([&](RimeContext& context) { text = take(context.composition.preedit); });
    return text;
  }

  // The text, once every syllable is chosen: librime then composes nothing more.
  std::string finished() {
    std::string text;
    with_context([&](RimeContext& context) {
      bool done = context.composition.length > 0 && context.menu.num_candidates == 0;
      if (done) text = take(context.commit_text_preview);
    });
    if (!text.empty()) clear();
    return text;
  }

  bool answers(ChineseScript script, std::string_view letters, std::string_view wanted) {
    set_script(script);
    Composition last;
    for (char c : letters) last = press(c);
    clear();
    return !last.candidates.empty() && last.candidates.front() == wanted;
  }

  RimeApi* api_;
  RimeSessionId sessions_[2] = {0, 0};
  ChineseScript script_ = ChineseScript::simplified;
  std::size_t letters_ = 0;
};

RimeInputMethod::RimeInputMethod(RimeFolders folders) : folders_(std::move(folders)) {}
RimeInputMethod::~RimeInputMethod() = default;

RimeInputMethod::Engine* RimeInputMethod::engine() const {
  if (!tried_) {
    tried_ = true;
    engine_ = Engine::start(folders_);
    if (engine_) engine_->set_script(script_);
  }
  return engine_.get();
}

void RimeInputMethod::warm_up() {
  (void)ready();
  malloc_trim(0);  // loading the tables frees 4 MiB that nobody asks for again
}

bool RimeInputMethod::ready() const {
  std::lock_guard lock(mutex_);
  return engine() != nullptr;
}

void RimeInputMethod::set_script(ChineseScript script) {
  std::lock_guard lock(mutex_);
  script_ = script;
  if (engine_) engine_->set_script(script);
}

Composition RimeInputMethod::key(char letter) {
  std::lock_guard lock(mutex_);
  bool allowed = (letter >= 'a' && letter <= 'z') || letter == '\'';
  return engine() && allowed ? engine_->press(letter) : Composition{};
}

Composition RimeInputMethod::backspace() {
  std::lock_guard lock(mutex_);
  return engine() ? engine_->press(kKeyBackspace) : Composition{};
}

Composition RimeInputMethod::choose(std::size_t candidate) {
  std::lock_guard lock(mutex_);
  return engine() ? engine_->choose(candidate) : Composition{};
}

Composition RimeInputMethod::candidates(std::size_t first, std::size_t count) {
  std::lock_guard lock(mutex_);
  return engine() ? engine_->candidates(first, count) : Composition{};
}

void RimeInputMethod::clear() {
  std::lock_guard lock(mutex_);
  if (engine_) engine_->clear();
}

}  // namespace redress
