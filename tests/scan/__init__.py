"""S21: the code and every role's pages under scanners, in an environment of their own (`make scan`)."""
