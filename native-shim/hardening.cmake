# What compiler and linker can do against the use of an error in the shim, each where they have it.

include(CheckCCompilerFlag)
include(CheckCSourceCompiles)
include(CheckLinkerFlag)

set(hardening)
# Clang takes what is not for its processor, and says that it is not used.
set(CMAKE_REQUIRED_FLAGS -Werror)
# Control flow: x86's first, then aarch64's.
foreach(flag IN ITEMS -fstack-protector-strong -fstack-clash-protection -fcf-protection -mbranch-protection=standard)
  string(MAKE_C_IDENTIFIER "has${flag}" has)
  check_c_compiler_flag(${flag} ${has})
  if(${has})
    list(APPEND hardening ${flag})
  endif()
endforeach()
unset(CMAKE_REQUIRED_FLAGS)

# 3 before 2: a libc that lacks a level warns of it. A packager's own level stays. It needs optimisation, so builds of
# types that have none, and of a packager's own types, go without.
set(fortify)
if(NOT "${CMAKE_C_FLAGS}" MATCHES "_FORTIFY_SOURCE")
  foreach(level IN ITEMS 3 2)
    set(CMAKE_REQUIRED_FLAGS "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=${level} -Werror")
    check_c_source_compiles("#include <stdio.h>\nint main(void) { return puts(\"\") < 0; }" has_fortify_${level})
    unset(CMAKE_REQUIRED_FLAGS)
    if(NOT fortify AND has_fortify_${level})
      set(fortify -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=${level})
    endif()
  endforeach()
endif()

set(hardening_links)
foreach(flag IN ITEMS relro now noexecstack)
  check_linker_flag(C -Wl,-z,${flag} has_z_${flag})
  if(has_z_${flag})
    list(APPEND hardening_links -Wl,-z,${flag})
  endif()
endforeach()

function(harden target)
  target_compile_options(${target} PRIVATE ${hardening}
      "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:${fortify}>")
  target_link_options(${target} PRIVATE ${hardening_links})
endfunction()
