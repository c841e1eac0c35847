import shapes

# shapes.area_of stays here, and in "shapes.area_of(2)".
print(shapes.area_of(  2, height=shapes .area_of(1, 3) ), [shapes.area_of for _ in ()])
