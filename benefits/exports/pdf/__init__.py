"""The summary on paper: the matrix, then every fact, plan by plan."""
