"""What makes files of this repository, run by hand or by make: nothing of it is imported by the application."""
