// Any bytes: what decode() makes of them is valid text, and every place in it has its bytes in the file.
#include "fuzz.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const Result<Text> text = decode(bytes);
  if (!text) return 0;
  const std::string_view utf8 = text->utf8();
  std::size_t before = 0;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    if ((static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80) continue;  // inside a character
    const Span source = text->source({at, utf8.size()});
    fuzz::expect(source.begin >= before && source.begin <= source.end && source.end <= size);
    before = source.begin;
  }
  return 0;
}
