# Reads each table of a data package with readr and the types of its descriptor, and prints of each what came out, as JSON.
suppressPackageStartupMessages({library(readr); library(jsonlite)})
folder <- commandArgs(trailingOnly = TRUE)[1]
package <- fromJSON(file.path(folder, "datapackage.json"), simplifyVector = FALSE)
column <- function(field) switch(field$type,
  integer = col_integer(), number = col_double(), boolean = col_logical(), date = col_date(),
  datetime = col_datetime(if (is.null(field$format)) "" else field$format), time = col_time(if (is.null(field$format)) "" else field$format), col_character())
found <- lapply(package$resources, function(resource) {
  fields <- resource$schema$fields
  decimal <- if (any(vapply(fields, function(field) identical(field$decimalChar, ","), TRUE))) "," else "."
  types <- setNames(lapply(fields, column), vapply(fields, function(field) field$name, ""))
  table <- read_delim(file.path(folder, resource$path), delim = resource$dialect$delimiter, col_types = do.call(cols, types), na = "",
    locale = locale(decimal_mark = decimal, grouping_mark = if (decimal == ",") "." else ","), trim_ws = FALSE, name_repair = "minimal", progress = FALSE, lazy = FALSE)
  list(rows = nrow(table), problems = nrow(problems(table)), names = as.list(names(table)),
    classes = lapply(table, function(values) class(values)[1]), sums = lapply(table, function(values) if (is.numeric(values)) sum(as.numeric(values), na.rm = TRUE)),
    missing = lapply(table, function(values) sum(is.na(values))), first = as.list(as.character(table[[1]])))
})
cat(toJSON(setNames(found, vapply(package$resources, function(resource) resource$name, "")), auto_unbox = TRUE, digits = NA, null = "null"))
