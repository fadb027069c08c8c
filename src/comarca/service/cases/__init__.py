"""What people do with cases: open, take, answer, pause, solve; by hand, by e-mail, by a form."""
