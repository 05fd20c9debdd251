"""What the black-box tests share: the server as a process, the clients, and small builders."""
