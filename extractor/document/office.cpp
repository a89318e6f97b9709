#include "document/office.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "document/docx.h"
#include "document/package.h"
#include "document/program.h"
#include "document/xlsx.h"
#include "source/compound_file.h"

namespace gouji {
namespace {

// Starting alone takes it some 2 s and 200 MB; it reserves far more addresses than it uses.
constexpr ProgramLimits limits = {60, 120, std::size_t{8} << 30U, std::size_t{100} << 20U};

// What LibreOffice makes of a kind of document.
struct Conversion {
  const char* name;     // of the file that it is given
  const char* to;       // the kind that it writes
  const char* package;  // of Debian, that can do it
};

constexpr Conversion of_text(const char* name) { return {name, "docx", "libreoffice-writer"}; }
constexpr Conversion of_sheets(const char* name) { return {name, "xlsx", "libreoffice-calc"}; }

bool has(std::string_view bytes, std::string_view part) { return bytes.find(part) != std::string_view::npos; }

// What an OpenDocument file says it is: in a part of its own, in the list of its parts, or in one file of XML at once.
std::string declaration_of_open_document(const std::string& bytes) {
  constexpr std::size_t declaration_size = 4096;
  if (bytes.compare(0, 2, "PK") != 0) return bytes.substr(0, declaration_size);
  Result<Package> package = Package::open(bytes);
  if (!package) return {};
  for (const char* const part : {"mimetype", "META-INF/manifest.xml"}) {
    if (Result<std::string> declaration = package->read(part)) return std::move(*declaration);
  }
  return {};
}

std::optional<Conversion> conversion_of_open_document(const std::string& bytes) {
  const std::string declaration = declaration_of_open_document(bytes);
  const bool is_package = bytes.compare(0, 2, "PK") == 0;
  if (has(declaration, "opendocument.text")) return of_text(is_package ? "document.odt" : "document.fodt");
  if (has(declaration, "opendocument.spreadsheet")) return of_sheets(is_package ? "document.ods" : "document.fods");
  return std::nullopt;
}

std::optional<Conversion> conversion_of(std::string_view kind, const std::string& bytes) {
  const bool is_xml = !is_compound_file(bytes);
  if (kind == "word_old") return of_text(is_xml ? "document.xml" : "document.doc");
  if (kind == "excel_old") return of_sheets(is_xml ? "document.xml" : "document.xls");
  if (kind == "rtf") return of_text("document.rtf");
  return conversion_of_open_document(bytes);
}

// LibreOffice asks for the password and fails as with any damaged file, so the document is asked first: the flag
// fEncrypted of Word's file information block [MS-DOC 2.5.2], the record FilePass of Excel's workbook [MS-XLS 2.4.117],
// the manifest of OpenDocument.
bool is_encrypted(std::string_view kind, const std::string& bytes) {
  if (kind == "word_old") {
    constexpr std::size_t flags = 11;
    constexpr unsigned char encrypted = 1;
    const std::string_view information = stream_in(bytes, "WordDocument").value_or("");
    return information.size() > flags && (static_cast<unsigned char>(information[flags]) & encrypted) != 0;
  }
  if (kind == "excel_old") {
    // It follows the first record, which has 20 bytes in all.
    constexpr std::size_t second_record = 20;
    const std::string_view workbook = stream_in(bytes, "Workbook").value_or("");
    return workbook.size() > second_record && workbook.substr(second_record, 2) == std::string_view("\x2F\0", 2);
  }
  if (kind != "odf" || bytes.compare(0, 2, "PK") != 0) return false;
  Result<Package> package = Package::open(bytes);
  if (!package) return false;
  const Result<std::string> manifest = package->read("META-INF/manifest.xml");
  return manifest && has(*manifest, "encryption-data");
}

// No macros, and nothing from the network, whatever the document asks for.
constexpr std::string_view settings =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
)";

bool write_profile(const ScratchFolder& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder.path() + "/profile/user", error);
  return !error && folder.write("profile/user/registrymodifications.xcu", settings).has_value();
}

// Nullopt where there is none.
std::optional<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

// It exits with 0 whatever happened; that it wrote its output is the only proof.
Error error_of(const ProgramRun& run, const Conversion& conversion) {
  if (run.end == ProgramRun::End::out_of_time) {
    return {"document.too_slow", {{"program", "LibreOffice"}, {"limit", std::to_string(limits.seconds)}}};
  }
  if (has(run.errors, "could not be loaded"))
    return {"document.damaged", {{"part", "LibreOffice: " + first_line(run.errors)}}};
  if (has(run.errors, "no export filter")) {
    return {"document.no_program", {{"program", "LibreOffice"}, {"package", conversion.package}}};
  }
  return {"document.program_failed", {{"program", "LibreOffice"}, {"reason", first_line(run.errors)}}};
}

Result<std::string> convert(const std::string& bytes, const Conversion& conversion) {
  const std::optional<std::string> program = find_program("soffice");
  if (!program) return fail("document.no_program", {{"program", "LibreOffice"}, {"package", conversion.package}});
  const std::optional<ScratchFolder> folder = ScratchFolder::make();
  const std::optional<std::string> path = folder ? folder->write(conversion.name, bytes) : std::nullopt;
  if (!path || !write_profile(*folder)) return fail("document.no_room");
  // A profile of its own: two that run with one at once get in each other's way.
  const std::vector<std::string> arguments = {"--headless",
                                              "--norestore",
                                              "-env:UserInstallation=file://" + folder->path() + "/profile",
                                              "--convert-to",
                                              conversion.to,
                                              "--outdir",
                                              folder->path() + "/out",
                                              *path};
  const ProgramRun run = run_program(*program, arguments, folder->path(), limits);
  std::optional<std::string> converted = bytes_of(folder->path() + "/out/document." + conversion.to);
  if (run.end != ProgramRun::End::exited || !converted) return tl::make_unexpected(error_of(run, conversion));
  return std::move(*converted);
}

}  // namespace

bool is_read_by_office(std::string_view kind) {
  constexpr std::string_view kinds[] = {"word_old", "excel_old", "rtf", "odf"};
  return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

Result<Text> read_by_office(std::string_view kind, const std::string& bytes) {
  const std::optional<Conversion> conversion = conversion_of(kind, bytes);
  if (!conversion) return fail("kind.odf");
  if (is_encrypted(kind, bytes)) return fail("document.encrypted");
  const Result<std::string> converted = convert(bytes, *conversion);
  if (!converted) return tl::make_unexpected(converted.error());
  Result<Text> text = conversion->to == std::string_view("docx") ? read_docx(*converted) : read_xlsx(*converted);
  if (text) text->forget_parts();
  return text;
}

}  // namespace gouji
