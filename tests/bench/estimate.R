# The same estimates by what R has: Rscript estimate.R CELLS.csv → lines "name<TAB>seconds of the processor", the median of three runs, or of one that takes long.
cells <- read.csv(commandArgs(TRUE)[1])
cells$y <- cells$sum / cells$n
cells$subject_year <- interaction(cells$subject, cells$time, drop = TRUE)
cells$D <- as.integer(cells$start > 0 & cells$time >= cells$start)
has <- function(name) suppressWarnings(requireNamespace(name, quietly = TRUE))
take <- function(name, run) {
  once <- function(...) sum(system.time(suppressWarnings(run()))[c("user.self", "sys.self")])
  seconds <- once()
  if (seconds < 5) seconds <- c(seconds, sapply(1:2, once))
  cat(sprintf("%s\t%.4f\n", name, median(seconds)))
}

take("fixedEffects\tlm and its own sandwich by school", function() {
  fit <- lm(y ~ D + factor(unit) + subject_year, cells, weights = n)
  rest <- residuals(lm(D ~ factor(unit) + subject_year, cells, weights = n))
  scores <- tapply(cells$n * rest * residuals(fit), cells$school, sum)
  sqrt(sum(scores^2)) / sum(cells$n * rest^2)
})
if (has("estimatr")) take("fixedEffects\testimatr::lm_robust", function() {
  estimatr::lm_robust(y ~ D, cells, weights = n, clusters = school, fixed_effects = ~ factor(unit) + subject_year,
                      se_type = "stata")
})
if (has("fixest")) take("fixedEffects\tfixest::feols", function() {
  fixest::feols(y ~ D | unit + subject_year, cells, weights = ~n, cluster = ~school)
})
by_lm <- function(cells) {
  fit <- lm(y ~ factor(unit) + subject_year, cells, weights = n, subset = D == 0)
  mean((cells$y - predict(fit, cells))[cells$D == 1])
}
take("imputation\tlm, without any error", function() by_lm(cells))
# With more cells this takes minutes.
if (nrow(cells) < 2000) take("imputation\tlm, one school left out at a time", function() {
  by_lm(cells)
  for (school in unique(cells$school)) by_lm(cells[cells$school != school, ])
})
if (has("fixest")) {
  once <- function(cells) {
    fit <- fixest::feols(y ~ 1 | unit + subject_year, cells[cells$D == 0, ], weights = ~n)
    mean((cells$y - predict(fit, newdata = cells))[cells$D == 1])
  }
  take("imputation\tfixest::feols, one school left out at a time", function() {
    once(cells)
    for (school in unique(cells$school)) once(cells[cells$school != school, ])
  })
  take("sunAbraham\tfixest::sunab", function() {
    cells$cohort <- ifelse(cells$start == 0, 10000, cells$start)
    fixest::feols(y ~ sunab(cohort, time) | unit + subject_year, cells, weights = ~n, cluster = ~school)
  })
}
if (has("did")) take("callawaySantAnna\tdid::att_gt and aggte", function() {
  cells$id <- as.integer(factor(cells$unit))
  found <- did::att_gt("y", "time", "id", "start", data = cells, control_group = "notyettreated", bstrap = FALSE,
                       cband = FALSE)
  for (type in c("simple", "dynamic", "group", "calendar")) did::aggte(found, type = type, bstrap = FALSE, cband = FALSE)
})
