#include "document/document.h"

#include <optional>
#include <utility>

#include "document/docx.h"
#include "document/html.h"
#include "document/mhtml.h"
#include "document/ofd.h"
#include "document/office.h"
#include "document/pdf.h"
#include "document/xlsx.h"
#include "source/file_kind.h"

namespace gouji {
namespace {

constexpr std::size_t head_size = 64 * 1024;

Result<Text> read_page(const Text& source) {
  Result<Page> page = read_html(source);
  if (!page) return tl::make_unexpected(page.error());
  Text text = text_of(page->blocks, source);
  text.properties = std::move(page->properties);
  return text;
}

Result<Text> read_plain(Text source) {
  if (!has_html_tables(source)) return source;
  const Result<std::vector<DocumentBlock>> blocks = read_html_tables(source);
  if (!blocks) return tl::make_unexpected(blocks.error());
  return text_of(*blocks, source);
}

}  // namespace

Result<Text> read_document_text(std::string bytes) {
  std::string kind = file_kind(std::string_view(bytes).substr(0, head_size)).value_or("");
  // What an old office document is may stand at its end.
  if (kind == "office") kind = file_kind(bytes).value_or("");
  if (kind == "html" && is_mhtml(bytes)) return read_mhtml(bytes);
  if (kind == "pdf") return read_pdf(bytes);
  if (kind == "ofd") return read_ofd(bytes);
  if (kind == "word") return read_docx(bytes);
  if (kind == "excel") return read_xlsx(bytes);
  if (is_read_by_office(kind)) return read_by_office(kind, bytes);
  Result<Text> text = decode(std::move(bytes));
  if (!text) return text;
  return kind == "html" ? read_page(*text) : read_plain(std::move(*text));
}

}  // namespace gouji
