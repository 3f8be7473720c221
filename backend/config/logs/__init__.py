"""What the product writes about itself: lines of JSON in production, each with its request's id."""
