"""An answer's way: drafted, judged, approved, published, corrected, taken off."""
