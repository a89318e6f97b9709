#include "document/placed_text.h"

#include <algorithm>

namespace gouji {

void PlacedText::append(std::string_view bytes, ByteOffset source, int decoded_step, int source_step) {
  if (bytes.empty()) return;
  const bool goes_on = !anchors_.empty() && anchors_.back().decoded_step == 1 && anchors_.back().source_step == 1 &&
                       decoded_step == 1 && source_step == 1 && source_end_ == source;
  if (!goes_on) anchors_.push_back({utf8_.size(), source, decoded_step, source_step});
  utf8_ += bytes;
  source_end_ = source + static_cast<ByteOffset>(source_step) * (bytes.size() / static_cast<ByteOffset>(decoded_step));
}

void PlacedText::append(const PlacedText& other) {
  if (other.empty()) return;
  for (Text::Anchor anchor : other.anchors_) {
    anchor.decoded += utf8_.size();
    anchors_.push_back(anchor);
  }
  utf8_ += other.utf8_;
  source_end_ = other.source_end_;
}

void PlacedText::trim_end() {
  utf8_.erase(utf8_.find_last_not_of(' ') + 1);
  while (!anchors_.empty() && anchors_.back().decoded >= utf8_.size()) anchors_.pop_back();
}

void PlacedText::drop_tabs() { std::replace(utf8_.begin(), utf8_.end(), '\t', ' '); }

std::vector<Text::Anchor> through(const std::vector<Text::Anchor>& anchors, ByteOffset size, const Text& source) {
  std::vector<Text::Anchor> result;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const Text::Anchor& anchor = anchors[i];
    const ByteOffset end = i + 1 < anchors.size() ? anchors[i + 1].decoded : size;
    if (anchor.source_step != 1 || anchor.decoded_step != 1) {
      const Span whole = source.source({anchor.source, anchor.source + static_cast<ByteOffset>(anchor.source_step)});
      result.push_back({anchor.decoded, whole.begin, anchor.decoded_step, static_cast<int>(whole.size())});
      continue;
    }
    for (const Text::Anchor& inner : source.anchors_in({anchor.source, anchor.source + (end - anchor.decoded)})) {
      result.push_back(
          {anchor.decoded + (inner.decoded - anchor.source), inner.source, inner.decoded_step, inner.source_step});
    }
  }
  return result;
}

}  // namespace gouji
