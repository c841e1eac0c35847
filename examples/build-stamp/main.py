import build_stamp

print("built at", build_stamp.TIME)
