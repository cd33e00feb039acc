#ifndef WHORL_CLAPACK_SHIM_H
#define WHORL_CLAPACK_SHIM_H

// The few routines that training needs. OpenBLAS on Linux, Accelerate on macOS: both export the same
// Fortran and CBLAS symbols, and their headers differ, so the prototypes are here.

enum { whorl_row_major = 101, whorl_no_transpose = 111, whorl_transpose = 112, whorl_lower = 122 };

void cblas_sgemm(int order, int transposeA, int transposeB, int m, int n, int k, float alpha,
                 const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);

void cblas_ssyrk(int order, int triangle, int transpose, int n, int k, float alpha, const float *a,
                 int lda, float beta, float *c, int ldc);

void cblas_dgemm(int order, int transposeA, int transposeB, int m, int n, int k, double alpha,
                 const double *a, int lda, const double *b, int ldb, double beta, double *c, int ldc);

void dsyevr_(const char *jobz, const char *range, const char *uplo, const int *n, double *a,
             const int *lda, const double *vl, const double *vu, const int *il, const int *iu,
             const double *abstol, int *m, double *w, double *z, const int *ldz, int *isuppz,
             double *work, const int *lwork, int *iwork, const int *liwork, int *info);

void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);

void dtrtri_(const char *uplo, const char *diag, const int *n, double *a, const int *lda, int *info);

#if defined(__linux__)
void openblas_set_num_threads(int count);
#endif

#endif
