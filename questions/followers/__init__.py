"""Following by e-mail: confirmed by a link, left with one click, erased with the last thing that is followed."""
