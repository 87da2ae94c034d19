"""What must stay while the code is rebuilt: a digest of every answer, export and proposal, and the last ones kept.

`kept.txt` holds them, group by group; `make digests` writes it anew and prints what differs. A change that answers,
exports or reads something otherwise commits the new file, so that the commit lists exactly what it changed.
"""
