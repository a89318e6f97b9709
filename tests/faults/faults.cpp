#include "faults/faults.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

// The functions behind those that are defined here.
#if defined(GOUJI_SANITIZE)
#define GOUJI_SYSTEM(name) __interceptor_##name
#else
#define GOUJI_SYSTEM(name) __libc_##name
#endif

extern "C" {
void* GOUJI_SYSTEM(malloc)(std::size_t size);
void* GOUJI_SYSTEM(calloc)(std::size_t count, std::size_t size);
void* GOUJI_SYSTEM(realloc)(void* block, std::size_t size);
}

namespace gouji::faults {
namespace {

// Allocations come before anything is constructed: these have to be without constructors.
Plan planned;
std::atomic<bool> armed = false;
std::atomic<long> counts[kinds];

// Whether this call is one that fails.
bool is_hit(Kind kind) {
  if (!armed.load(std::memory_order_relaxed)) return false;
  const long number = ++counts[static_cast<int>(kind)];
  if (planned.nth == 0 || kind != planned.kind || number < planned.nth) return false;
  if (!planned.for_ever) return number == planned.nth;
  return planned.failure != Failure::interrupted || (number - planned.nth) % 2 == 0;
}

bool allocation_fails() {
  if (!is_hit(Kind::allocation)) return false;
  errno = ENOMEM;
  return true;
}

// A transfer of `size` bytes by `call(size)`.
template <typename Call>
ssize_t transfer(Kind kind, std::size_t size, const Call& call) {
  if (!is_hit(kind)) return call(size);
  if (planned.failure == Failure::partial && size > 0) return call((size + 1) / 2);
  errno = planned.failure == Failure::interrupted ? EINTR : planned.error_number;
  return -1;
}

template <typename Call>
ssize_t transfer_of(Kind kind, int file, std::size_t size, const Call& call) {
  return file == STDERR_FILENO ? call(size) : transfer(kind, size, call);
}

// What neither transfers nor is tried again.
bool is_refused() {
  if (!is_hit(Kind::other)) return false;
  errno = planned.error_number;
  return true;
}

int number_of(void* cookie) { return static_cast<int>(reinterpret_cast<std::intptr_t>(cookie)); }

// Streams of the C library write behind our back, so those that are opened to write get functions that write here.
FILE* stream_of(int file, const char* mode) {
  if (file < 0) return nullptr;
  cookie_io_functions_t functions{};
  functions.read = [](void* cookie, char* bytes, std::size_t size) { return ::read(number_of(cookie), bytes, size); };
  // fopencookie wants 0 of a write that failed.
  functions.write = [](void* cookie, const char* bytes, std::size_t size) -> ssize_t {
    const ssize_t written = ::write(number_of(cookie), bytes, size);
    return written < 0 ? 0 : written;
  };
  functions.seek = [](void* cookie, off64_t* offset, int whence) {
    const off64_t at = ::lseek64(number_of(cookie), *offset, whence);
    if (at < 0) return -1;
    *offset = at;
    return 0;
  };
  functions.close = [](void* cookie) { return ::close(number_of(cookie)); };
  return ::fopencookie(reinterpret_cast<void*>(static_cast<std::intptr_t>(file)), mode, functions);
}

bool writes(const char* mode) { return std::strpbrk(mode, "wa+") != nullptr; }

int flags_of(const char* mode) {
  const int access = std::strchr(mode, '+') != nullptr ? O_RDWR : mode[0] == 'r' ? O_RDONLY : O_WRONLY;
  if (mode[0] == 'r') return access;
  return access | O_CREAT | (mode[0] == 'w' ? O_TRUNC : O_APPEND);
}

extern "C" FILE* _IO_fdopen(int file, const char* mode);

FILE* stream(int file, const char* mode) {
  return armed && writes(mode) ? stream_of(file, mode) : _IO_fdopen(file, mode);
}

FILE* open_stream(const char* path, const char* mode) {
  const int file = ::open(path, flags_of(mode), 0666);
  return file < 0 ? nullptr : stream(file, mode);
}

}  // namespace

std::string Plan::name() const {
  const char* names[kinds] = {"allocation ", "read ", "write ", "other call "};
  std::string name = names[static_cast<int>(kind)] + std::to_string(nth) + (for_ever ? " and all behind it" : "");
  if (failure == Failure::partial) return name + ": half of it";
  if (failure == Failure::interrupted) return name + ": interrupted";
  return kind == Kind::allocation ? name : name + ": " + std::strerror(error_number);
}

void arm(const Plan& plan) {
  planned = plan;
  for (std::atomic<long>& count : counts) count = 0;
  armed = true;
}

void disarm() { armed = false; }

long calls(Kind kind) { return counts[static_cast<int>(kind)]; }

}  // namespace gouji::faults

using gouji::faults::Kind;

extern "C" {

void* malloc(std::size_t size) { return gouji::faults::allocation_fails() ? nullptr : GOUJI_SYSTEM(malloc)(size); }
void* calloc(std::size_t count, std::size_t size) {
  return gouji::faults::allocation_fails() ? nullptr : GOUJI_SYSTEM(calloc)(count, size);
}
void* realloc(void* block, std::size_t size) {
  return gouji::faults::allocation_fails() ? nullptr : GOUJI_SYSTEM(realloc)(block, size);
}

ssize_t read(int file, void* bytes, std::size_t size) {
  return gouji::faults::transfer(Kind::read, size,
                                 [&](std::size_t part) { return ::syscall(SYS_read, file, bytes, part); });
}
ssize_t pread(int file, void* bytes, std::size_t size, off_t at) {
  return gouji::faults::transfer(Kind::read, size,
                                 [&](std::size_t part) { return ::syscall(SYS_pread64, file, bytes, part, at); });
}
ssize_t pread64(int file, void* bytes, std::size_t size, off64_t at) { return ::pread(file, bytes, size, at); }

ssize_t write(int file, const void* bytes, std::size_t size) {
  return gouji::faults::transfer_of(Kind::write, file, size,
                                    [&](std::size_t part) { return ::syscall(SYS_write, file, bytes, part); });
}
ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t at) {
  return gouji::faults::transfer_of(Kind::write, file, size,
                                    [&](std::size_t part) { return ::syscall(SYS_pwrite64, file, bytes, part, at); });
}
ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t at) { return ::pwrite(file, bytes, size, at); }

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if (gouji::faults::is_refused()) return -1;
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}
int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return ::open(path, flags, mode);
}
// Nobody pulls the plug in these tests.
int fsync(int) { return gouji::faults::is_refused() ? -1 : 0; }
int fdatasync(int) { return gouji::faults::is_refused() ? -1 : 0; }
int ftruncate(int file, off_t size) noexcept {
  return gouji::faults::is_refused() ? -1 : static_cast<int>(::syscall(SYS_ftruncate, file, size));
}
int ftruncate64(int file, off64_t size) noexcept { return ::ftruncate(file, size); }
int rename(const char* from, const char* to) noexcept {
  return gouji::faults::is_refused() ? -1 : static_cast<int>(::syscall(SYS_rename, from, to));
}

FILE* fdopen(int file, const char* mode) noexcept { return gouji::faults::stream(file, mode); }
FILE* fopen(const char* path, const char* mode) { return gouji::faults::open_stream(path, mode); }
FILE* fopen64(const char* path, const char* mode) { return gouji::faults::open_stream(path, mode); }
}

// Those of the standard library do not come to our malloc() under AddressSanitizer.
void* operator new(std::size_t size) {
  if (void* block = std::malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { std::free(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { std::free(block); }
