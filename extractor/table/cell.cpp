#include "table/cell.h"

namespace gouji {

const char* name_of(CellStatus status) {
  switch (status) {
    case CellStatus::read:
      return "read";
    case CellStatus::blank:
      return "blank";
    case CellStatus::missing:
      return "missing";
    case CellStatus::repaired:
      return "repaired";
    case CellStatus::ambiguous:
      return "ambiguous";
  }
  return "";
}

}  // namespace gouji
