// Web pages saved with all that belongs to them in one file (MHTML, RFC 2557): mail without an addressee.
#pragma once

#include <string_view>

#include "text/text.h"
#include "value/result.h"

namespace gouji {

// Whether a file begins as such a page does.
bool is_mhtml(std::string_view head);

// Its first page. Places are bytes of that part of the file, as it is unpacked. Errors: "document.damaged" where it has
// no page; those of decode() and read_html().
Result<Text> read_mhtml(std::string_view bytes);

}  // namespace gouji
