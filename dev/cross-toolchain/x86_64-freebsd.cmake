# FreeBSD 14 is the oldest whose start files Zig has.
set(CMAKE_SYSTEM_NAME FreeBSD)
set(CMAKE_SYSTEM_PROCESSOR amd64)
set(zig_target x86_64-freebsd.14.0)
include("${CMAKE_CURRENT_LIST_DIR}/zig.cmake")
