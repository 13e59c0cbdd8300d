/* CPU feature detection (libchelper): what AMD64LibCHelper asks for. */
#include "amd64cpufeatures.h"
#include <cpuid.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char bit(uint32_t word, int n) {
  return (word >> n) & 1;
}

/* the extended-state mask that the operating system switches; 0 without OSXSAVE */
static uint64_t enabled_state(int osxsave) {
  if (!osxsave) {
    return 0;
  }
  uint32_t lo, hi;
  __asm__ volatile("xgetbv" : "=a"(lo), "=d"(hi) : "c"(0));
  return ((uint64_t) hi << 32) | lo;
}

static int state_has(uint64_t state, uint64_t wanted) {
  return (state & wanted) == wanted;
}

void determineCPUFeatures(CPUFeatures *f) {
  uint32_t a, b, c, d;
  memset(f, 0, sizeof *f);

  if (!__get_cpuid(1, &a, &b, &c, &d)) {
    return;
  }
  f->fTSC = bit(d, 4);
  f->fCX8 = bit(d, 8);
  f->fCMOV = bit(d, 15);
  f->fFLUSH = bit(d, 19);
  f->fMMX = bit(d, 23);
  f->fFXSR = bit(d, 24);
  f->fSSE = bit(d, 25);
  f->fSSE2 = bit(d, 26);
  f->fHT = bit(d, 28);
  f->fSSE3 = bit(c, 0);
  f->fCLMUL = bit(c, 1);
  f->fSSSE3 = bit(c, 9);
  f->fSSE4_1 = bit(c, 19);
  f->fSSE4_2 = bit(c, 20);
  f->fPOPCNT = bit(c, 23);
  f->fAES = bit(c, 25);
  f->fHV = bit(c, 31);

  uint64_t state = enabled_state(bit(c, 27));
  int os_avx = state_has(state, 0x6);                 /* xmm, ymm */
  int os_avx512 = os_avx && state_has(state, 0xe0);   /* opmask, both zmm parts */
  int avx = os_avx && bit(c, 28);
  f->fAVX = avx;
  f->fVZEROUPPER = avx;
  f->fFMA = avx && bit(c, 12);
  f->fF16C = avx && bit(c, 29);

  if (__get_cpuid(0x80000001, &a, &b, &c, &d)) {
    f->fLZCNT = bit(c, 5);
    f->fSSE4A = bit(c, 6);
    f->fAMD_3DNOW_PREFETCH = bit(c, 8);
    f->fRDTSCP = bit(d, 27);
  }
  if (__get_cpuid(0x80000007, &a, &b, &c, &d)) {
    f->fTSCINV_BIT = bit(d, 8);
    f->fTSCINV = f->fTSC && f->fTSCINV_BIT;
  }

  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
    return;
  }
  uint32_t subleaves = a;
  f->fBMI1 = bit(b, 3);
  f->fAVX2 = avx && bit(b, 5);
  f->fBMI2 = bit(b, 8);
  f->fERMS = bit(b, 9);
  f->fRTM = bit(b, 11);
  f->fADX = bit(b, 19);
  f->fFLUSHOPT = bit(b, 23);
  f->fCLWB = bit(b, 24);
  f->fSHA = bit(b, 29);
  f->fPKU = bit(c, 3);
  f->fOSPKE = bit(c, 4);
  f->fCET_SS = bit(c, 7);
  f->fGFNI = bit(c, 8);
  f->fRDPID = bit(c, 22);
  f->fFSRM = bit(d, 4);
  f->fSERIALIZE = bit(d, 14);
  f->fCET_IBT = bit(d, 20);
  int avx512 = avx && os_avx512 && bit(b, 16);
  if (avx512) {
    f->fAVX512F = 1;
    f->fAVX512DQ = bit(b, 17);
    f->fAVX512_IFMA = bit(b, 21);
    f->fAVX512PF = bit(b, 26);
    f->fAVX512ER = bit(b, 27);
    f->fAVX512CD = bit(b, 28);
    f->fAVX512BW = bit(b, 30);
    f->fAVX512VL = bit(b, 31);
    f->fAVX512_VBMI = bit(c, 1);
    f->fAVX512_VBMI2 = bit(c, 6);
    f->fAVX512_VAES = bit(c, 9);
    f->fAVX512_VPCLMULQDQ = bit(c, 10);
    f->fAVX512_VNNI = bit(c, 11);
    f->fAVX512_BITALG = bit(c, 12);
    f->fAVX512_VPOPCNTDQ = bit(c, 14);
    f->fAVX512_FP16 = bit(d, 23);
  }

  if (subleaves >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d)) {
    f->fSHA512 = avx && bit(a, 0);
    f->fAVX_IFMA = avx && bit(a, 23);
    f->fAPX_F = bit(d, 21) && state_has(state, 1u << 19);
    if (avx512 && bit(d, 19) && __get_cpuid_count(0x24, 0, &a, &b, &c, &d)) {
      f->fAVX10_1 = (b & 0xff) >= 1;
      f->fAVX10_2 = (b & 0xff) >= 2;
    }
  }
}

/*
 * The image holds its required features bitwise negated, one byte each: a required one is ~1,
 * every other byte is ~0. So a feature is missing where its byte or-ed with the mask's is not ~0.
 */
static int missing(const unsigned char *mask, int report) {
  CPUFeatures f;
  determineCPUFeatures(&f);
  int count = 0;
#define CHECK(name) \
  if ((unsigned char) (f.f##name | mask[__builtin_offsetof(CPUFeatures, f##name)]) != 0xff) { \
    count++; \
    if (report) { \
      fprintf(stderr, "missing CPU feature: %s\n", #name); \
    } \
  }
  CPU_FEATURES(CHECK)
#undef CHECK
  return count;
}

int checkCPUFeatures(const char *mask) {
  return missing((const unsigned char *) mask, 0) != 0;
}

int checkCPUFeaturesOrExit(const char *mask, const char *message) {
  if (missing((const unsigned char *) mask, 0) != 0) {
    fprintf(stderr, "%s\n", message);
    missing((const unsigned char *) mask, 1);
    exit(1);
  }
  return 0;
}
