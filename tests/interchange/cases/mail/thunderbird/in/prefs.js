// not mail
