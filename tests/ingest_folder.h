// A folder of small reports for tests of databases, with the commands run in it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dump.h"
#include "run_command.h"

namespace gouji {

// A report of form 2021 with the tables of one in corpus/: 4 requests carried over, 22 carried forward.
inline std::string report_of(const std::string& body, int year) {
  const std::string tables = consistent_report();
  const std::string text = tables.substr(tables.find("二、主动公开政府信息情况"));
  return body + std::to_string(year) + "年政府信息公开工作年度报告\n一、总体情况\n无。\n" +
         text.substr(0, text.find("五、存在的主要问题")) +
         "五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n";
}

class IngestFolder : public testing::Test {
 protected:
  CommandResult run(const std::vector<std::string>& arguments) const { return run_gouji_in(folder.path(), arguments); }
  CommandResult ingest(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"ingest", "--db", "a.db"});
    return run(arguments);
  }
  std::string database(const std::string& name = "a.db") const { return folder.path() + "/" + name; }
  std::vector<std::string> ask(const std::string& sql) const { return query(database(), sql); }
  std::string dumped(const std::string& name = "a.db") const { return dump(database(name)); }
  // What a new database has of the same inputs.
  std::string dump_of_new(const std::vector<std::string>& inputs) const {
    std::vector<std::string> arguments = {"ingest", "--db", "new.db"};
    arguments.insert(arguments.end(), inputs.begin(), inputs.end());
    std::remove(database("new.db").c_str());
    EXPECT_EQ(run(arguments).status, 0);
    return dumped("new.db");
  }

  TestFolder folder;
};

}  // namespace gouji
