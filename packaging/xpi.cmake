# build/lastmile.xpi: the extension as Thunderbird installs it. Equal sources give equal bytes: files in order, one fixed date.
file (GLOB_RECURSE extension_files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/extension
  ${PROJECT_SOURCE_DIR}/extension/*.js ${PROJECT_SOURCE_DIR}/extension/*.json ${PROJECT_SOURCE_DIR}/extension/*.html
  ${PROJECT_SOURCE_DIR}/extension/*.css ${PROJECT_SOURCE_DIR}/extension/*.svg)
list (REMOVE_ITEM extension_files jsconfig.json package.json)
list (SORT extension_files)
list (TRANSFORM extension_files PREPEND ${PROJECT_SOURCE_DIR}/extension/ OUTPUT_VARIABLE extension_sources)

add_custom_command (OUTPUT ${PROJECT_BINARY_DIR}/lastmile.xpi
  COMMAND ${CMAKE_COMMAND} -E rm -f ${PROJECT_BINARY_DIR}/lastmile.xpi
  COMMAND ${CMAKE_COMMAND} -E env TZ=UTC
    ${CMAKE_COMMAND} -E tar cf ${PROJECT_BINARY_DIR}/lastmile.xpi --format=zip --mtime=2026-01-01 -- ${extension_files}
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/extension
  DEPENDS ${extension_sources}
  COMMENT "Packing lastmile.xpi"
  VERBATIM)
add_custom_target (xpi ALL DEPENDS ${PROJECT_BINARY_DIR}/lastmile.xpi)
