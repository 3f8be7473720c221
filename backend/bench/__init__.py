"""How fast the product is, how that grows with the number of tickets, and whether it is enough."""
