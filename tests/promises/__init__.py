"""The promises of the program, tried on the running program: fast here, by the hundred with `make torture`."""
