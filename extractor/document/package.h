// A ZIP package of parts, as DOCX, XLSX and OFD are: parts by name, unpacked when they are asked for. What is not asked
// for (pictures, fonts) stays packed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "value/result.h"

namespace gouji {

// Against packages that were made to fill memory. A report's largest part has a few megabytes.
struct PackageLimits {
  std::size_t parts = 5000;
  std::size_t part = std::size_t{32} << 20;       // bytes of one part, unpacked
  std::size_t all = std::size_t{96} << 20;        // bytes of all parts that were read
  std::size_t ratio = 400;                        // unpacked bytes for each byte of the package …
  std::size_t ratio_from = std::size_t{8} << 20;  // … once so many were unpacked
};

class Package {
 public:
  // `bytes` have to outlive it. Errors: "document.damaged", "document.encrypted", "document.too_many_parts", and
  // "document.part_outside" for a name that leads out of the package.
  static Result<Package> open(std::string_view bytes, const PackageLimits& limits = {});

  // Names are compared without regard to the case of ASCII letters, as the standard (OPC) wants it.
  bool has(std::string_view name) const;
  // "document.damaged" where there is no such part, or where it is damaged; "document.too_large".
  Result<std::string> read(std::string_view name);

 private:
  Package(std::string_view bytes, const PackageLimits& limits) : bytes_(bytes), limits_(limits) {}

  std::string_view bytes_;
  PackageLimits limits_;
  std::map<std::string, std::size_t> numbers_;  // of the members, by their names in small letters
  std::size_t unpacked_ = 0;                    // bytes
};

// The name of the part to which `target` leads from the folder of the part `from`; "/…" counts from the package.
// Nullopt where it leads out of the package.
std::optional<std::string> part_name(std::string_view from, std::string_view target);

}  // namespace gouji
