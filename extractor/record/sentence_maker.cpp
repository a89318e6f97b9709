#include "record/sentence_maker.h"

#include <algorithm>

namespace gouji {
namespace {

constexpr std::size_t longest_heading = 40;  // characters
// A line that a converter broke is about as long as the next one.
constexpr std::size_t clearly_longer = 4;  // characters

std::size_t characters_in(std::string_view folded) {
  return static_cast<std::size_t>(
      std::count_if(folded.begin(), folded.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

struct Line {
  std::string_view folded;  // of the sentence's text
  bool before_blank_line = false;
};

// The first lines of a sentence, as many as may be headings, and the one behind them. Nothing of a line end is left in
// the folded text, so that another stretch begins behind it.
std::vector<Line> first_lines(const Sentence& sentence, const Text& text) {
  constexpr std::size_t most_lines = 5;
  std::vector<Line> lines;
  const std::string_view all = sentence.text();
  const auto is_line_end = [](char byte) { return byte == '\n' || byte == '\r'; };
  const auto& stretches = sentence.folded.stretches;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < stretches.size() && lines.size() < most_lines; ++i) {
    const ByteOffset at = stretches[i].folded;
    const ByteOffset end_before = sentence.source(all.substr(at - 1, 1)).end;
    const std::string_view skipped = stretches[i].source > end_before
                                         ? text.utf8().substr(end_before, stretches[i].source - end_before)
                                         : std::string_view();
    if (std::none_of(skipped.begin(), skipped.end(), is_line_end)) continue;
    const auto breaks = std::count(skipped.begin(), skipped.end(), '\n');
    lines.push_back({all.substr(begin, at - begin), breaks > 1});
    begin = at;
  }
  if (lines.size() < most_lines) lines.push_back({all.substr(begin), false});
  return lines;
}

bool is_heading(const Line& line, const Line& next, const Pattern& item_number) {
  if (!item_number.is_in(line.folded)) return false;
  if (line.folded.find_first_of(",:;") != std::string_view::npos) return false;
  const std::size_t length = characters_in(line.folded);
  if (length > longest_heading) return false;
  return line.before_blank_line || characters_in(next.folded) >= length + clearly_longer;
}

}  // namespace

void SentenceMaker::append(std::string_view part) {
  const auto begin = static_cast<ByteOffset>(part.data() - from_.text().data());
  const ByteOffset end = begin + part.size();
  const auto& stretches = from_.folded.stretches;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const FoldedUtf8::Stretch& stretch = stretches[i];
    const ByteOffset next = i + 1 < stretches.size() ? stretches[i + 1].folded : from_.text().size();
    const ByteOffset first = std::max<ByteOffset>(stretch.folded, begin);
    if (first >= std::min(next, end)) continue;
    const ByteOffset source = stretch.source + (first - stretch.folded) / stretch.folded_step * stretch.source_step;
    add_stretch(made_.utf8.size() + first - begin, source, stretch.folded_step, stretch.source_step);
  }
  made_.utf8 += part;
}

void SentenceMaker::add_stretch(ByteOffset folded, ByteOffset source, std::size_t folded_step,
                                std::size_t source_step) {
  made_.stretches.push_back({static_cast<std::uint32_t>(folded), static_cast<std::uint32_t>(source),
                             static_cast<std::uint16_t>(folded_step), static_cast<std::uint16_t>(source_step)});
}

void SentenceMaker::insert(std::string_view words, std::string_view behind) {
  if (words.empty()) return;
  const ByteOffset source = from_.source(behind).end;
  add_stretch(made_.utf8.size(), source, words.size(), 0);
  made_.utf8 += words;
}

std::vector<std::string_view> headings_over(const Sentence& sentence, const Text& text, const Pattern& item_number) {
  std::vector<std::string_view> headings;
  if (sentence.folded.stretches.empty() || !item_number.is_in(sentence.text(), sentence.characters())) return headings;
  const std::vector<Line> lines = first_lines(sentence, text);
  for (std::size_t i = 0; i + 1 < lines.size() && is_heading(lines[i], lines[i + 1], item_number); ++i) {
    headings.push_back(lines[i].folded);
  }
  return headings;
}

Sentence with_headings_set_off(const Sentence& sentence, const std::vector<std::string_view>& headings) {
  SentenceMaker maker(sentence);
  std::string_view rest = sentence.text();
  for (const std::string_view heading : headings) {
    maker.append(heading);
    maker.insert(":", heading);
    rest.remove_prefix(heading.size());
  }
  maker.append(rest);
  return maker.take();
}

}  // namespace gouji
