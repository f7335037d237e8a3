# The command line as a command: the program tsmp4java, its manual pages, and its completion in bash. Picocli makes both
# from the options themselves; Asciidoctor makes manual pages of its text, where it is installed.
set(command ${CMAKE_BINARY_DIR}/command)

if(IS_ABSOLUTE "${TS_PLUGIN_DIR}")
  set(jars_from_here "${TS_PLUGIN_DIR}/tsmp4java")
else()
  # Found from where it stands, so that the prefix may be another one later.
  cmake_path(RELATIVE_PATH TS_PLUGIN_DIR BASE_DIRECTORY "${CMAKE_INSTALL_BINDIR}" OUTPUT_VARIABLE jars_from_here)
  set(jars_from_here "$here/${jars_from_here}/tsmp4java")
endif()
configure_file(java-plugin/src/main/bin/tsmp4java.in ${command}/tsmp4java @ONLY)
install_whole(${CMAKE_INSTALL_BINDIR} ${command}/tsmp4java PROGRAM)

set(main io.github.tsmp4java.cli.Main)
add_custom_command(OUTPUT ${command}/completion/tsmp4java
    COMMAND ${CMAKE_COMMAND} -E make_directory ${command}/completion
    COMMAND ${Java_JAVA_EXECUTABLE} -cp ${jars}/tsmp4java-cli.jar picocli.AutoComplete --force --name tsmp4java
            --completionScript ${command}/completion/tsmp4java ${main}
    DEPENDS ${jars}/tsmp4java.jar
    VERBATIM)
add_custom_target(completion ALL DEPENDS ${command}/completion/tsmp4java)
install_whole(${CMAKE_INSTALL_DATADIR}/bash-completion/completions ${command}/completion/tsmp4java)

find_program(ASCIIDOCTOR asciidoctor)
if(ASCIIDOCTOR)
  set(pages tsmp4java)
  foreach(name cut plan inspect keyframes plot)
    list(APPEND pages tsmp4java-${name})
  endforeach()
  list(TRANSFORM pages PREPEND ${command}/manual/ OUTPUT_VARIABLE texts)
  list(TRANSFORM texts APPEND .1 OUTPUT_VARIABLE manual)
  list(TRANSFORM texts APPEND .adoc)
  add_custom_command(OUTPUT ${manual}
      COMMAND ${Java_JAVA_EXECUTABLE} -cp ${jars}/tsmp4java-cli.jar:${target}/manual/picocli-codegen.jar
              picocli.codegen.docgen.manpage.ManPageGenerator --outdir ${command}/manual ${main}
      # No day of its own: the same sources make the same pages.
      COMMAND ${CMAKE_COMMAND} -E env SOURCE_DATE_EPOCH=1767225600 ${ASCIIDOCTOR} --backend manpage ${texts}
      DEPENDS ${jars}/tsmp4java.jar
      VERBATIM)
  add_custom_target(manual ALL DEPENDS ${manual})
  install_whole(${CMAKE_INSTALL_MANDIR}/man1 ${manual})
else()
  message(STATUS "No asciidoctor: the command line is installed without its manual pages")
endif()
