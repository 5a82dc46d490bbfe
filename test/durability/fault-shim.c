/*
 * Preloaded into a program, fails the FAULT_CALL-th call that changes or syncs a file under FAULT_DIRECTORY, with FAULT_ERRNO; with
 * FAULT_STICKY that and every later one; with FAULT_FILE only calls on that file count, with FAULT_SYNC_ONLY only syncs. Writes the count of such calls to FAULT_COUNT when the program ends.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long calls;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static int concerns(int descriptor) {
  const char *directory = getenv("FAULT_DIRECTORY"), *file = getenv("FAULT_FILE");
  char link[64], path[PATH_MAX];
  ssize_t length;
  if (!directory) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (file) return strcmp(path, file) == 0;
  return strncmp(path, directory, strlen(directory)) == 0;
}

static int fails(int descriptor) {
  long call, chosen = number("FAULT_CALL");
  if (!concerns(descriptor)) return 0;
  call = __sync_add_and_fetch(&calls, 1);
  if (chosen == 0 || (getenv("FAULT_STICKY") ? call < chosen : call != chosen)) return 0;
  errno = (int)number("FAULT_ERRNO");
  return 1;
}

static int fails_sync(int descriptor) {
  return fails(descriptor);
}

static int fails_write(int descriptor) {
  return getenv("FAULT_SYNC_ONLY") ? 0 : fails(descriptor);
}

#define NEXT(type, name) \
  static type next; \
  if (!next) next = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*pwrite_call)(int, const void *, size_t, off64_t);
typedef int (*sync_call)(int);
typedef int (*truncate_call)(int, off64_t);

ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t offset) {
  NEXT(pwrite_call, "pwrite64");
  return fails_write(descriptor) ? -1 : next(descriptor, data, length, offset);
}

int fsync(int descriptor) {
  NEXT(sync_call, "fsync");
  return fails_sync(descriptor) ? -1 : next(descriptor);
}

int fdatasync(int descriptor) {
  NEXT(sync_call, "fdatasync");
  return fails_sync(descriptor) ? -1 : next(descriptor);
}

int ftruncate64(int descriptor, off64_t length) {
  NEXT(truncate_call, "ftruncate64");
  return fails_write(descriptor) ? -1 : next(descriptor, length);
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", calls);
  fclose(file);
}
