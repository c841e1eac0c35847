"""A small shop, which the tests of tools run."""
