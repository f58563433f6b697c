#include "kiosk/app/sticks.h"

#include <doctest/doctest.h>

#include "platform/linux/linux_files.h"

using namespace redress;

TEST_CASE("sticks are what is mounted below media and mnt, by their real names") {
  const auto sticks = sticks_of_mounts(
      "/dev/sda1 / ext4 rw,relatime 0 0\n"
      "proc /proc proc rw 0 0\n"
      "/dev/sdc1 /run/media/ma/B\\040STICK exfat ro,nosuid,uid=1000 0 0\n"
      "/dev/sdb1 /media/usb0 vfat rw,nosuid 0 0\n"
      "/dev/sdb1 /media/usb0 vfat ro 0 0\n"
      "/dev/sdd1 /mediaeval vfat rw 0 0\n"
      "/dev/sde1 /mnt vfat errors=remount-ro,rw 0 0\n");
  REQUIRE(sticks.size() == 3);
  CHECK(sticks[0].folder == "/media/usb0");
  CHECK(sticks[0].read_only);  // the last mount covers the first
  CHECK(sticks[1].folder == "/mnt");
  CHECK_FALSE(sticks[1].read_only);
  CHECK(sticks[2].folder == "/run/media/ma/B STICK");
  CHECK(sticks[2].read_only);
}

TEST_CASE("a configured folder is the only place, if it is there") {
  LinuxFiles files;
  const auto here = mounted_sticks(files, "/tmp");
  REQUIRE(here.size() == 1);
  CHECK(here[0].folder == "/tmp");
  CHECK(here[0].free_bytes > 0);
  CHECK(mounted_sticks(files, "/nowhere/at/all").empty());
  CHECK_FALSE(mounted_sticks(files, {}).size() > 100);  // this machine's mounts can be read
}
