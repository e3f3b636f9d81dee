# Brokerage and the correlation of layers as R's sna 2.7.1 computes them, of the networks in golden.json; written to sna.json.
#
#     Rscript sna.R > sna.json
#
# Tests read the values and never run this.
suppressMessages({library(sna); library(jsonlite)})

networks <- fromJSON("golden.json", simplifyVector = FALSE)
matrices <- list()
found <- lapply(networks, function(network) {
  count <- length(network$kinds)
  cells <- matrix(0, count, count)
  for (edge in network$edges) {
    cells[edge[[1]] + 1, edge[[2]] + 1] <- edge[[3]]
    if (!network$directed) cells[edge[[2]] + 1, edge[[1]] + 1] <- edge[[3]]
  }
  matrices[[network$name]] <<- cells
  if (length(network$edges) == 0) return(list(name = network$name, brokerage = list()))
  counts <- brokerage((cells > 0) * 1, unlist(network$kinds))$raw.nli
  list(name = network$name, brokerage = unname(lapply(seq_len(count), function(i) unname(counts[i, ]))))
})
pairs <- list(c("arcs", "arcs, weighted"), c("parts", "parts, weighted"))
correlations <- lapply(pairs, function(pair) list(
  first = pair[1], second = pair[2],
  # With the diagonal left out.
  value = gcor(matrices[[pair[1]]], matrices[[pair[2]]], mode = "digraph", diag = FALSE)))
cat(toJSON(list(networks = found, correlations = correlations), auto_unbox = TRUE, digits = NA))
