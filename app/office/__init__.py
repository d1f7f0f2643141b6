"""The office: screens from which administrators keep an installation."""
