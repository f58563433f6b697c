// The checkout's folder, for tests that read files of the tree.
#pragma once

#include <string>

std::string source_dir();
