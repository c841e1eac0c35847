from app.words import words

print(*words)
