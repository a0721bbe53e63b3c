"""Collecting through Stripe: customers, plans, mirrored invoices, what Stripe tells us, and comparing both."""
