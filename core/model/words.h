// The closed word lists of the domain: names as they stand in events, CLI and HTTP (domain.md).
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace redress {

// A word list is an enum and its names in the same order.
template <class Enum, std::size_t N>
struct Words {
  std::array<std::string_view, N> names;
  constexpr std::string_view name(Enum value) const { return names[static_cast<std::size_t>(value)]; }
  constexpr std::optional<Enum> find(std::string_view name) const {
    for (std::size_t i = 0; i < N; ++i)
      if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
  }
};
template <class Enum, class... Names>
constexpr auto words(Names... names) {
  return Words<Enum, sizeof...(Names)>{{std::string_view(names)...}};
}

enum class ContactType { complaint, suggestion, enquiry, help };
inline constexpr auto kContactTypes = words<ContactType>("complaint", "suggestion", "enquiry", "help");

// The step that is now due (R85).
enum class Stage { acknowledge, assign, investigate, resolve, feed_back, confirm, archived };
inline constexpr auto kStages =
    words<Stage>("acknowledge", "assign", "investigate", "resolve", "feed_back", "confirm", "archived");

enum class Role { service, handler, supervisor, manager, analyst, administrator, technician };
inline constexpr auto kRoles =
    words<Role>("service", "handler", "supervisor", "manager", "analyst", "administrator", "technician");

enum class ActorKind { shopper, staff, device, head_office };
inline constexpr auto kActorKinds = words<ActorKind>("shopper", "staff", "device", "head_office");

enum class DeviceRole { kiosk, counter };
inline constexpr auto kDeviceRoles = words<DeviceRole>("kiosk", "counter");

enum class Channel { kiosk, counter, phone, mail, web, app, wechat, social, open311 };
inline constexpr auto kChannels =
    words<Channel>("kiosk", "counter", "phone", "mail", "web", "app", "wechat", "social", "open311");

enum class DayPart { morning, afternoon, evening, unknown };
inline constexpr auto kDayParts = words<DayPart>("morning", "afternoon", "evening", "unknown");

enum class Validity { undecided, valid, need, unfounded };
inline constexpr auto kValidities = words<Validity>("undecided", "valid", "need", "unfounded");

// What an erased complaint counts for where the same complaints of different people are counted (R53): for nobody, its
// person complains there once more; for one person; for a session at its device, no phone was left.
enum class CountsAs { nobody, person, session };
inline constexpr auto kCounts_as = words<CountsAs>("nobody", "person", "session");

}  // namespace redress
