"""The benchmark: request times, load, migrations and import, and the targets for them."""
