"""Plan documents in: text, Word and Excel → `read_plan.read_plan`; the shipped ones' headings → `manifest`."""
