// A collection as a workbook for people with spreadsheets: a sheet for each table of each form, as the form prints it,
// with a report a row; the series; and the list of what has to be put right.
#pragma once

#include <string>

#include "database/collection.h"
#include "form/messages.h"

namespace gouji {

// Writes an .xlsx file; what is at the path is replaced. The same collection gives the same bytes. Errors:
// "spool.not_writable", and those of the database.
Result<void> write_workbook(Collection& collection, const Messages& messages, const std::string& path);

}  // namespace gouji
