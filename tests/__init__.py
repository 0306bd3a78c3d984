"""The tests of the software; what is said of the first plan stands under tests/seed."""
