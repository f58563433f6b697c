#include "platform/print/folder_printer.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "platform/print/printer_link.h"

namespace redress {
namespace {

constexpr int kMax_receipts = 1'000'000;

std::string numbered(int number) {
  char name[32];
  std::snprintf(name, sizeof name, "receipt-%04d", number);
  return name;
}

class FolderPrinter : public Printer {
 public:
  FolderPrinter(std::string folder, int width_dots) : folder_(std::move(folder)), width_dots_(width_dots) {}

  PrinterStatus status() override {
    PrinterStatus status;
    if (auto ready = make_folder(); !ready) {
      status.detail = ready.error().what;
      return status;
    }
    status.online = true;
    status.paper = PaperState::ok;
    return status;
  }

  PrintOutcome print(ByteView job) override {
    if (auto ready = make_folder(); !ready) return {PrintFault::offline, false, ready.error().what};
    auto name = reserve();
    if (!name) return {PrintFault::offline, false, name.error().what};
    auto saved = write(*name + ".escpos", job);
    if (auto picture = picture_of_job(job); saved && picture) saved = write(*name + ".png", *picture);
    if (!saved) return {PrintFault::offline, false, saved.error().what};
    return {PrintFault::none, false, *name};
  }

  int width_dots() const override { return width_dots_; }
  bool raster() const override { return true; }

 private:
  Status make_folder() const {
    if (::mkdir(folder_.c_str(), 0750) != 0 && errno != EEXIST)
      return unavailable("receipt folder " + folder_, errno);
    if (::access(folder_.c_str(), W_OK | X_OK) != 0) return unavailable("receipt folder " + folder_, errno);
    return {};
  }

  // Number after the highest there is; the job's file is created so that no other process takes it.
  Result<std::string> reserve() const {
    int highest = 0;
    if (DIR* folder = ::opendir(folder_.c_str())) {
      while (auto* entry = ::readdir(folder))
        if (std::strncmp(entry->d_name, "receipt-", 8) == 0)
          highest = std::max(highest, std::atoi(entry->d_name + 8));
      ::closedir(folder);
    }
    for (int number = highest + 1; number < kMax_receipts; ++number) {
      std::string name = folder_ + "/" + numbered(number);
      Descriptor fd(::open((name + ".escpos").c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
      if (fd.get() >= 0) return name;
      if (errno != EEXIST) return unavailable("receipt folder " + folder_, errno);
    }
    return Error{Errc::full, "receipt folder " + folder_ + " is full"};
  }

  static Status write(const std::string& path, ByteView bytes) {
    Descriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
    while (fd.get() >= 0 && !bytes.empty()) {
      long written = ::write(fd.get(), bytes.data(), bytes.size());
      if (written <= 0) return unavailable("writing " + path, errno);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (fd.get() < 0) return unavailable("writing " + path, errno);
    return {};
  }

  std::string folder_;
  int width_dots_;
};

}  // namespace

std::unique_ptr<Printer> folder_printer(std::string folder, int width_dots) {
  return std::make_unique<FolderPrinter>(std::move(folder), width_dots);
}

}  // namespace redress
