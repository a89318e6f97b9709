#include "form/messages.h"

#include <algorithm>

namespace gouji {

std::string fill(std::string_view message_template, const MessageArguments& arguments) {
  std::string filled;
  while (!message_template.empty()) {
    const std::size_t open = std::min(message_template.find('{'), message_template.size());
    filled += message_template.substr(0, open);
    message_template.remove_prefix(open);
    const std::size_t close = message_template.find('}');
    if (close == std::string_view::npos) return filled.append(message_template);
    const std::string_view name = message_template.substr(1, close - 1);
    const auto argument =
        std::find_if(arguments.begin(), arguments.end(), [&](const auto& entry) { return entry.first == name; });
    // What is no placeholder is kept: its brace, and then whatever follows.
    const std::size_t taken = argument == arguments.end() ? 1 : close + 1;
    filled += argument == arguments.end() ? message_template.substr(0, 1) : std::string_view(argument->second);
    message_template.remove_prefix(taken);
  }
  return filled;
}

std::string Messages::format(Language language, std::string_view key, const MessageArguments& arguments) const {
  const auto text = texts_.find(key);
  return text == texts_.end() ? std::string(key) : fill(text->second.in(language), arguments);
}

}  // namespace gouji
