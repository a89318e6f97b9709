// What the INPUT arguments mean: files, folders walked recursively, `-` for standard input, `@LIST` for a file of
// paths; or, with --db, what a collection holds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "value/result.h"

namespace gouji {

class Collection;

struct Input {
  std::string path;  // as the user named it, or below the folder that the user named; "-" for standard input
  int folder = -1;   // in Listing::folders; -1 when the user named the file itself
  bool is_standard_input = false;
  Collection* collection = nullptr;  // that holds its bytes; null where they are in the file
  std::int64_t document = 0;         // in the collection
};

struct Listing {
  std::vector<Input> inputs;         // in the order of the arguments; files of a folder by the bytes of their paths
  std::vector<std::string> folders;  // that were named
  std::vector<Error> errors;         // folders and lists that could not be read
};

// Names of files that are missing are no error here: reading them is. In folders hidden files and folders are left out,
// and each folder is walked once however many links lead to it.
Listing list_inputs(const std::vector<std::string>& arguments);

// All sources of a collection that hold reports, by the bytes of their paths.
Result<Listing> list_collection(Collection& collection);

}  // namespace gouji
