/*
 * The same work as keys of a token do, by nothing but a loop in C: what a library gives at best.
 * cryptoki-loop LIBRARY LABEL PIN rs256|es256|wrap CKA_ID THREADS COUNT
 * `rs256` and `es256` sign a digest with the private key of this CKA_ID (hexadecimal). `wrap` wraps 32 bytes by CKM_AES_KEY_WRAP as a
 * program does that has bytes to wrap: with a key of its own in the token, as an object that is made and destroyed for it.
 * Prints seconds of the clock and of the cores.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pkcs11.h"

enum { most_threads = 64, digest_bytes = 32, answer_bytes = 1024 };

static const CK_BYTE digest_info[] = {0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

static CK_FUNCTION_LIST_PTR p11;
static CK_SLOT_ID slot;
static CK_OBJECT_HANDLE key;
static CK_MECHANISM mechanism;
static CK_BYTE text[sizeof digest_info + digest_bytes];
static CK_ULONG text_bytes;
static int wraps;
static long each;
static pthread_barrier_t gate;

static void must(CK_RV rv, const char *what) {
  if (rv == CKR_OK) return;
  fprintf(stderr, "%s: 0x%lx\n", what, rv);
  exit(1);
}

static CK_SESSION_HANDLE open_session(void) {
  CK_SESSION_HANDLE session;
  must(p11->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session), "C_OpenSession");
  return session;
}

static void wrap_once(CK_SESSION_HANDLE session, CK_BYTE_PTR answer, CK_ULONG_PTR length) {
  static CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
  static CK_OBJECT_CLASS class = CKO_SECRET_KEY;
  static CK_KEY_TYPE type = CKK_GENERIC_SECRET;
  CK_OBJECT_HANDLE wrapped;
  CK_ATTRIBUTE template[] = {{CKA_CLASS, &class, sizeof class}, {CKA_KEY_TYPE, &type, sizeof type}, {CKA_TOKEN, &no, 1},
    {CKA_EXTRACTABLE, &yes, 1}, {CKA_VALUE, text, digest_bytes}};
  must(p11->C_CreateObject(session, template, 5, &wrapped), "C_CreateObject");
  must(p11->C_WrapKey(session, &mechanism, key, wrapped, answer, length), "C_WrapKey");
  must(p11->C_DestroyObject(session, wrapped), "C_DestroyObject");
}

static void *work(void *unused) {
  CK_SESSION_HANDLE session = open_session();
  CK_BYTE answer[answer_bytes];
  long done;
  (void)unused;
  pthread_barrier_wait(&gate);
  for (done = 0; done < each; done++) {
    CK_ULONG length = sizeof answer;
    if (wraps) { wrap_once(session, answer, &length); continue; }
    must(p11->C_SignInit(session, &mechanism, key), "C_SignInit");
    must(p11->C_Sign(session, text, text_bytes, answer, &length), "C_Sign");
  }
  pthread_barrier_wait(&gate);
  return NULL;
}

static void load(const char *library) {
  void *handle = dlopen(library, RTLD_NOW);
  CK_C_GetFunctionList get = handle ? (CK_C_GetFunctionList)dlsym(handle, "C_GetFunctionList") : NULL;
  CK_C_INITIALIZE_ARGS arguments = {0};
  if (!get || get(&p11) != CKR_OK) { fprintf(stderr, "no library\n"); exit(1); }
  arguments.flags = CKF_OS_LOCKING_OK;
  must(p11->C_Initialize(&arguments), "C_Initialize");
}

static void find_slot(const char *label) {
  CK_SLOT_ID slots[16];
  CK_ULONG count = 16, at;
  char padded[33];
  snprintf(padded, sizeof padded, "%-32s", label);
  must(p11->C_GetSlotList(CK_TRUE, slots, &count), "C_GetSlotList");
  for (at = 0; at < count; at++) {
    CK_TOKEN_INFO info;
    must(p11->C_GetTokenInfo(slots[at], &info), "C_GetTokenInfo");
    if (!memcmp(info.label, padded, 32)) { slot = slots[at]; return; }
  }
  fprintf(stderr, "no token\n");
  exit(1);
}

static void find_key(CK_SESSION_HANDLE session, const char *hex) {
  CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
  CK_BYTE id[16];
  CK_ULONG found = 0;
  int at;
  for (at = 0; at < 16; at++) sscanf(hex + 2 * at, "%2hhx", &id[at]);
  CK_ATTRIBUTE template[] = {{CKA_CLASS, &class, sizeof class}, {CKA_ID, id, sizeof id}};
  must(p11->C_FindObjectsInit(session, template, 2), "C_FindObjectsInit");
  must(p11->C_FindObjects(session, &key, 1, &found), "C_FindObjects");
  must(p11->C_FindObjectsFinal(session), "C_FindObjectsFinal");
  if (found != 1) { fprintf(stderr, "no key\n"); exit(1); }
}

static void make_wrapping_key(CK_SESSION_HANDLE session) {
  CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
  CK_ULONG length = 32;
  CK_MECHANISM by = {CKM_AES_KEY_GEN, NULL, 0};
  CK_ATTRIBUTE template[] = {{CKA_TOKEN, &yes, 1}, {CKA_PRIVATE, &yes, 1}, {CKA_SENSITIVE, &yes, 1}, {CKA_EXTRACTABLE, &no, 1},
    {CKA_WRAP, &yes, 1}, {CKA_VALUE_LEN, &length, sizeof length}};
  must(p11->C_GenerateKey(session, &by, template, 6, &key), "C_GenerateKey");
}

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **words) {
  pthread_t threads[most_threads];
  int at, lanes;
  double wall, cores;
  CK_SESSION_HANDLE session;
  if (count != 8) return 2;
  load(words[1]);
  find_slot(words[2]);
  session = open_session();
  must(p11->C_Login(session, CKU_USER, (CK_UTF8CHAR_PTR)words[3], strlen(words[3])), "C_Login");
  wraps = !strcmp(words[4], "wrap");
  if (wraps) make_wrapping_key(session);
  else find_key(session, words[5]);
  if (!strcmp(words[4], "rs256")) {
    memcpy(text, digest_info, sizeof digest_info);
    text_bytes = sizeof digest_info + digest_bytes;
    mechanism.mechanism = CKM_RSA_PKCS;
  } else {
    text_bytes = digest_bytes;
    mechanism.mechanism = wraps ? CKM_AES_KEY_WRAP : CKM_ECDSA;
  }
  lanes = atoi(words[6]);
  if (lanes < 1 || lanes > most_threads) return 2;
  each = atol(words[7]) / lanes;
  pthread_barrier_init(&gate, NULL, lanes + 1);
  for (at = 0; at < lanes; at++) pthread_create(&threads[at], NULL, work, NULL);
  pthread_barrier_wait(&gate);
  wall = seconds(CLOCK_MONOTONIC);
  cores = seconds(CLOCK_PROCESS_CPUTIME_ID);
  pthread_barrier_wait(&gate);
  printf("%.6f %.6f\n", seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - cores);
  for (at = 0; at < lanes; at++) pthread_join(threads[at], NULL);
  if (wraps) must(p11->C_DestroyObject(session, key), "C_DestroyObject");
  return 0;
}
