#include "platform/linux/network_watch.h"

#include <linux/if.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdint>

namespace redress {

namespace {

constexpr int kSettle_ms = 200;  // one cable brings a dozen messages

FileHandle open_netlink() {
  FileHandle handle(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE));
  if (!handle) return handle;
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
  if (bind(handle.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return FileHandle();
  return handle;
}

bool brings_network(const nlmsghdr* message) {
  if (message->nlmsg_type == RTM_NEWADDR || message->nlmsg_type == RTM_NEWROUTE) return true;
  if (message->nlmsg_type != RTM_NEWLINK || message->nlmsg_len < NLMSG_LENGTH(sizeof(ifinfomsg))) return false;
  return (static_cast<const ifinfomsg*>(NLMSG_DATA(message))->ifi_flags & IFF_RUNNING) != 0;
}

// Reads everything that is there. A lost message (overrun) counts as news.
bool drain(int fd) {
  alignas(nlmsghdr) char buffer[16 * 1024];
  bool news = false;
  for (;;) {
    auto size = recv(fd, buffer, sizeof buffer, 0);
    if (size < 0) return news || errno == ENOBUFS;
    auto left = static_cast<std::uint32_t>(size);
    for (auto* message = reinterpret_cast<nlmsghdr*>(buffer); NLMSG_OK(message, left); message = NLMSG_NEXT(message, left))
      news = news || brings_network(message);
  }
}

}  // namespace

NetworkWatch::NetworkWatch(std::function<void()> on_return)
    : on_return_(std::move(on_return)), netlink_(open_netlink()), stop_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (netlink_ && stop_) thread_ = std::thread([this] { run(); });
}

NetworkWatch::~NetworkWatch() {
  if (!thread_.joinable()) return;
  std::uint64_t one = 1;
  [[maybe_unused]] auto written = write(stop_.get(), &one, sizeof one);
  thread_.join();
}

void NetworkWatch::run() {
  bool owed = false;
  for (;;) {
    pollfd fds[2] = {{stop_.get(), POLLIN, 0}, {netlink_.get(), POLLIN, 0}};
    int ready = poll(fds, 2, owed ? kSettle_ms : -1);
    if (ready < 0 && errno != EINTR) return;
    if (fds[0].revents != 0) return;
    if (ready == 0 && owed) {
      owed = false;
      on_return_();
    }
    if (ready > 0 && fds[1].revents != 0) owed = drain(netlink_.get()) || owed;
  }
}

}  // namespace redress
