# What CPack makes of what is installed: a .deb for Debian's Traffic Server, and a .tar.gz for any. dev/package/make
# calls it; by hand, after the build: cpack --config build/CPackConfig.cmake -G DEB

set(CPACK_PACKAGE_CONTACT "tsmp4java maintainers <tsmp4java@users.noreply.github.com>" CACHE STRING
    "Who makes the packages: name <address>")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1 CACHE STRING "Counts the packages of one version")
set(CPACK_GENERATOR TGZ)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "MP4 seeking for Apache Traffic Server")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
# The documents of each kind of package, put beside what was installed.
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/documents.cmake)
set(CPACK_TSMP4_SOURCE ${CMAKE_SOURCE_DIR})
set(CPACK_TSMP4_PLUGIN_DIR ${TS_PLUGIN_DIR})

# ---- .tar.gz: what is below the prefix ------------------------------------------------------------------------------

string(TOLOWER "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" target)
set(CPACK_PACKAGE_FILE_NAME tsmp4java-${PROJECT_VERSION}-trafficserver${ts_major}-${target})

# ---- .deb -----------------------------------------------------------------------------------------------------------

# The API grows with the minor version, and breaks with the major one.
math(EXPR ts_next "${ts_major} + 1")
string(JOIN ", " CPACK_DEBIAN_PACKAGE_DEPENDS
    "trafficserver (>= ${ts_major}.${ts_minor})" "trafficserver (<< ${ts_next}~)"
    "default-jre-headless (>= 2:1.17) | java17-runtime-headless")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
string(CONCAT CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "A remap plugin that answers /movie.mp4?start=290.12 with an MP4 file that\n"
    "begins at the last key frame at or before 290.12 s, made from the one copy of\n"
    "the movie in the cache. MP4 and QuickTime files of any codec are cut, flat and\n"
    "fragmented, also while the cache is being filled.\n"
    "\n"
    "The plugin starts a Java virtual machine in the process of Traffic Server.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA conffiles postinst prerm triggers)
list(TRANSFORM CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA PREPEND ${CMAKE_CURRENT_LIST_DIR}/debian/)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

include(CPack)
