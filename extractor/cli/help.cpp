// What --help prints: made of the tables in options.cpp.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/options.h"
#include "output/characters.h"
#include "text/fold.h"

namespace gouji {

namespace {

constexpr int help_width = 100;

// A term and its explanation, which is wrapped beside it. A term too long for its column has a line for itself.
void write_entry(const std::string& term, int term_width, const std::string& text, std::string& out) {
  std::string beginning = "  " + term;
  if (display_width(beginning) >= term_width) {
    out += beginning + '\n';
    beginning.clear();
  }
  beginning = pad_right(beginning, term_width);
  for (const std::string& line : wrap(text, help_width - term_width)) {
    out += beginning + line + '\n';
    beginning.assign(static_cast<std::size_t>(term_width), ' ');
  }
}

void write_paragraph(const std::string& text, std::string& out) {
  out += '\n';
  for (const std::string& line : wrap(text, help_width)) out += line + '\n';
}

std::string term_of(const OptionDescription& option) {
  const std::string letter = option.letter == '\0' ? "    " : fmt::format("-{}, ", option.letter);
  return fmt::format("{}--{}{}{}", letter, option.name, needs_argument(option) ? " " : "", option.argument);
}

}  // namespace

std::string help_key_of(const OptionDescription& option) {
  std::string key = fmt::format("usage.option_{}", option.name);
  std::replace(key.begin(), key.end(), '-', '_');  // keys have no dashes
  return key;
}

std::string help_text(std::optional<Command> command, const Messages& messages, Language language) {
  const auto say = [&](std::string_view key, const MessageArguments& arguments = {}) {
    return messages.format(language, key, arguments);
  };
  std::string out = say("usage.heading") + '\n';
  std::string formats;
  for (const CommandDescription& description : all_commands()) {
    if (command && description.command != *command) continue;
    write_entry(
        fmt::format("gouji {} {} {}", description.name, say("usage.options_placeholder"), description.arguments), 46,
        say(fmt::format("usage.command_{}", description.name)), out);
    if (description.formats.empty()) continue;
    formats +=
        fmt::format("{}{}: {}", formats.empty() ? "" : "; ", description.name, fmt::join(description.formats, ", "));
  }
  if (!command || reads_inputs(*command)) write_paragraph(say("usage.input"), out);
  out += '\n' + say("usage.options_heading") + '\n';
  for (const OptionDescription& option : all_options()) {
    if (command && !belongs_to(option, *command)) continue;
    const MessageArguments arguments = {{"values", fmt::format("{}", fmt::join(option.values, ", "))},
                                        {"formats", formats}};
    write_entry(term_of(option), 26, say(help_key_of(option), arguments), out);
  }
  write_paragraph(say("usage.exit_status"), out);
  return out;
}

}  // namespace gouji
