/*
 * A PKCS #11 library that does what another does, but for what the file beside it (its own path and `.control`) tells it:
 *   module PATH            the other library
 *   C_Sign error 0x32 3    refuse with this code, three times (always, where no number is given)
 *   C_SignInit refuse 0xd  refuse this mechanism as unknown
 *   C_Sign crash           die as of a read where nothing is
 *   C_Sign crash-after 99  the same, at every call after so many in a process
 *   C_Sign abort
 *   C_Sign hang
 *   C_Sign slow 20         take so many milliseconds more, as a token at the other end of a cable does
 *   C_Sign length 9999     say that the answer is so long
 *   C_Sign wrong 5 2        turn a bit of byte 5 of the answer, twice
 *   C_GenerateKeyPair stranger   give a public key that is another pair's
 *   C_Initialize threads    refuse to be used by a program that does not say that it has several threads
 *   C_OpenSession most 2   give no more sessions than so many
 *   C_GetTokenInfo flags 0x40000   set these flags too
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pkcs11.h"

enum { most_lines = 64, line_bytes = 512 };

static CK_FUNCTION_LIST list;
static CK_FUNCTION_LIST_PTR real;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { char line[line_bytes]; long used; } counted[most_lines];
static long open_sessions, calls;

static FILE *open_control(void) {
  Dl_info self;
  char path[4096];
  if (!dladdr((void *)open_control, &self)) return NULL;
  snprintf(path, sizeof path, "%s.control", self.dli_fname);
  return fopen(path, "r");
}

/* Whether a line that holds for so many times still holds. */
static int counts(const char *line, long times) {
  int at, holds = 0;
  pthread_mutex_lock(&lock);
  for (at = 0; at < most_lines - 1 && counted[at].line[0] && strcmp(counted[at].line, line); at++);
  snprintf(counted[at].line, line_bytes, "%s", line);
  if (counted[at].used < times) { counted[at].used++; holds = 1; }
  pthread_mutex_unlock(&lock);
  return holds;
}

/* What the control file says of a call. `value` is the word after the action. */
static int told(const char *call, const char *action, unsigned long *value) {
  FILE *file = open_control();
  char line[line_bytes], name[64], verb[64], word[256];
  int found = 0;
  if (!file) return 0;
  while (!found && fgets(line, sizeof line, file)) {
    long times = -1;
    int words = sscanf(line, "%63s %63s %255s %ld", name, verb, word, &times);
    if (words < 2 || strcmp(name, call) || strcmp(verb, action)) continue;
    if (words > 2 && value) *value = strtoul(word, NULL, 0);
    found = words < 4 || counts(line, times);
  }
  fclose(file);
  return found;
}

static CK_RV before(const char *call) {
  unsigned long code = 0;
  if (told(call, "hang", NULL)) for (;;) pause();
  if (told(call, "slow", &code)) usleep(code * 1000);
  code = 0;
  if (told(call, "crash", NULL)) raise(SIGSEGV);
  if (told(call, "crash-after", &code) && __sync_add_and_fetch(&calls, 1) > (long)code) raise(SIGSEGV);
  if (told(call, "abort", NULL)) abort();
  code = 0;
  return told(call, "error", &code) ? code : CKR_OK;
}

static CK_RV refuses(const char *call, CK_MECHANISM_PTR mechanism) {
  unsigned long refused = 0;
  CK_RV rv = before(call);
  if (rv != CKR_OK) return rv;
  return told(call, "refuse", &refused) && mechanism->mechanism == refused ? CKR_MECHANISM_INVALID : CKR_OK;
}

#define WRAP(call, declared, passed) \
  static CK_RV my_##call declared { CK_RV rv = before(#call); return rv == CKR_OK ? real->call passed : rv; }
