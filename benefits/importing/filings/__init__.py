"""Reads the "Benefits and Cost Sharing" filings that insurers send to CMS, row by row, into proposals.

The columns are only half of a row: CMS lets an insurer explain in free text what does not fit them, and the text then
outranks the columns. So nothing here decides. A row becomes a proposal; what the text and the columns do not say
alike, or what we could not read, goes to review with the reason.
"""

from benefits.importing.filings.proposals import FiledProposal, proposed
from benefits.importing.filings.reading import FiledRow, rows

__all__ = ("FiledProposal", "FiledRow", "proposed", "rows")
