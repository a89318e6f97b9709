// Any bytes as what mutool and pdftotext print of a PDF document.
#include "document/pdf.h"
#include "document/pdf_trace.h"
#include "document/pdf_words.h"
#include "fuzz.h"
#include "records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const Result<Text> text = text_of(read_trace(bytes).pages, {})) fuzz::check_records_of(*text);
  if (const Result<Text> text = text_of(glyphs_of(read_words(bytes)), {})) fuzz::check_records_of(*text);
  return 0;
}
