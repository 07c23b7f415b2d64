"""One module a file format; `timeline.reading.registry` says which."""
