from attr import converters

print(converters.to_bool("yes"), converters.optional(int)("3"))
