// What has kept documents since an earlier run, so that they are inputs once more: a collection (database/).
#pragma once

#include <cstdint>
#include <string>

#include "value/result.h"

namespace gouji {

class DocumentStore {
 public:
  // As they were given. An error without a "path" is one of this document alone. For several threads.
  virtual Result<std::string> bytes(std::int64_t document) = 0;

 protected:
  ~DocumentStore() = default;
};

}  // namespace gouji
