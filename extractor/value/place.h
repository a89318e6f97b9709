// Where something stands in a file that is a package of parts (DOCX, XLSX, OFD) or has pages (PDF, OFD). In other files
// a range of bytes says it.
#pragma once

#include <string>

#include "value/span.h"

namespace gouji {

// In points (1/72 inch), from the page's upper left corner, right and down.
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  friend bool operator==(const Box&, const Box&) = default;
};

struct Place {
  std::string part;   // of a package: "word/document.xml"; empty where there are pages only
  Span bytes;         // in the part, as it is unpacked
  int page = 0;       // from 1; 0 where there are none
  Box box;            // on the page
  int table = 0;      // of the document, from 1; 0 outside of tables
  int row = 0;        // of the table, from 1
  int column = 0;     // of the table's grid, from 1
  std::string sheet;  // its name, where the table is a sheet
};

// Where in the document's tables: "table 2, row 9, column 4", "Sheet1!C9"; empty outside of tables.
std::string address_of(const Place& place);
// All of it in one line: "page 3 [70.5 120.25 82 131.5], table 2, row 9, column 4", "word/document.xml [812 814], …".
std::string text_of(const Place& place);

}  // namespace gouji
