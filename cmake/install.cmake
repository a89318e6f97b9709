# What `cmake --install` puts where, and what `cpack` packs (scripts/package).
include(CMakePackageConfigHelpers)

install(TARGETS gouji COMPONENT gouji)
install(DIRECTORY grammar/ DESTINATION ${CMAKE_INSTALL_DATADIR}/gouji/grammar COMPONENT gouji FILES_MATCHING PATTERN "*.toml")
install(FILES README.md README.zh-CN.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT gouji)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT gouji)
if(SCDOC)
  install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT gouji)
endif()
if(TARGET completions)
  # Where zsh looks in /usr is for packages of the distribution.
  set(zsh_folder site-functions)
  if(CMAKE_INSTALL_PREFIX STREQUAL /usr)
    set(zsh_folder vendor-completions)
  endif()
  install(FILES ${completions}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME gouji COMPONENT gouji)
  install(FILES ${completions}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${zsh_folder} RENAME _gouji COMPONENT gouji)
  install(FILES ${completions}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME gouji.fish COMPONENT gouji)
endif()

# The library: a CMake package (find_package(gouji), target gouji::gouji) and pkg-config's gouji.
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/gouji)
install(TARGETS libgouji EXPORT gouji COMPONENT gouji)
install(DIRECTORY extractor/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gouji COMPONENT gouji
        FILES_MATCHING PATTERN "*.h" PATTERN "cli" EXCLUDE)
install(EXPORT gouji NAMESPACE gouji:: FILE goujiTargets.cmake DESTINATION ${package_folder} COMPONENT gouji)
configure_package_config_file(cmake/goujiConfig.cmake.in ${PROJECT_BINARY_DIR}/goujiConfig.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/goujiConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/goujiConfig.cmake ${PROJECT_BINARY_DIR}/goujiConfigVersion.cmake
        DESTINATION ${package_folder} COMPONENT gouji)
file(RELATIVE_PATH from_pkgconfig_to_prefix /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(cmake/gouji.pc.in ${PROJECT_BINARY_DIR}/gouji.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/gouji.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT gouji)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME gouji)
set(CPACK_PACKAGE_CONTACT "gouji contributors <gouji@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What reads PDF and the older office formats.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "mupdf-tools, poppler-utils, poppler-data, libreoffice-writer-nogui | libreoffice-writer, libreoffice-calc-nogui | libreoffice-calc")
# What it takes to link the library.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "g++, libre2-dev, libicu-dev, libboost-dev, libtomlplusplus-dev, rapidjson-dev, libfmt-dev, libexpected-dev, libssl-dev, libsqlite3-dev, libarchive-dev, libgumbo-dev, libpugixml-dev, libzstd-dev, libxlsxwriter-dev, zlib1g-dev")
include(CPack)
