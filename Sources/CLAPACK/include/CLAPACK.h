#ifndef WHORL_CLAPACK_H
#define WHORL_CLAPACK_H

// The few routines of BLAS and LAPACK that training needs.
//
// On Linux they are OpenBLAS's, loaded when training asks for them: a program that is linked to OpenBLAS
// starts its threads, which spin for a while, whenever it starts, and everything but training has no use
// for them. On macOS they are Accelerate's.

enum { whorl_row_major = 101, whorl_no_transpose = 111, whorl_transpose = 112, whorl_lower = 122 };

/// Loads the library, and makes it use one thread. Returns 0, or -1 if it is not installed or lacks a
/// routine. Idempotent; to be called before any other function, and not by two threads at once.
int whorl_lapack_open(void);

void whorl_sgemm(int order, int transposeA, int transposeB, int m, int n, int k, float alpha,
                 const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);

void whorl_ssyrk(int order, int triangle, int transpose, int n, int k, float alpha, const float *a,
                 int lda, float beta, float *c, int ldc);

void whorl_dgemm(int order, int transposeA, int transposeB, int m, int n, int k, double alpha,
                 const double *a, int lda, const double *b, int ldb, double beta, double *c, int ldc);

void whorl_dsyevr(const char *jobz, const char *range, const char *uplo, const int *n, double *a,
                  const int *lda, const double *vl, const double *vu, const int *il, const int *iu,
                  const double *abstol, int *m, double *w, double *z, const int *ldz, int *isuppz,
                  double *work, const int *lwork, int *iwork, const int *liwork, int *info);

void whorl_dpotrf(const char *uplo, const int *n, double *a, const int *lda, int *info);

void whorl_dtrtri(const char *uplo, const char *diag, const int *n, double *a, const int *lda, int *info);

#endif
