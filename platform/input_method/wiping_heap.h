// What a shopper types passes through strings of librime and of the screen that nobody can reach to wipe.
// A program that links this file overwrites every C++ heap block as it is freed, also those of shared
// libraries, because operator new and delete of the whole process are replaced.
#pragma once

namespace redress {

// True when the replaced operators are in use (not under a sanitizer, which needs its own).
bool wiping_heap_in_use();

// Overwrites the part of this thread's stack that finished calls used (64 KiB).
void wipe_unused_stack();

}  // namespace redress
