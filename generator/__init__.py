"""Crisis playbook: YAML that leaders review becomes a linked, versioned site."""
