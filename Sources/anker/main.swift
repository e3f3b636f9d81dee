print("anker")
