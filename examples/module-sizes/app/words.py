words = ["one", "two", "three"]
