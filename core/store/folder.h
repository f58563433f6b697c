// Files beside the database that must survive a power cut: owner-only modes, fsync of file and folder.
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress {

// Folder part of a path, "." if there is none.
std::string folder_of(const std::string& path);
bool file_exists(const std::string& path);
Status make_folder(const std::string& path, int mode = 0700);
// A new or renamed file is only there after its folder was synced.
Status sync_folder(const std::string& folder);
Status sync_file(const std::string& path);
Status rename_file(const std::string& from, const std::string& to);
Status remove_file(const std::string& path);  // no error if it is not there
// A database that nobody has open: its file and the log beside it, those of them that are there.
Status copy_database(const std::string& from, const std::string& to);
Status move_database(const std::string& from, const std::string& to);
Status remove_database(const std::string& path);
// Temporary name, write, fsync, rename, fsync of the folder.
Status write_file_whole(const std::string& path, ByteView bytes, int mode);
// At the end of a file that is made if it is missing; on the disk when it returns, perhaps in part when it fails.
Status append_to_file(const std::string& path, ByteView bytes, int mode);
Result<Bytes> read_file_whole(const std::string& path, std::size_t max_bytes);
// errno as an error that names `what`.
Error errno_error(const std::string& what);

}  // namespace redress
