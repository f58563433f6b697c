#include "kiosk/screens.h"

#include <cstdio>
#include <future>
#include <iostream>
#include <memory>
#include <thread>
#include <variant>

#include "kiosk/app/app.h"
#include "kiosk/app/arguments.h"
#include "kiosk/app/engine.h"
#include "kiosk/app/engine_thread.h"
#include "kiosk/app/exit_code.h"
#include "kiosk/app/inspector.h"
#include "kiosk/app/line_server.h"
#include "kiosk/app/loop.h"
#include "kiosk/app/place_settings.h"
#include "kiosk/app/player.h"
#include "kiosk/app/seat.h"
#include "kiosk/scenes/scene_table.h"
#include "kiosk/type/drawable_input.h"
#include "platform/input_method/rime_input_method.h"
#include "platform/linux/service_manager.h"
#include "platform/scan/scan_screen.h"
#include "platform/scan/serial_scanner.h"
#include "platform/sdl/sdl_screen.h"
#include "platform/sdl/sdl_speaker.h"
#include "platform/sim/memory_screen.h"
#include "platform/sim/png.h"

namespace redress {

namespace {

constexpr OptionRow kOptions[] = {
    {"--data", "DIR", "data folder"},
    {"--role", "kiosk|counter", "which screens; default: as enrolled"},
    {"--size", "WxH", "a window of this size instead of the whole display"},
    {"--inspect", "SOCKET", "answer what is on the screen"},
    {"--offscreen", "", "draw into memory, without a display"},
    {"--play", "SCRIPT", "play a written day, then end"},
};

int fail(const Error& error) {
  std::cerr << "redress-kiosk run: " << error.what << "\n";
  return exit_code(error);
}

struct WindowSize {
  int width = 0, height = 0;
};

Result<WindowSize> parse_size(const std::string& text) {
  WindowSize size;
  if (text.empty()) return size;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &size.width, &size.height, &rest) != 2 || size.width < 320 || size.height < 320 ||
      size.width > 8192 || size.height > 8192)
    return invalid("--size is WIDTHxHEIGHT, for example 1080x1920");
  return size;
}

Result<std::unique_ptr<Screen>> open_screen(const Machine& machine, const WindowSize& size, bool offscreen) {
  if (offscreen) {
    std::unique_ptr<Screen> screen = std::make_unique<MemoryScreen>(size.width ? size.width : 1080, size.height ? size.height : 1920);
    return screen;
  }
  SdlScreenOptions options;
  options.width = size.width;
  options.height = size.height;
  options.is_full = machine.config.fullscreen;
  REDRESS_TRY_ASSIGN(auto window, SdlScreen::open(options, machine.clock));
  std::unique_ptr<Screen> screen = std::move(window);
  return screen;
}

RimeFolders rime_folders(const Config& config) {
  return {config.rime_shared_folder, config.rime_user_folder.empty() ? REDRESS_RIME_FOLDER : config.rime_user_folder};
}

LoopSetup setup_for(DeviceRole role, const Config& config) {
  LoopSetup setup;
  setup.motion = config.motion;
  if (role == DeviceRole::counter) {
    setup.first_scene = "counter.signin";
    setup.audience = ui::Audience::staff;
    setup.idle = {3 * 60'000, 3 * 60'000, "counter.lock"};
    return setup;
  }
  setup.first_scene = "shopper.home";
  const auto idle_ms = static_cast<std::uint64_t>(config.idle_s) * 1'000;
  setup.idle = {idle_ms, 2 * idle_ms, "shopper.idle"};
  return setup;
}

// serial:/dev/ttyACM0:9600; a keyboard wedge needs nothing.
std::unique_ptr<Scanner> open_scanner(const Config& config) {
  if (config.scanner.rfind("serial:", 0) != 0) return nullptr;
  auto device = config.scanner.substr(7);
  int baud = 9600;
  if (auto colon = device.rfind(':'); colon != std::string::npos) {
    baud = std::atoi(device.c_str() + colon + 1);
    device.resize(colon);
  }
  return std::make_unique<SerialScanner>(device, baud);
}

// Everything that lives while the screens run, in the order it must be taken down.
class Run {
 public:
  Run(Machine& machine, std::unique_ptr<Engine> engine, std::unique_ptr<Screen> screen, std::unique_ptr<FontStore> fonts)
      : machine_(machine), engine_(std::move(engine)), plain_(std::move(screen)), fonts_(std::move(fonts)),
        rime_(rime_folders(machine.config)), input_method_(rime_, *fonts_),
        screen_(*plain_, machine.clock, machine.config.scanner == "wedge", open_scanner(machine.config)), frame_(*fonts_), speaker_(machine.config.volume_percent) {}

