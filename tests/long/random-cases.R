# What R gives for the cases in the folder named first: every effect a column of `lm`, errors from the packages `sandwich` and
# `clubSandwich`, jackknife by leaving out. One line per number: case, what, value.
suppressPackageStartupMessages({ library(sandwich); library(clubSandwich) })
folder <- commandArgs(TRUE)[1]
tell <- function(case, what, value) cat(case, what, sprintf("%.17g", value), sep = "\t", fill = FALSE, "\n")

effects <- c(unitTime = "indicator(unit) + indicator(time)",
             otherSchools = "indicator(unit) + indicator(paste(subject, time))",
             sameSchool = "indicator(unit) + indicator(paste(cluster, time)) + indicator(paste(subject, time))")
# Every value its own column, also when there is one value only.
indicator <- function(x) outer(x, unique(x), "==") * 1

jackknife <- function(schools, whole, without) {
  each <- sapply(schools, without)
  if (anyNA(each)) NA else sqrt((length(schools) - 1) / length(schools) * sum((each - whole)^2))
}

# The effects first, so that `lm` gives NA for a post that they determine.
regression <- function(rows, design) lm(as.formula(paste("y ~", effects[[design]], "+ D")), rows, weights = w)
beta <- function(rows, design) unname(coef(regression(rows, design))["D"])

for (case in list.files(folder)) {
  at <- function(name) file.path(folder, case, name)
  design <- readLines(at("design.txt"))
  cells <- read.csv(at("cells.csv"), encoding = "UTF-8", check.names = FALSE)
  pupils <- read.csv(at("pupils.csv"), encoding = "UTF-8")
  cells$y <- cells$sum / cells$n
  cells$D <- as.numeric(cells$start > 0 & cells$time >= cells$start)
  pupils$D <- as.numeric(pupils$start > 0 & pupils$time >= pupils$start)
  pupils$w <- 1
  schools <- unique(cells$cluster)

  # Regression on pupils: weights n.
  fit <- regression(pupils, design)
  if (!is.na(coef(fit)["D"])) {
    tell(case, "fe.n.estimate", coef(fit)["D"])
    tell(case, "fe.n.iid", sqrt(vcov(fit)["D", "D"]))
    tell(case, "fe.n.hc1", sqrt(vcovHC(fit, "HC1")["D", "D"]))
    cells$w <- cells$n
    tell(case, "fe.n.cv3", jackknife(schools, coef(fit)["D"], function(s) beta(cells[cells$cluster != s, ], design)))
  }

  # Regression on cells, unweighted.
  cells$w <- 1
  fit <- regression(cells, design)
  if (!is.na(coef(fit)["D"])) {
    tell(case, "fe.none.estimate", coef(fit)["D"])
    tell(case, "fe.none.iid", sqrt(vcov(fit)["D", "D"]))
    tell(case, "fe.none.hc1", sqrt(vcovHC(fit, "HC1")["D", "D"]))
    tell(case, "fe.none.cv3", jackknife(schools, coef(fit)["D"], function(s) beta(cells[cells$cluster != s, ], design)))
    two <- try(coef_test(fit, vcovCR(fit, cells$cluster, "CR2"), test = "Satterthwaite", coefs = "D"), silent = TRUE)
    if (!inherits(two, "try-error")) {
      tell(case, "fe.none.cr2", two$SE)
      tell(case, "fe.none.cr2df", two$df)
      tell(case, "fe.none.cr2p", two$p_Satt)
    }
  }

  # Imputation: the fit on cells without a post; a treated cell whose level some fit leaves open has no estimate.
  for (weights in c("n", "none")) {
    impute <- function(rows) {
      rows$w <- if (weights == "n") rows$n else 1
      X <- model.matrix(as.formula(paste("~", effects[[design]])), rows)
      free <- rows$D == 0
      base <- svd(X[free, ])
      rank <- sum(base$d > 1e-9 * base$d[1])
      span <- base$v[, seq_len(rank), drop = FALSE]
      treated <- X[!free, , drop = FALSE]
      open <- sqrt(rowSums((treated - treated %*% span %*% t(span))^2)) > 1e-6
      fit <- lm.wfit(X[free, ], rows$y[free], rows$w[free])
      b <- coef(fit); b[is.na(b)] <- 0
      # Any solution predicts what is determined.
      effect <- rows$y[!free] - drop(treated %*% b)
      data.frame(unit = rows$unit[!free], n = rows$n[!free], effect, open)[!open, ]
    }
    found <- impute(cells)
    if (nrow(found) > 0) {
      tell(case, paste0("imp.", weights, ".estimate"), mean(found$effect))
      tell(case, paste0("imp.", weights, ".pupilWeighted"), weighted.mean(found$effect, found$n))
      tell(case, paste0("imp.", weights, ".cells"), nrow(found))
      tell(case, paste0("imp.", weights, ".cv3"), jackknife(schools, mean(found$effect), function(s) {
        rest <- impute(cells[cells$cluster != s, ])
        if (nrow(rest) == 0) NA else mean(rest$effect)
      }))
      per <- tapply(found$effect, found$unit, mean)
      for (unit in names(per)) tell(case, paste0("imp.", weights, ".unit:", unit), per[[unit]])
    }
  }

  # Sun and Abraham: cohort by event time, −1 left out; the mean over treated cells by their number.
  first <- min(cells$time)
  some <- cells[cells$start == 0 | cells$start > first, ]
  if (any(some$start == 0)) {
    some$event <- ifelse(some$start == 0, NA, some$time - some$start)
    some$own <- ifelse(is.na(some$event) | some$event == -1, "none", paste(some$start, some$event, sep = "_"))
    if (all(some$own == "none")) next
    some$own <- relevel(factor(some$own), ref = "none")
    for (weights in c("n", "none")) {
      some$w <- if (weights == "n") some$n else 1
      # Effects first, so that a cohort's column that they determine is the one `lm` leaves out.
      fit <- lm(as.formula(paste("y ~", effects[[design]], "+ own")), some, weights = w)
      b <- coef(fit)[grepl("^own", names(coef(fit)))]
      if (anyNA(b)) next
      events <- as.numeric(sub("^own[0-9]+_", "", names(b)))
      share <- tapply(some$w, some$own, sum)[sub("^own", "", names(b))]
      after <- events >= 0
      alone <- names(which(apply(model.matrix(fit), 2, function(x) sum(x != 0)) == 1))
      if (length(alone) > 0) next
      tell(case, paste0("sa.", weights, ".estimate"), sum(share[after] * b[after]) / sum(share[after]))
    }
  }
}
