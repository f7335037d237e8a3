# The compiler of the toolchain files beside this one, which set the system, its processor and zig_target.
# Zig's C compiler is clang with the headers of other systems, and names to link with for what their libc has.

set(zig "${CMAKE_CURRENT_LIST_DIR}/../../build/zig/ziglang/zig")
# Unasked, Zig's debug builds have the undefined behaviour sanitizer, with a run-time library of its own.
set(zig_flags -target ${zig_target} -fno-sanitize=undefined)
set(CMAKE_C_COMPILER "${zig}" cc ${zig_flags})
set(CMAKE_CXX_COMPILER "${zig}" c++ ${zig_flags})
# Nothing in the C++17 form is to need a C++ library, which Zig would build first and then link statically.
set(CMAKE_MODULE_LINKER_FLAGS_INIT -nostdlib++)
set(CMAKE_EXE_LINKER_FLAGS_INIT -nostdlib++)
