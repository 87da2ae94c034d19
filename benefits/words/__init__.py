"""What people read for each word of the core: one mapping a vocabulary, member by member, for admins and members alike.

Sentences about a decision are made in `benefits.wording`.
"""
