"""What the house promises of itself: what it keeps of people, why, and how long."""
