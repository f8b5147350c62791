# What metafor gives for the sets of posts in the file named first (columns set, y, se): each method, with and without Knapp and Hartung.
# REML goes on until it is at rest (decision 0015).
suppressPackageStartupMessages(library(metafor))
posts <- read.csv(commandArgs(TRUE)[1])
tell <- function(set, method, adjusted, ...) cat(set, method, adjusted, sprintf("%.17g", c(...)), "\n", sep = "\t")
for (set in unique(posts$set)) {
  one <- posts[posts$set == set, ]
  for (method in c("PM", "DL", "REML", "FE")) for (test in c("z", "knha")) {
    fit <- try(rma(yi = one$y, sei = one$se, method = method, test = test,
                   control = if (method == "REML") list(threshold = 1e-13, maxiter = 1e5) else list()), silent = TRUE)
    if (inherits(fit, "try-error")) next
    drawn <- if (method == "FE") rep(fit$beta, 2) else blup(fit)$pred[1:2]
    tell(set, method, test, fit$beta, fit$se, fit$ci.lb, fit$ci.ub, fit$tau2, fit$I2, fit$QE, drawn)
  }
}
