# Fits glmnet's path to a matrix on disk, in a process of its own: Rscript glmnet_path.R FOLDER ROWS COLUMNS PENALTIES.
# The first line that begins with "seconds" tells how long the fit took; a line per penalty follows with its intercept and
# coefficients, of standardised columns.
arguments <- commandArgs(TRUE)
folder <- arguments[1]
rows <- as.integer(arguments[2])
columns <- as.integer(arguments[3])
penalties <- as.numeric(strsplit(arguments[4], ",")[[1]])
suppressMessages(library(glmnet))
x <- matrix(readBin(file.path(folder, "values.f32"), "numeric", rows * columns, size = 4), rows, columns)
y <- readBin(file.path(folder, "labels.u8"), "integer", rows, size = 1, signed = FALSE)
x <- sweep(x, 2, colMeans(x))
x <- sweep(x, 2, sqrt(colMeans(x^2)), "/")
# Without these glmnet leaves the path where the fit gets better by little, and the rest would not be fitted at all.
glmnet.control(fdev = 0, devmax = 1)
seconds <- system.time(
  fit <- glmnet(x, y, family = "binomial", lambda = penalties, standardize = FALSE))[["elapsed"]]
cat(sprintf("seconds %.4f version %s\n", seconds, packageVersion("glmnet")))
for (place in seq_along(fit$lambda))
  cat(sprintf("%.17g", c(fit$a0[place], fit$beta[, place])), "\n")
