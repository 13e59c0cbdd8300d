/*
 * The image builder asks for the size of this record on every machine, and reads nothing of it
 * on x86-64.
 */
#ifndef NT_RISCV64CPUFEATURES_H
#define NT_RISCV64CPUFEATURES_H

typedef struct {
  unsigned char fI;
  unsigned char fM;
  unsigned char fA;
  unsigned char fF;
  unsigned char fD;
  unsigned char fC;
  unsigned char fV;
} CPUFeatures;

#endif
