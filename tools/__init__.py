"""What `make` runs: small scripts, none of them part of the program."""
