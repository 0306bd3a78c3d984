"""How fast the playbook's tool is, as ratios measured in one run; `make bench` prints the table."""
