# Run by CPack when everything is installed below a folder of its own: the documents go there too, in the places and
# forms that each kind of package has for them.

cmake_minimum_required(VERSION 3.24)
set(source ${CPACK_TSMP4_SOURCE})
set(debian ${source}/dev/package/debian)
set(prefix ${CPACK_TEMPORARY_DIRECTORY})
if(CPACK_GENERATOR STREQUAL "DEB")
  string(APPEND prefix ${CPACK_PACKAGING_INSTALL_PREFIX})
endif()
set(folder ${prefix}/share/doc/tsmp4java)

function(compress from to)
  execute_process(COMMAND gzip -9nc INPUT_FILE ${from} OUTPUT_FILE ${to} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Debian's policy has manual pages compressed.
function(compress_manual)
  file(GLOB manual ${prefix}/share/man/man*/*)
  foreach(page IN LISTS manual)
    compress(${page} ${page}.gz)
    file(REMOVE ${page})
  endforeach()
endfunction()

# It is of this machine's Java VM: debian/postinst has it made where the package is unpacked.
file(REMOVE ${prefix}/${CPACK_TSMP4_PLUGIN_DIR}/tsmp4java/classes.jsa)

file(GLOB pages ${source}/docs/*.md)
file(COPY ${source}/README.md ${source}/SECURITY.md DESTINATION ${folder})
file(COPY ${pages} ${source}/docs/monitoring ${source}/docs/output.schema.json DESTINATION ${folder}/docs)
file(COPY ${debian}/copyright DESTINATION ${folder})

if(CPACK_GENERATOR STREQUAL "DEB")
  compress_manual()
  file(COPY ${debian}/README.Debian DESTINATION ${folder})
  # Of debian/conffiles: an operator may have changed it.
  file(COPY ${source}/remap.config.example DESTINATION ${CPACK_TEMPORARY_DIRECTORY}/etc/trafficserver)
  file(RENAME ${CPACK_TEMPORARY_DIRECTORY}/etc/trafficserver/remap.config.example
    ${CPACK_TEMPORARY_DIRECTORY}/etc/trafficserver/tsmp4java.remap.config.example)
  compress(${source}/CHANGELOG.md ${folder}/changelog.gz)

  string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
  set(changelog ${CPACK_TEMPORARY_DIRECTORY}.changelog)
  file(CONFIGURE OUTPUT ${changelog} @ONLY CONTENT
"tsmp4java (@CPACK_PACKAGE_VERSION@-@CPACK_DEBIAN_PACKAGE_RELEASE@) unstable; urgency=medium

  * Version @CPACK_PACKAGE_VERSION@: changelog.gz says what is new.

 -- @CPACK_PACKAGE_CONTACT@  @date@
")
  compress(${changelog} ${folder}/changelog.Debian.gz)

  file(COPY ${debian}/lintian-overrides DESTINATION ${prefix}/share/lintian/overrides)
  file(RENAME ${prefix}/share/lintian/overrides/lintian-overrides ${prefix}/share/lintian/overrides/tsmp4java)
else()
  file(COPY ${source}/CHANGELOG.md ${source}/LICENSE DESTINATION ${folder})
  file(COPY ${source}/remap.config.example DESTINATION ${folder}/examples)
endif()
