// What the styles of a Word document say that changes its text: lists and hidden text (ECMA-376 part 1, 17.7).
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace gouji {

// The list that a paragraph stands in.
struct ListPlace {
  int list = -1;      // -1: no word of a list; 0: in none
  int level = -1;     // from 0; -1: not said
  std::string style;  // that said it; empty where the paragraph itself did
};

// Of <w:pPr>, of a paragraph or of a style.
ListPlace list_place_in(pugi::xml_node paragraph_properties);

class DocxStyles {
 public:
  DocxStyles() = default;
  // `root`: of the part styles.xml.
  explicit DocxStyles(pugi::xml_node root);

  // What a style says, or those that it is based on.
  ListPlace list_of(std::string_view style) const;
  bool is_hidden(std::string_view style) const;
  // Of paragraphs that name none.
  const std::string& of_paragraphs() const { return of_paragraphs_; }

 private:
  struct Style {
    std::string based_on;
    ListPlace list;
    bool says_hidden = false;
    bool is_hidden = false;
  };
  const Style* find(std::string_view style) const;

  std::map<std::string, Style, std::less<>> styles_;
  std::string of_paragraphs_;
};

}  // namespace gouji
