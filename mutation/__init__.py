"""Changes the code in small ways and counts which changes the tests notice: `make mutation`."""
