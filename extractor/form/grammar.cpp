#include "form/grammar.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <set>

#include "form/common_reader.h"
#include "form/extension.h"
#include "form/form_reader.h"
#include "form/series_reader.h"
#include "form/table_reader.h"
#include "form/toml_value.h"
#include "value/open_file.h"

namespace gouji {

namespace {

constexpr std::string_view form_schema = "gouji/form/1";
constexpr std::string_view common_schema = "gouji/common/1";
constexpr std::string_view messages_schema = "gouji/messages/1";
constexpr std::string_view series_schema = "gouji/series/1";
constexpr std::array schemas = {form_schema, common_schema, messages_schema, series_schema};

// A file with what it holds, and which kind of file it is.
struct ParsedFile {
  const GrammarFile* file = nullptr;
  std::string schema;
  TomlValue value;
};

// Runs a reader on a file, and makes an Error of the first mistake, which may be in a file that it extends.
template <typename Reader>
auto read(const GrammarFile& file, const Reader& reader) -> Result<decltype(reader())> {
  try {
    return reader();
  } catch (const GrammarMistake& mistake) {
    const GrammarPlace place = mistake.place();
    return fail("grammar.invalid", {{"file", place.file == nullptr ? file.name : place.file->name},
                                    {"line", std::to_string(place.line)},
                                    {"column", std::to_string(place.column)},
                                    {"what", mistake.what()}});
  }
}

ParsedFile parse(const GrammarFile& file) {
  ParsedFile parsed{&file, "", parse_toml(file)};
  const TomlMember* schema = parsed.value.find("schema");
  const std::string expected =
      fmt::format("schema = '{}' or '{}'", fmt::join(schemas.begin(), schemas.end() - 1, "', '"), schemas.back());
  if (schema == nullptr) throw GrammarMistake({}, "expected " + expected);
  parsed.schema = text_of(schema->value, "'schema'");
  if (std::find(schemas.begin(), schemas.end(), parsed.schema) == schemas.end()) {
    throw GrammarMistake(schema->value.place, fmt::format("unknown schema '{}': expected {}", parsed.schema, expected));
  }
  return parsed;
}

Result<std::vector<ParsedFile>> parse_all(const std::vector<GrammarFile>& files) {
  std::vector<ParsedFile> parsed;
  for (const GrammarFile& file : files) {
    Result<ParsedFile> one = read(file, [&] { return parse(file); });
    if (!one) return tl::make_unexpected(one.error());
    parsed.push_back(std::move(*one));
  }
  return parsed;
}

// Those that are built in, for a grammar that leaves something to them.
const std::vector<ParsedFile>& builtin_files() {
  static const std::vector<ParsedFile> files = parse_all(builtin_grammar_files()).value();
  return files;
}

// The only file with a schema; else the built-in one.
Result<const ParsedFile*> only_file(const std::vector<ParsedFile>& files, std::string_view schema) {
  const ParsedFile* found = nullptr;
  for (const ParsedFile& file : files) {
    if (file.schema != schema) continue;
    if (found != nullptr) {
      return read(*file.file, [&]() -> const ParsedFile* {
        const GrammarPlace place = file.value.find("schema")->value.place;
        throw GrammarMistake(place,
                             fmt::format("{} has this schema too: there may be one such file", found->file->name));
      });
    }
    found = &file;
  }
  if (found != nullptr) return found;
  for (const ParsedFile& file : builtin_files()) {
    if (file.schema == schema) return &file;
  }
  return fail("grammar.no_file", {{"schema", std::string(schema)}});
}

// [area] tables of key = { zh, en }.
Messages read_messages(const TomlValue& file) {
  std::map<std::string, Bilingual, std::less<>> texts;
  for (const TomlMember& area : file.members) {
    if (area.key == "schema") continue;
    if (area.value.kind != TomlValue::Kind::table) {
      throw GrammarMistake(area.key_place, fmt::format("'{}' must be a table of texts", area.key));
    }
    for (const TomlMember& text : area.value.members) {
      texts[area.key + "." + text.key] = bilingual_of(text.value, fmt::format("'{}'", text.key));
    }
  }
  return Messages(std::move(texts));
}

// What a form's file has with what it leaves to the form that it extends, which is another of the files or one that is
// built in.
class FormFiles {
 public:
  explicit FormFiles(const std::vector<ParsedFile>& files) : files_(files) {}

  // Throws a GrammarMistake. It lives as long as this.
  const TomlValue& whole(const TomlValue& form) {
    const TomlMember* base = form.find("extends");
    if (base == nullptr) return form;
    const std::string& id = text_of(base->value, "'extends'");
    if (std::find(open_.begin(), open_.end(), id) != open_.end()) {
      throw GrammarMistake(base->value.place, fmt::format("form '{}' extends itself", id));
    }
    open_.push_back(id);
    TomlValue& value = made_.emplace_back(extended(whole(form_of(id, base->value.place)), form));
    open_.pop_back();
    std::erase_if(value.members, [](const TomlMember& member) { return member.key == "extends"; });
    return value;
  }

 private:
  static bool is_form(const ParsedFile& file, std::string_view id) {
    const TomlMember* own = file.value.find("id");
    return file.schema == form_schema && own != nullptr && own->value.text == id;
  }

  const TomlValue& form_of(const std::string& id, GrammarPlace place) {
    for (const ParsedFile& file : files_) {
      if (is_form(file, id)) return file.value;
    }
    std::vector<std::string> known;
    for (const ParsedFile& file : builtin_files()) {
      if (is_form(file, id)) return file.value;
      if (file.schema == form_schema) known.push_back(file.value.find("id")->value.text);
    }
    throw GrammarMistake(place,
                         fmt::format("there is no form '{}' to extend; built in are: {}", id, fmt::join(known, ", ")));
  }

