// Reports for tests: texts of form 2021 whose tables a test varies, and the way from a text to its record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gouji.h"

namespace gouji {

const Grammar& builtin_grammar();

// A text and the records in it, which refer to it.
struct Extracted {
  Text text;
  std::vector<Record> records;

  // Precondition: one record.
  const Record& record() const { return records.front(); }
  const Cell& at(std::string_view cell) const { return record().at(cell); }
  // "read 12", "blank", "ambiguous 1|2", …
  std::string cell(std::string_view id) const;
};

// Precondition: the bytes are a text.
Extracted extract_from(std::string bytes);

// The cases of corpus/ whose report is plain text: "corpus/NAME/report.txt", in the order of their names.
std::vector<std::string> texts_of_corpus();

// Table three of form 2021 as tab-separated text: `rows` stand between its header and the section that follows it.
std::string report_with_requests(std::string_view rows);

// A whole file of the source tree, by its path from the root.
std::string file_of_tree(const std::string& path);

}  // namespace gouji
