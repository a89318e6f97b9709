// Makes the Nth allocation, read or write of this process fail, once or for ever. The program that is linked with this
// has its own malloc(), operator new, read(), write() and so on, which all libraries use too; until arm() they do what
// the system's do.
#pragma once

#include <string>

namespace gouji::faults {

enum class Kind {
  allocation,
  read,
  write,  // not of standard error: what went wrong has to be told somehow
  other,  // files opened, renamed, cut, brought to the disk
};
inline constexpr int kinds = 4;

enum class Failure {
  refused,      // with the error number; an allocation gives nothing
  partial,      // half of the bytes, as on a disk that gets full or from a slow pipe
  interrupted,  // EINTR; "for ever" is every second time, since the caller is to try again
};

struct Plan {
  Kind kind = Kind::allocation;
  long nth = 0;  // from 1; 0: nothing fails
  bool for_ever = false;
  Failure failure = Failure::refused;
  int error_number = 0;

  std::string name() const;  // "write 3 and all behind it: No space left on device"
};

// From here on calls are counted and fail as planned; a call while armed begins anew.
void arm(const Plan& plan);
void disarm();

// Since arm().
long calls(Kind kind);

}  // namespace gouji::faults