  Status start(const Arguments& arguments) {
    auto role = kDeviceRoles.find(arguments.get("--role", std::string(kDeviceRoles.name(engine_->role()))));
    if (!role) return invalid("--role is kiosk or counter");
    desk_ = std::make_unique<EngineThread>(*engine_, [this] { news(); });
    app_ = std::make_unique<App>(machine_.clock, *desk_, &input_method_);
    if (auto language = find_language(machine_.config.language)) app_->set_default_language(*language);
    if (!arguments.has("--offscreen")) app_->set_speaker(&speaker_);
    app_->set_surroundings(desk_->surroundings());
    scenes_ = all_scenes();
    auto setup = setup_for(*role, machine_.config);
    setup.heartbeat = {static_cast<std::uint64_t>(watchdog_ms() / 2), [] { tell_service_manager("READY=1\nWATCHDOG=1"); }};
    loop_ = std::make_unique<Loop>(*app_, screen_, frame_, scenes_, std::move(setup));
    if (auto cut = engine_->take_cut_visit(); cut && *role == DeviceRole::kiosk) {
      app_->set_language(find_language(*cut).value_or(app_->language()));
      loop_->go(Step::go("shopper.restarted"));
    }
    running_ = true;
    REDRESS_TRY_ASSIGN(socket_, LineServer::listen(engine_socket(engine_->folder()), [this](const std::string& line) {
      auto request = parse_json(line, {1u << 20, 16});
      return request.ok() ? desk_->answer(*request).dump() : Json::object().set("error", request.error().what).dump();
    }));
    if (arguments.has("--inspect")) {
      REDRESS_TRY_ASSIGN(inspector_, Inspector::listen(arguments.get("--inspect"), *loop_, [this](const std::string& file) { return save_picture(file); }));
    }
    loop_->draw_if_needed();
    begin_slow_things();
    return {};
  }

  Status play(const std::string& script) {
    REDRESS_TRY_ASSIGN(auto bytes, machine_.files.read(script, 1u << 20));
    return Player(*loop_, [this](const std::string& file) { return save_picture(file); }).play(as_text(bytes));
  }

  // True: to be opened anew, with the settings as they are now.
  bool until_closed() {
    loop_->run();
    return loop_->wants_reopen();
  }

  ~Run() {
    running_ = false;
    if (pinyin_.joinable()) pinyin_.join();
    inspector_.reset();
    socket_.reset();
    desk_.reset();
  }

 private:
  // What no picture needs waits for the first one: the check of the record, head office, the pinyin tables.
  void begin_slow_things() {
    desk_->begin();
    pinyin_ = std::thread([this] { rime_.warm_up(); });
  }

  // On the engine's thread: hands the newest surroundings to the ui thread and wakes it.
  void news() {
    if (!running_) return;
    loop_->post([this] {
      app_->set_surroundings(desk_->surroundings());
      loop_->news();
    });
  }

  Status save_picture(const std::string& file) {
    loop_->end_fade();
    auto pixels = screen_.pixels();
    return save_png(file, pixels);
  }

  Machine& machine_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Screen> plain_;
  std::unique_ptr<FontStore> fonts_;
  RimeInputMethod rime_;
  DrawableInput input_method_;
  ScanScreen screen_;
  ui::Frame frame_;
  SdlSpeaker speaker_;
  std::vector<SceneRow> scenes_;
  std::unique_ptr<EngineThread> desk_;
  std::unique_ptr<App> app_;
  std::unique_ptr<Loop> loop_;
  std::unique_ptr<LineServer> socket_;
  std::unique_ptr<Inspector> inspector_;
  std::thread pinyin_;
  std::atomic<bool> running_ = false;
};

// What the first picture needs besides a window. The display and the disk are waited for at the same time.
struct Opened {
  Result<std::unique_ptr<Engine>> engine;
  Result<std::unique_ptr<FontStore>> fonts;
};

Opened open_behind(Machine& machine, const std::string& folder) {
  (void)offered_languages();  // reads the words of all of them
  return {Engine::open(machine, folder), FontStore::open()};
}

// True: to be opened anew.
Result<bool> run_once(Machine& machine, const Arguments& arguments) {
  const auto folder = arguments.get("--data", machine.config.data_folder);
  load_place_settings(machine, folder);
  REDRESS_TRY_ASSIGN(const auto size, parse_size(arguments.get("--size", machine.config.screen_size)));
  auto opening = std::async(std::launch::async, open_behind, std::ref(machine), folder);
  auto screen = open_screen(machine, size, arguments.has("--offscreen"));
  auto [engine, fonts] = opening.get();
  if (!screen.ok()) return screen.error();
  if (!engine.ok()) return engine.error();
  if (!fonts.ok()) return fonts.error();
  Run run(machine, std::move(*engine), std::move(*screen), std::move(*fonts));
  REDRESS_TRY(run.start(arguments));
  if (!arguments.has("--play")) return run.until_closed();
  REDRESS_TRY(run.play(arguments.get("--play")));
  return false;
}

}  // namespace

int run_screens(Machine& machine, std::span<const char* const> words) {
  auto arguments = parse_arguments(words, kOptions);
  if (!arguments.ok()) {
    std::cerr << "redress-kiosk run: " << arguments.error().what << "; see docs/CLI.md\n";
    return kExit_usage;
  }
  const auto size = parse_size(arguments->get("--size"));
  if (!size.ok() || !arguments->files.empty()) {
    std::cerr << "redress-kiosk run: " << (size.ok() ? "takes no " + arguments->files.front() : size.error().what) << "; see docs/CLI.md\n";
    return kExit_usage;
  }
  for (bool again = true; again;) {
    auto wants_reopen = run_once(machine, *arguments);
    if (!wants_reopen.ok()) return fail(wants_reopen.error());
    again = *wants_reopen;
  }
  return kExit_ok;
}

}  // namespace redress
