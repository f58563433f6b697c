// Every page of head office and of the shopper's phone, as rows of the router's one table (screens-staff.md sections 7, 8).
#pragma once

#include "sync/headoffice/router.h"

namespace redress::headoffice {

void add_pages(Router& router);

// Parts of it, one a group of pages.
void add_sign_in_pages(Router& router);  // 60
void add_case_pages(Router& router);     // 61, 62
void add_report_pages(Router& router);   // 63
void add_correction_pages(Router& router);
void add_training_pages(Router& router);
void add_lost_pages(Router& router);
void add_device_pages(Router& router);   // 64
void add_policy_pages(Router& router);   // 65
void add_people_pages(Router& router);
void add_track_pages(Router& router);    // 70, 71
void add_promise_page(Router& router);
void add_new_page(Router& router);

inline constexpr RoleSet kCase_roles = kAny_role & ~role_bit(Role::technician);
inline constexpr RoleSet kDevice_viewers = role_bit(Role::manager) | role_bit(Role::analyst) | role_bit(Role::administrator);
inline constexpr RoleSet kReport_readers = kDevice_viewers;
inline constexpr RoleSet kBook_readers = kReport_readers | role_bit(Role::supervisor);
inline constexpr RoleSet kDevice_approvers = role_bit(Role::analyst) | role_bit(Role::administrator);
inline constexpr RoleSet kPeople_keepers = role_bit(Role::administrator);
// Contact details (screens-staff.md section 10): never the technician; the administrator erases, but does not read.
inline constexpr RoleSet kContact_viewers = role_bit(Role::service) | role_bit(Role::handler) | role_bit(Role::supervisor) |
                                            role_bit(Role::manager) | role_bit(Role::analyst);

}  // namespace redress::headoffice
