#pragma once
#include <cblas.h>

// LAPACK's Fortran symbols live in the same library; only these are used.
// Every argument is a pointer, matrices are column-major.

// Cholesky factor of a symmetric positive definite matrix.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);

// Solves A x = b with the factor that dpotrf_ left.
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda, double *b,
             const int *ldb, int *info);

// Inverse from the factor that dpotrf_ left.
void dpotri_(const char *uplo, const int *n, double *a, const int *lda, int *info);

// Eigenvalues and, with jobz "V", eigenvectors of a symmetric matrix.
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
            const int *lwork, int *info);
