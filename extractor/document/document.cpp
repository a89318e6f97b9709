#include "document/document.h"

#include <optional>
#include <utility>

#include "document/html.h"
#include "document/ofd.h"
#include "document/pdf.h"
#include "source/file_kind.h"

namespace gouji {
namespace {

constexpr std::size_t head_size = 64 * 1024;

Result<Text> read_page(const Text& source) {
  Result<Page> page = read_html(source);
  if (!page) return tl::make_unexpected(page.error());
  return text_of(page->blocks, source);
}

}  // namespace

bool is_read(std::string_view kind) { return kind == "html" || kind == "pdf" || kind == "ofd"; }

Result<Text> read_document_text(std::string bytes) {
  const std::optional<std::string> kind = file_kind(std::string_view(bytes).substr(0, head_size));
  if (kind == "pdf") return read_pdf(bytes);
  if (kind == "ofd") return read_ofd(bytes);
  Result<Text> text = decode(std::move(bytes));
  if (!text || kind != "html") return text;
  return read_page(*text);
}

}  // namespace gouji
