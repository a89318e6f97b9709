// What the INPUT arguments mean: files, folders walked recursively, `-` for standard input, `@LIST` for a file of
// paths, each on a line or ended by a NUL byte. What is in archives and streams is found out when their turn comes
// (input_source.h). What a collection holds are inputs too (database/listing.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "source/document_store.h"
#include "source/spool.h"
#include "value/result.h"

namespace gouji {

// The bytes of an input that is no file of its own: a member of an archive, an object of a stream, standard input.
struct Content {
  std::string bytes;                   // where they are at hand
  std::shared_ptr<const Spool> spool;  // where they wait in one, compressed; null where `bytes` has them
  Spool::Part part;
  std::size_t size = 0;        // not compressed
  std::int64_t modified = 0;   // when the archive was changed last, in nanoseconds since 1970; 0 where there is none
  std::optional<Error> error;  // why there are no bytes; "skipped.link" and the like: it was not looked into
  bool is_of_archive = false;  // and not of a stream
};

struct Input {
  std::string path;  // as the user named it, or below the folder or the archive that the user named; "-" for standard
                     // input; an object's id in a stream
  int folder = -1;   // in Listing::folders; -1 when the user named the file itself
  bool is_standard_input = false;
  DocumentStore* store = nullptr;                    // that holds its bytes; null where they are in the file
  std::int64_t document = 0;                         // in the store
  std::shared_ptr<const Content> content = nullptr;  // null where the bytes are in the file or the store
  bool ends_archive = false;  // nothing to read: all members of the archive `path` came before it
};

// An input that has no bytes, and why.
Input with_error(Input input, Error error);

// What holds inputs: files that are no reports are nothing to complain of in it, but one without any report is.
struct Folder {
  enum class Kind { folder, archive, stream };

  std::string path;
  Kind kind = Kind::folder;
};

struct Listing {
  std::vector<Input> inputs;    // in the order of the arguments; files of a folder by the bytes of their paths
  std::vector<Folder> folders;  // that were named
  std::vector<Error> errors;    // folders and lists that could not be read
};

// Names of files that are missing are no error here: reading them is. What is left out in a folder is an input with an
// error as its content: hidden files and folders, links, pipes, devices and sockets. With `follow` links in folders are
// followed; a folder to which one leads is walked once in all, under its own path where it lies in a folder that was
// named. Links that were named are followed in any case.
Listing list_inputs(const std::vector<std::string>& arguments, bool follow);

}  // namespace gouji
