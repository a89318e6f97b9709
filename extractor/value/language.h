// The two languages that gouji speaks, and text that exists in both. What is said in them lives in grammar/.
#pragma once

#include <string>

namespace gouji {

enum class Language { zh, en };

struct Bilingual {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
};

}  // namespace gouji
