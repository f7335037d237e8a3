"""Starts a command that may never execute memory it has written, by a filter of system calls: what systemd does for
MemoryDenyWriteExecute=yes."""
import ctypes
import os
import platform
import struct
import sys

LOAD, JUMP_IF_EQUAL, JUMP_IF_SET, AND, RETURN = 0x20, 0x15, 0x45, 0x54, 0x06
NUMBER, THIRD_ARGUMENT = 0, 16 + 2 * 8
PROT_WRITE, PROT_EXEC = 2, 4
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # with EPERM
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2

mmap, mprotect = {"x86_64": (9, 10), "aarch64": (222, 226)}[platform.machine()]
program = [
    (LOAD, 0, 0, NUMBER),
    (JUMP_IF_EQUAL, 2, 0, mprotect),
    (JUMP_IF_EQUAL, 3, 0, mmap),
    (RETURN, 0, 0, ALLOW),
    (LOAD, 0, 0, THIRD_ARGUMENT),
    (JUMP_IF_SET, 3, 4, PROT_EXEC),
    (LOAD, 0, 0, THIRD_ARGUMENT),
    (AND, 0, 0, PROT_WRITE | PROT_EXEC),
    (JUMP_IF_EQUAL, 0, 1, PROT_WRITE | PROT_EXEC),
    (RETURN, 0, 0, REFUSE),
    (RETURN, 0, 0, ALLOW),
]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
head = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code)))
libc = ctypes.CDLL(None, use_errno=True)
for arguments in ((PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, head, 0, 0)):
    if libc.prctl(*arguments):
        sys.exit(f"prctl{arguments}: {os.strerror(ctypes.get_errno())}")
os.execvp(sys.argv[1], sys.argv[1:])
