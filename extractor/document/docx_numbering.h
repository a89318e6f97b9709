// The numbers that Word puts in front of paragraphs, which stand in no text (ECMA-376 part 1, 17.9).
#pragma once

#include <array>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

#include "document/docx_styles.h"

namespace gouji {

class DocxNumbering {
 public:
  DocxNumbering() = default;
  // `root`: of the part numbering.xml. `styles` has to outlive it.
  DocxNumbering(pugi::xml_node root, const DocxStyles& styles);

  // What stands in front of the next paragraph of a list, with what parts it from the paragraph's text; it counts on.
  // Empty where nothing does.
  std::string next(const ListPlace& place);

 private:
  static constexpr int most_levels = 9;

  struct Level {
    int start = 1;
    std::string kind = "decimal";
    std::string text;  // "%1.": %1 is the number of the first level
    std::string behind = "tab";
    std::string style;         // whose paragraphs stand at this level
    int restarts_behind = -1;  // the level that makes it begin anew; -1 any above, most_levels none
    bool is_legal = false;     // all numbers in it are decimal
  };
  using Levels = std::array<Level, most_levels>;

  struct List {
    int outline = 0;                // which lists count on together
    std::map<int, int> starts;      // of levels that begin anew with this list
    std::map<int, Level> replaced;  // levels of its own
  };

  struct Outline {
    Levels levels;
    std::string style;  // whose list has the levels
    std::array<int, most_levels> numbers{};
    std::array<bool, most_levels> has_begun{};
  };

  static void read_level(pugi::xml_node element, Level& level);
  Outline* outline_of(int list, int depth);
  const Level& level_of(const List& list, const Outline& outline, int level) const;
  int level_of_style(const Outline& outline, const ListPlace& place) const;

  const DocxStyles* styles_ = nullptr;
  std::map<int, Outline> outlines_;
  std::map<int, List> lists_;
  std::set<std::pair<int, int>> started_;  // lists and levels that began anew
};

}  // namespace gouji
