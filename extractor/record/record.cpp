#include "record/record.h"

#include <utility>

#include "record/claims.h"
#include "record/document.h"
#include "record/own_words.h"
#include "record/prose.h"

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

Record make_record(const Text& text, Span part, Tables tables, const Form& form, const CommonGrammar& common) {
  Record record;
  record.form = &form;
  record.cells = std::move(tables.cells);
  record.regions = std::move(tables.regions);
  record.rows = std::move(tables.rows);
  record.extra = std::move(tables.extra);
  record.unread = std::move(tables.unread);
  const std::vector<Sentence> prose = sentences(text, part, record.regions);
  read_document(text, part, prose, common.document, record);
  record.claims = find_claims(text, prose, record.cells, form, common.mentioned_year, record.year);
  record.prose = own_sentences(text, prose, common.prose);
  return record;
}

}  // namespace gouji
