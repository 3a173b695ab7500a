// Pages work without script; what is here only improves them.
