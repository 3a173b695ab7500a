/* Loaded before the C library: while the file CONGVU_FULL names is there, nothing more can be written to files under
   CONGVU_DISK, as on a disk without room. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int no_room(int descriptor) {
  char const* flag = getenv("CONGVU_FULL");
  char const* disk = getenv("CONGVU_DISK");
  char link[64], path[4096];
  if (!flag || !disk || access(flag, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t const length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  /* What is mapped has its place already */
  if (strstr(path, "-shm")) return 0;
  return strncmp(path, disk, strlen(disk)) == 0;
}

#define FIND(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int descriptor, void const* octets, size_t size) {
  FIND(write);
  if (no_room(descriptor)) return errno = ENOSPC, -1;
  return real(descriptor, octets, size);
}

ssize_t pwrite(int descriptor, void const* octets, size_t size, off_t at) {
  FIND(pwrite);
  if (no_room(descriptor)) return errno = ENOSPC, -1;
  return real(descriptor, octets, size, at);
}

ssize_t pwrite64(int descriptor, void const* octets, size_t size, off64_t at) {
  FIND(pwrite64);
  if (no_room(descriptor)) return errno = ENOSPC, -1;
  return real(descriptor, octets, size, at);
}

int fallocate(int descriptor, int mode, off_t at, off_t size) {
  FIND(fallocate);
  if (no_room(descriptor)) return errno = ENOSPC, -1;
  return real(descriptor, mode, at, size);
}
