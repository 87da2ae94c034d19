"""The product: what members, benefits admins and staff of health plans use."""
