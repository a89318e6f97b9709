// Columns of text for people, each as wide as its widest field.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "output/characters.h"
#include "text/fold.h"

namespace gouji {

// Lines may have different numbers of fields; a line's last one is not padded.
class ColumnList {
 public:
  void add(std::vector<std::string> fields) { lines_.push_back(std::move(fields)); }

  void write(std::string& out) const {
    std::vector<int> widths;
    for (const std::vector<std::string>& line : lines_) {
      widths.resize(std::max(widths.size(), line.size()));
      for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
    }
    for (const std::vector<std::string>& line : lines_) {
      out += "  ";
      for (std::size_t i = 0; i + 1 < line.size(); ++i) out += pad_right(line[i], widths[i] + 2);
      out += line.back() + '\n';
    }
  }

 private:
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace gouji
