"""Questions that are like one another: found before one asks, joined, parted, and followed from edition to edition."""
