// PDF documents, read by mutool (all that is drawn) and by pdftotext (words, as a second witness). Both are run as
// programs of their own, and either one is enough: without mutool a table is columns that are held apart by spaces.
#pragma once

#include <string>
#include <vector>

#include "document/pdf_words.h"
#include "text/text.h"
#include "value/result.h"

namespace gouji {

// Errors: "document.encrypted", "document.damaged", "document.scan" (pictures only), "document.no_characters" (its
// fonts do not say what they show), "document.no_program", "document.program_failed", "document.too_slow",
// "document.too_large", "document.too_many_pages", "text.empty".
Result<Text> read_pdf(const std::string& bytes);

// What the two programs say, as one, with what they disagree on. Pages of words are empty where pdftotext is missing.
Result<Text> text_of(std::vector<DrawnPage> drawn, const std::vector<PageOfWords>& worded);

}  // namespace gouji
