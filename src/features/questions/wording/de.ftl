stub = Stub
