import settings

for person in settings.people:
    wishes = " and ".join(person["wishes"]) or "nothing"
    print(f"{settings.greeting}, {person['name']}: {wishes} for you")
