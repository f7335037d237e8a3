# What compiler and linker can do against the use of an error in the shim, each where they have it.

include(CheckCCompilerFlag)
include(CheckCSourceCompiles)
include(CheckLinkerFlag)

set(hardening)
# Control flow: x86's first, then aarch64's.
foreach(flag IN ITEMS -fstack-protector-strong -fstack-clash-protection -fcf-protection -mbranch-protection=standard)
  string(MAKE_C_IDENTIFIER "has${flag}" has)
  check_c_compiler_flag(${flag} ${has})
  if(${has})
    list(APPEND hardening ${flag})
  endif()
endforeach()

# A level that compiler and libc do not both have is worth a warning to them, or nothing; a packager's own level stays.
# Without optimisation there is none, so that an unoptimised build, and a packager's type with flags of its own, has none.
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
