#include "CLAPACK.h"

#include <stddef.h>

typedef void (*sgemm_routine)(int, int, int, int, int, int, float, const float *, int, const float *, int,
                              float, float *, int);
typedef void (*ssyrk_routine)(int, int, int, int, int, float, const float *, int, float, float *, int);
typedef void (*dgemm_routine)(int, int, int, int, int, int, double, const double *, int, const double *, int,
                              double, double *, int);
typedef void (*dsyevr_routine)(const char *, const char *, const char *, const int *, double *, const int *,
                               const double *, const double *, const int *, const int *, const double *,
                               int *, double *, double *, const int *, int *, double *, const int *, int *,
                               const int *, int *);
typedef void (*dpotrf_routine)(const char *, const int *, double *, const int *, int *);
typedef void (*dtrtri_routine)(const char *, const char *, const int *, double *, const int *, int *);

static sgemm_routine sgemm;
static ssyrk_routine ssyrk;
static dgemm_routine dgemm;
static dsyevr_routine dsyevr;
static dpotrf_routine dpotrf;
static dtrtri_routine dtrtri;
static int is_open;

#if defined(__APPLE__)

extern void cblas_sgemm(int, int, int, int, int, int, float, const float *, int, const float *, int, float,
                        float *, int);
extern void cblas_ssyrk(int, int, int, int, int, float, const float *, int, float, float *, int);
extern void cblas_dgemm(int, int, int, int, int, int, double, const double *, int, const double *, int,
                        double, double *, int);
extern void dsyevr_(const char *, const char *, const char *, const int *, double *, const int *,
                    const double *, const double *, const int *, const int *, const double *, int *,
                    double *, double *, const int *, int *, double *, const int *, int *, const int *, int *);
extern void dpotrf_(const char *, const int *, double *, const int *, int *);
extern void dtrtri_(const char *, const char *, const int *, double *, const int *, int *);

int whorl_lapack_open(void) {
  sgemm = cblas_sgemm;
  ssyrk = cblas_ssyrk;
  dgemm = cblas_dgemm;
  dsyevr = dsyevr_;
  dpotrf = dpotrf_;
  dtrtri = dtrtri_;
  is_open = 1;
  return 0;
}

#else

#include <dlfcn.h>

int whorl_lapack_open(void) {
  if (is_open) return 0;
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return -1;
  sgemm = (sgemm_routine)dlsym(library, "cblas_sgemm");
  ssyrk = (ssyrk_routine)dlsym(library, "cblas_ssyrk");
  dgemm = (dgemm_routine)dlsym(library, "cblas_dgemm");
  dsyevr = (dsyevr_routine)dlsym(library, "dsyevr_");
  dpotrf = (dpotrf_routine)dlsym(library, "dpotrf_");
  dtrtri = (dtrtri_routine)dlsym(library, "dtrtri_");
  void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
  if (!sgemm || !ssyrk || !dgemm || !dsyevr || !dpotrf || !dtrtri || !set_threads) return -1;
  set_threads(1);
  is_open = 1;
  return 0;
}

#endif

void whorl_sgemm(int order, int transposeA, int transposeB, int m, int n, int k, float alpha,
                 const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc) {
  sgemm(order, transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void whorl_ssyrk(int order, int triangle, int transpose, int n, int k, float alpha, const float *a,
                 int lda, float beta, float *c, int ldc) {
  ssyrk(order, triangle, transpose, n, k, alpha, a, lda, beta, c, ldc);
}

void whorl_dgemm(int order, int transposeA, int transposeB, int m, int n, int k, double alpha,
                 const double *a, int lda, const double *b, int ldb, double beta, double *c, int ldc) {
  dgemm(order, transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void whorl_dsyevr(const char *jobz, const char *range, const char *uplo, const int *n, double *a,
                  const int *lda, const double *vl, const double *vu, const int *il, const int *iu,
                  const double *abstol, int *m, double *w, double *z, const int *ldz, int *isuppz,
                  double *work, const int *lwork, int *iwork, const int *liwork, int *info) {
  dsyevr(jobz, range, uplo, n, a, lda, vl, vu, il, iu, abstol, m, w, z, ldz, isuppz, work, lwork, iwork,
         liwork, info);
}

void whorl_dpotrf(const char *uplo, const int *n, double *a, const int *lda, int *info) {
  dpotrf(uplo, n, a, lda, info);
}

void whorl_dtrtri(const char *uplo, const char *diag, const int *n, double *a, const int *lda, int *info) {
  dtrtri(uplo, diag, n, a, lda, info);
}
