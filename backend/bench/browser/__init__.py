"""The benchmark of the interface: a browser loads its pages and clicks, and a report of it."""
