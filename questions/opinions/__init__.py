"""After the answer: rated, disputed, ruled on, closed."""
