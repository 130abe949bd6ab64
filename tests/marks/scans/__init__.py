"""Test scans: printed sheets, marked by unsteady hands, then scanned or photographed badly; the truth beside."""
