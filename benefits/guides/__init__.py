"""For readers: a public page for each therapy, drawn from the edition in force."""
