# install_whole(DESTINATION FILE... [PROGRAM]): as install(FILES) and install(PROGRAMS), but each file is written beside
# its place and renamed. Whoever looks there finds the old file or the new one, whole, and a server that has the old one
# open or mapped goes on with it. CMake itself takes the old file away first and then writes: a server that starts
# meanwhile finds half a library.
function(install_whole destination)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PROGRAM" "" "")
  set(permissions OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  if(arg_PROGRAM)
    list(APPEND permissions OWNER_EXECUTE GROUP_EXECUTE WORLD_EXECUTE)
  endif()
  foreach(file IN LISTS arg_UNPARSED_ARGUMENTS)
    install(CODE "
set(folder \"${destination}\")
cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY \"\${CMAKE_INSTALL_PREFIX}\")
set(file \"${file}\")
cmake_path(GET file FILENAME name)
set(new \"\$ENV{DESTDIR}\${folder}/.new\")
message(STATUS \"Installing: \$ENV{DESTDIR}\${folder}/\${name}\")
file(COPY \"\${file}\" DESTINATION \"\${new}\" FILE_PERMISSIONS ${permissions})
if(CMAKE_INSTALL_DO_STRIP AND name MATCHES \"^(libtsmp4java\\\\.so|try-engine)\$\")
  execute_process(COMMAND \"${CMAKE_STRIP}\" \"\${new}/\${name}\")
endif()
file(RENAME \"\${new}/\${name}\" \"\$ENV{DESTDIR}\${folder}/\${name}\")
file(REMOVE_RECURSE \"\${new}\")
list(APPEND CMAKE_INSTALL_MANIFEST_FILES \"\${folder}/\${name}\")")
  endforeach()
endfunction()
