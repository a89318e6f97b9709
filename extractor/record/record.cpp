#include "record/record.h"

#include <utility>

#include "record/claims.h"
#include "record/document.h"
#include "record/lines.h"
#include "record/own_words.h"
#include "record/prose.h"
#include "record/sections.h"
#include "record/statement_finder.h"

namespace gouji {

const char* name_of(FormChoice::By by) {
  switch (by) {
    case FormChoice::By::labels:
      return "labels";
    case FormChoice::By::period:
      return "period";
    case FormChoice::By::option:
      return "option";
    case FormChoice::By::prose:
      break;
  }
  return "prose";
}

Record make_record(const Text& text, const ShortLines& lines, Span part, Tables tables, const Form& form,
                   const CommonGrammar& common) {
  Record record;
  record.form = &form;
  record.cells = std::move(tables.cells);
  record.regions = std::move(tables.regions);
  record.rows = std::move(tables.rows);
  record.extra = std::move(tables.extra);
  record.unread = std::move(tables.unread);
  const std::vector<Sentence> prose = sentences(text, part, record.regions);
  read_document(text, lines, part, prose, common.document, record);
  record.years = find_reported_years(text, lines, part, prose, common.document, record);
  record.placeholders = find_placeholders(prose, common.document);
  record.misprints = std::move(tables.misprints);
  record.sections = find_sections(text, lines, part, record.regions, form, common);
  record.claims = find_claims(text, prose, record.cells, form, common, record.year, record.publisher.value);
  record.statements = find_statements(prose, common.statements, record.year);
  record.prose = own_sentences(text, prose, common.prose);
  return record;
}

}  // namespace gouji
