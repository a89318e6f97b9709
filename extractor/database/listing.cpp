#include "database/listing.h"

#include <vector>

namespace gouji {

Result<Listing> list_collection(Collection& collection) {
  const Result<std::vector<StoredSource>> sources = collection.sources();
  if (!sources) return tl::make_unexpected(sources.error());
  Listing listing;
  for (const StoredSource& source : *sources) {
    if (source.document) listing.inputs.push_back({source.path, -1, false, &collection, *source.document});
  }
  return listing;
}

}  // namespace gouji