  const std::vector<ParsedFile>& files_;
  std::deque<TomlValue> made_;
  std::vector<std::string> open_;  // the forms that are being extended
};

Result<std::vector<Form>> read_forms(const std::vector<ParsedFile>& files, const CommonFile& common) {
  std::vector<Form> forms;
  FormFiles form_files(files);
  for (const ParsedFile& file : files) {
    if (file.schema != form_schema) continue;
    Result<Form> form = read(*file.file, [&] {
      Form one = read_form(form_files.whole(file.value), common);
      for (const Form& other : forms) {
        if (other.id != one.id) continue;
        throw GrammarMistake(file.value.find("id")->value.place, fmt::format("there is a form '{}' already", one.id));
      }
      return one;
    });
    if (!form) return tl::make_unexpected(form.error());
    forms.push_back(std::move(*form));
  }
  if (forms.empty()) return fail("grammar.no_form", {{"schema", std::string(form_schema)}});
  return forms;
}

// The id of the form that a form's file extends; empty for none.
std::string base_of(const std::string& form, const std::vector<ParsedFile>& files) {
  for (const ParsedFile& file : files) {
    const TomlMember* id = file.value.find("id");
    const TomlMember* base = file.value.find("extends");
    if (file.schema == form_schema && id != nullptr && id->value.text == form && base != nullptr)
      return base->value.text;
  }
  return "";
}

Result<Series> read_series_of(const ParsedFile& file, const std::vector<Form>& forms,
                              const std::vector<ParsedFile>& files) {
  std::vector<SeriesForm> known;
  for (const Form& form : forms) known.push_back({&form, base_of(form.id, files)});
  const bool is_fallback =
      std::none_of(files.begin(), files.end(), [&](const ParsedFile& one) { return one.file == file.file; });
  return read(*file.file, [&] { return read_series(file.value, known, is_fallback); });
}

}  // namespace

const Form* Grammar::find_form(std::string_view id) const {
  const auto found = std::find_if(forms.begin(), forms.end(), [&](const Form& form) { return form.id == id; });
  return found == forms.end() ? nullptr : &*found;
}

std::vector<const Rule*> Grammar::rules() const {
  std::vector<const Rule*> rules;
  std::set<std::string_view> ids;
  for (auto form = forms.rbegin(); form != forms.rend(); ++form) {
    for (const Rule& rule : form->rules) {
      if (ids.insert(rule.id).second) rules.push_back(&rule);
    }
  }
  return rules;
}

Result<Grammar> load_grammar(const std::vector<GrammarFile>& files) {
  const Result<std::vector<ParsedFile>> parsed = parse_all(files);
  if (!parsed) return tl::make_unexpected(parsed.error());

  const Result<const ParsedFile*> common_file = only_file(*parsed, common_schema);
  if (!common_file) return tl::make_unexpected(common_file.error());
  Result<CommonFile> common = read(*(*common_file)->file, [&] { return read_common((*common_file)->value); });
  if (!common) return tl::make_unexpected(common.error());

  const Result<const ParsedFile*> messages_file = only_file(*parsed, messages_schema);
  if (!messages_file) return tl::make_unexpected(messages_file.error());
  Result<Messages> messages = read(*(*messages_file)->file, [&] { return read_messages((*messages_file)->value); });
  if (!messages) return tl::make_unexpected(messages.error());

  Result<std::vector<Form>> forms = read_forms(*parsed, *common);
  if (!forms) return tl::make_unexpected(forms.error());

  const Result<const ParsedFile*> series_file = only_file(*parsed, series_schema);
  if (!series_file) return tl::make_unexpected(series_file.error());
  Result<Series> series = read_series_of(**series_file, *forms, *parsed);
  if (!series) return tl::make_unexpected(series.error());
  return Grammar{std::move(common->grammar), std::move(*forms), std::move(*messages), std::move(*series)};
}

Result<Messages> load_messages(const std::vector<GrammarFile>& files) {
  const auto file = std::find_if(files.begin(), files.end(), [](const GrammarFile& one) {
    return one.text.find(messages_schema) != std::string::npos;
  });
  if (file == files.end()) return fail("grammar.no_file", {{"schema", std::string(messages_schema)}});
  return read(*file, [&] { return read_messages(parse(*file).value); });
}

namespace {

// In bytes: many times the largest form. A file that is larger is something else.
constexpr std::size_t grammar_limit = std::size_t{16} << 20;

Result<GrammarFile> read_grammar_file(const std::string& path) {
  const Result<OpenFile> file = OpenFile::open(path);
  if (!file && file.error().code.rfind("special.", 0) == 0) return fail("grammar.no_regular_file", {{"path", path}});
  if (!file) return tl::make_unexpected(file.error());
  Result<std::optional<std::string>> text = read_rest(*file, "", grammar_limit);
  if (!text) return tl::make_unexpected(text.error());
  if (!*text) return fail("grammar.too_large", {{"path", path}, {"limit", std::to_string(grammar_limit >> 20)}});
  return GrammarFile{path, std::move(**text)};
}

}  // namespace

Result<std::vector<GrammarFile>> read_grammar_files(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".toml") paths.push_back(entry->path());
  }
  if (error == std::errc::no_such_file_or_directory) return fail("input.not_found", {{"path", folder.string()}});
  if (error) return fail("input.not_readable", {{"path", folder.string()}, {"reason", error.message()}});
  if (paths.empty()) return fail("grammar.no_files", {{"path", folder.string()}});
  std::sort(paths.begin(), paths.end());

  std::vector<GrammarFile> files;
  for (const std::filesystem::path& path : paths) {
    Result<GrammarFile> file = read_grammar_file(path.string());
    if (!file) return tl::make_unexpected(file.error());
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace gouji
