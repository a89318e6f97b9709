// What kind of file it is that holds no report as text: told by its first bytes and never by its name, since web sites
// give any name to anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

// The name of a kind, which has a text under [kind] and one under [skipped] in grammar/messages.toml: "pdf", "word",
// "word_old", "excel", "excel_old", "slides", "office", "office_encrypted", "ofd", "odf", "rtf", "picture", "html",
// "rar", "packed", "book", "database", "program". Nullopt where the first bytes are of none of them: they may be text,
// or anything else. Text that only looks like the beginning of a web page gives "html": ask where no report was found.
std::optional<std::string> file_kind(std::string_view head);

// Whether documents of the kind are read for reports, and not only named.
bool is_document_kind(std::string_view kind);

// The names of a zip archive's first members, as far as they can be told without unpacking it.
std::vector<std::string_view> first_zip_members(std::string_view head);
// Whether a zip archive with such a member is a document or a program, and no collection of files: "word/document.xml".
bool is_part_of_document(std::string_view member);

}  // namespace gouji
