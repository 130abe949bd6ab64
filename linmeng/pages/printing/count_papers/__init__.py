"""The papers that a count leaves behind: report, stub register, register of late papers, statistics."""
