"""Pages around printed sheets: runs and their registers, carrying, scanning, looking."""
