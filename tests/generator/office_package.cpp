#include "generator/office_package.h"

#include "generator/plain_zip.h"

namespace gouji {
namespace {

const std::string relationship_type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relationships(const std::vector<std::pair<std::string, std::string>>& types_and_targets) {
  std::string xml = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  int number = 0;
  for (const auto& [type, target] : types_and_targets) {
    xml += "<Relationship Id=\"rId" + std::to_string(++number) + "\" Type=\"" + relationship_type + type +
           "\" Target=\"" + target + "\"/>";
  }
  return xml + "</Relationships>";
}

}  // namespace

std::string make_docx(const std::string& body, const OfficeParts& parts) {
  const std::string root = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";
  ZipMembers members = {{"[Content_Types].xml", "<Types/>"},
                        {"_rels/.rels", relationships({{"officeDocument", "word/document.xml"}})},
                        {"word/document.xml", "<w:document " + root + "><w:body>" + body + "</w:body></w:document>"}};
  std::vector<std::pair<std::string, std::string>> related;
  for (const auto& [name, content] : parts) {
    related.emplace_back(name, name + ".xml");
    members.push_back({"word/" + name + ".xml", "<w:" + name + " " + root + ">" + content + "</w:" + name + ">"});
  }
  members.push_back({"word/_rels/document.xml.rels", relationships(related)});
  return make_plain_zip(members);
}

std::string make_xlsx(const OfficeParts& sheets, const OfficeParts& parts, const std::string& workbook) {
  const std::string root = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
                           R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
  ZipMembers members = {{"[Content_Types].xml", "<Types/>"},
                        {"_rels/.rels", relationships({{"officeDocument", "xl/workbook.xml"}})}};
  std::string list;
  std::vector<std::pair<std::string, std::string>> related;
  for (const auto& [name, content] : sheets) {
    const std::string number = std::to_string(related.size() + 1);
    related.emplace_back("worksheet", "worksheets/sheet" + number + ".xml");
    members.push_back({"xl/worksheets/sheet" + number + ".xml", "<worksheet " + root + ">" + content + "</worksheet>"});
    const std::size_t state = name.find('|');  // "name|hidden"
    list += "<sheet name=\"" + name.substr(0, state) + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"" +
            (state == std::string::npos ? "" : " state=\"" + name.substr(state + 1) + "\"") + "/>";
  }
  for (const auto& [name, content] : parts) {
    related.emplace_back(name, name + ".xml");
    members.push_back({"xl/" + name + ".xml", "<" + name + " " + root + ">" + content + "</" + name + ">"});
  }
  members.push_back(
      {"xl/workbook.xml", "<workbook " + root + ">" + workbook + "<sheets>" + list + "</sheets></workbook>"});
  members.push_back({"xl/_rels/workbook.xml.rels", relationships(related)});
  return make_plain_zip(members);
}

}  // namespace gouji
