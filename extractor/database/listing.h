// What a collection holds, as inputs: for commands that read --db in the place of files.
#pragma once

#include "database/collection.h"
#include "source/inputs.h"
#include "value/result.h"

namespace gouji {

// All sources of a collection that hold reports, by the bytes of their paths. The collection has to outlive them.
Result<Listing> list_collection(Collection& collection);

}  // namespace gouji
