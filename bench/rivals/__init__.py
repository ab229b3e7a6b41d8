"""What other programs do with the same input; each file runs by itself, where `make rivals` installed them."""
