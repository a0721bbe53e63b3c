"""Papers of the consortium: quotations, invoices, reports of completion, reminders."""
