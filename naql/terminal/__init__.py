"""What the command line prints: progress, tables, answers, pages. No logic of the stages lives here."""