#define WRAP_INIT(call) \
  static CK_RV my_##call(CK_SESSION_HANDLE s, CK_MECHANISM_PTR m, CK_OBJECT_HANDLE k) { \
    CK_RV rv = refuses(#call, m); return rv == CKR_OK ? real->call(s, m, k) : rv; }
#define WRAP_RUN(call) \
  static CK_RV my_##call(CK_SESSION_HANDLE s, CK_BYTE_PTR in, CK_ULONG n, CK_BYTE_PTR out, CK_ULONG_PTR m) { \
    unsigned long length, at; \
    CK_RV rv = before(#call); \
    if (rv == CKR_OK) rv = real->call(s, in, n, out, m); \
    if (rv == CKR_OK && out && told(#call, "wrong", &at) && at < *m) out[at] ^= 1; \
    if (rv == CKR_OK && told(#call, "length", &length)) *m = length; \
    return rv; \
  }

WRAP(C_GetSlotList, (CK_BBOOL t, CK_SLOT_ID_PTR l, CK_ULONG_PTR n), (t, l, n))
WRAP(C_GetSessionInfo, (CK_SESSION_HANDLE s, CK_SESSION_INFO_PTR i), (s, i))
WRAP(C_InitToken, (CK_SLOT_ID s, CK_UTF8CHAR_PTR p, CK_ULONG n, CK_UTF8CHAR_PTR l), (s, p, n, l))
WRAP(C_SetPIN, (CK_SESSION_HANDLE s, CK_UTF8CHAR_PTR o, CK_ULONG n, CK_UTF8CHAR_PTR p, CK_ULONG k), (s, o, n, p, k))
WRAP(C_InitPIN, (CK_SESSION_HANDLE s, CK_UTF8CHAR_PTR p, CK_ULONG n), (s, p, n))
WRAP(C_Login, (CK_SESSION_HANDLE s, CK_USER_TYPE u, CK_UTF8CHAR_PTR p, CK_ULONG n), (s, u, p, n))
WRAP(C_FindObjectsInit, (CK_SESSION_HANDLE s, CK_ATTRIBUTE_PTR a, CK_ULONG n), (s, a, n))
WRAP(C_GetAttributeValue, (CK_SESSION_HANDLE s, CK_OBJECT_HANDLE o, CK_ATTRIBUTE_PTR a, CK_ULONG n), (s, o, a, n))
WRAP(C_GenerateRandom, (CK_SESSION_HANDLE s, CK_BYTE_PTR r, CK_ULONG n), (s, r, n))
WRAP(C_UnwrapKey,
  (CK_SESSION_HANDLE s, CK_MECHANISM_PTR m, CK_OBJECT_HANDLE k, CK_BYTE_PTR w, CK_ULONG n, CK_ATTRIBUTE_PTR a, CK_ULONG c,
    CK_OBJECT_HANDLE_PTR o),
  (s, m, k, w, n, a, c, o))
WRAP_INIT(C_SignInit)
WRAP_INIT(C_EncryptInit)
WRAP_INIT(C_DecryptInit)
WRAP_RUN(C_Sign)
WRAP_RUN(C_Encrypt)
WRAP_RUN(C_EncryptUpdate)
WRAP_RUN(C_Decrypt)

static CK_RV my_C_GenerateKeyPair(CK_SESSION_HANDLE s, CK_MECHANISM_PTR m, CK_ATTRIBUTE_PTR a, CK_ULONG n, CK_ATTRIBUTE_PTR b, CK_ULONG k,
  CK_OBJECT_HANDLE_PTR x, CK_OBJECT_HANDLE_PTR y) {
  CK_OBJECT_HANDLE other, its;
  CK_RV rv = before("C_GenerateKeyPair");
  if (rv == CKR_OK) rv = real->C_GenerateKeyPair(s, m, a, n, b, k, x, y);
  if (rv != CKR_OK || !told("C_GenerateKeyPair", "stranger", NULL)) return rv;
  rv = real->C_GenerateKeyPair(s, m, a, n, b, k, &other, &its);
  if (rv != CKR_OK) return rv;
  real->C_DestroyObject(s, *y);
  real->C_DestroyObject(s, other);
  *y = its;
  return CKR_OK;
}

static CK_RV my_C_FindObjects(CK_SESSION_HANDLE s, CK_OBJECT_HANDLE_PTR o, CK_ULONG most, CK_ULONG_PTR n) {
  unsigned long length;
  CK_RV rv = before("C_FindObjects");
  if (rv == CKR_OK) rv = real->C_FindObjects(s, o, most, n);
  if (rv == CKR_OK && told("C_FindObjects", "length", &length)) *n = length;
  return rv;
}

static CK_RV my_C_Initialize(CK_VOID_PTR a) {
  CK_C_INITIALIZE_ARGS_PTR arguments = a;
  CK_RV rv = before("C_Initialize");
  if (rv == CKR_OK && told("C_Initialize", "threads", NULL) && !(arguments && (arguments->flags & CKF_OS_LOCKING_OK))) return CKR_CANT_LOCK;
  return rv == CKR_OK ? real->C_Initialize(a) : rv;
}

static CK_RV my_C_GetMechanismList(CK_SLOT_ID s, CK_MECHANISM_TYPE_PTR l, CK_ULONG_PTR n) {
  CK_RV rv = before("C_GetMechanismList");
  if (rv != CKR_OK) return rv;
  if (told("C_GetMechanismList", "none", NULL)) { *n = 0; return CKR_OK; }
  return real->C_GetMechanismList(s, l, n);
}

static CK_RV my_C_GetTokenInfo(CK_SLOT_ID s, CK_TOKEN_INFO_PTR info) {
  unsigned long flags;
  CK_RV rv = before("C_GetTokenInfo");
  if (rv == CKR_OK) rv = real->C_GetTokenInfo(s, info);
  if (rv == CKR_OK && told("C_GetTokenInfo", "flags", &flags)) info->flags |= flags;
  return rv;
}

static CK_RV my_C_OpenSession(CK_SLOT_ID s, CK_FLAGS f, CK_VOID_PTR a, CK_NOTIFY n, CK_SESSION_HANDLE_PTR h) {
  unsigned long most;
  CK_RV rv = before("C_OpenSession");
  if (rv == CKR_OK && told("C_OpenSession", "most", &most) && open_sessions >= (long)most) rv = CKR_SESSION_COUNT;
  if (rv == CKR_OK) rv = real->C_OpenSession(s, f, a, n, h);
  if (rv == CKR_OK) __sync_fetch_and_add(&open_sessions, 1);
  return rv;
}

static CK_RV my_C_CloseSession(CK_SESSION_HANDLE s) {
  CK_RV rv = real->C_CloseSession(s);
  if (rv == CKR_OK) __sync_fetch_and_sub(&open_sessions, 1);
  return rv;
}

static void *load_real(void) {
  FILE *file = open_control();
  char line[line_bytes], path[line_bytes];
  void *handle = NULL;
  if (!file) return NULL;
  while (!handle && fgets(line, sizeof line, file)) {
    if (sscanf(line, "module %511s", path) == 1) handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  }
  fclose(file);
  return handle;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR out) {
  void *handle = real ? NULL : load_real();
  if (!real) {
    CK_C_GetFunctionList get = handle ? (CK_C_GetFunctionList)dlsym(handle, "C_GetFunctionList") : NULL;
    if (!get || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
  }
  list = *real;
#define PUT(call) list.call = my_##call
  PUT(C_Initialize); PUT(C_GetSlotList); PUT(C_GetTokenInfo); PUT(C_GetMechanismList); PUT(C_InitToken); PUT(C_SetPIN); PUT(C_InitPIN); PUT(C_GetSessionInfo); PUT(C_OpenSession);
  PUT(C_CloseSession); PUT(C_Login); PUT(C_FindObjectsInit); PUT(C_FindObjects); PUT(C_GetAttributeValue); PUT(C_GenerateRandom);
  PUT(C_GenerateKeyPair); PUT(C_UnwrapKey); PUT(C_SignInit); PUT(C_Sign); PUT(C_EncryptInit); PUT(C_Encrypt); PUT(C_EncryptUpdate); PUT(C_DecryptInit);
  PUT(C_Decrypt);
  *out = &list;
  return CKR_OK;
}
