"""What can be done in casework; every change is a verb here."""
