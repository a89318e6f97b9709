// docs/database.md: the questions that it asks are answered.
#include "ingest_folder.h"
#include "reports.h"

namespace gouji {
namespace {

std::vector<std::string> queries_of(const std::string& page) {
  std::vector<std::string> queries;
  constexpr std::string_view begin_mark = "```sql\n";
  for (std::size_t at = page.find(begin_mark); at != std::string::npos; at = page.find(begin_mark, at)) {
    at += begin_mark.size();
    queries.push_back(page.substr(at, page.find("```", at) - at));
  }
  return queries;
}

class DatabaseQueries : public IngestFolder {
 protected:
  DatabaseQueries() {
    const CommandResult result =
        run({"ingest", "--db", "a.db", "--lang", "zh", "--quiet", std::string(GOUJI_SOURCE_DIR) + "/corpus"});
    EXPECT_EQ(result.status, 0) << result.err;
    folder.write("in/1.txt", report_of("清江市云溪区人民政府", 2012));
    folder.write("in/2.txt", report_of("云溪区政府", 2010));
    EXPECT_EQ(ingest({"--quiet", "in"}).status, 0);
  }
};

TEST_F(DatabaseQueries, OfTheManualHaveAnswers) {
  const std::vector<std::string> queries = queries_of(file_of_tree("docs/database.md"));
  EXPECT_EQ(queries.size(), 10U);
  for (const std::string& query : queries) {
    const std::vector<std::string> rows = ask(query);
    ASSERT_FALSE(rows.empty()) << query;
    EXPECT_NE(rows.front().rfind("error:", 0), 0U) << query << rows.front();
  }
}

TEST_F(DatabaseQueries, TheManualHasAllTablesAndViews) {
  const std::string page = file_of_tree("docs/database.md");
  for (const std::string& name : ask("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")) {
    const bool is_form = name.rfind("form_2", 0) == 0 || name == "form_2008";
    EXPECT_TRUE(is_form || page.find('`' + name + '`') != std::string::npos) << name;
  }
}

// Each view can be asked for all that it has.
TEST_F(DatabaseQueries, AllViewsWork) {
  for (const std::string& name : ask("SELECT name FROM sqlite_schema WHERE type = 'view'")) {
    const std::vector<std::string> rows = ask("SELECT * FROM \"" + name + "\"");
    for (const std::string& row : rows) ASSERT_NE(row.rfind("error:", 0), 0U) << name << row;
    EXPECT_FALSE(rows.empty()) << name;
  }
}

TEST_F(DatabaseQueries, ACellThatAnotherFormHasHasItsLabels) {
  EXPECT_EQ(ask("SELECT count(*) FROM cells WHERE table_name IS NULL OR row_label IS NULL OR cell IS NULL"),
            std::vector<std::string>{"0"});
}

}  // namespace
}  // namespace gouji
