# congvu_embed(TARGET): everything the program carries in itself (src/page/assets.h) as a static library TARGET. What
# browsers are sent is built first, from web/ and npm. The library is one generated assembler file of .incbin lines and
# the table that src/app/assets.cpp reads: no file is turned into source text, and a changed template costs no compile.

function(congvu_embed target)
  set(web ${CMAKE_BINARY_DIR}/web)
  file(GLOB_RECURSE templates CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.html ${CMAKE_SOURCE_DIR}/src/words.*.json
       ${CMAKE_SOURCE_DIR}/web/layout/*.html)
  file(GLOB_RECURSE browser_side CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*)
  # Sources can name a class that a style must keep
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*pages*.cpp ${CMAKE_SOURCE_DIR}/src/*queries.cpp
       ${CMAKE_SOURCE_DIR}/src/page/*.cpp ${CMAKE_SOURCE_DIR}/src/page/*.h)

  find_program(CONGVU_NODE node REQUIRED)
  add_custom_command(
    OUTPUT ${web}.stamp
    COMMAND ${CONGVU_NODE} ${CMAKE_SOURCE_DIR}/web/build.mjs --out ${web} > ${web}.log
    COMMAND ${CMAKE_COMMAND} -E touch ${web}.stamp
    DEPENDS ${browser_side} ${templates} ${sources} ${CMAKE_SOURCE_DIR}/package-lock.json
    COMMENT "Styles, scripts and fonts for browsers"
    VERBATIM)
  add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/${target}.S
    COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D WEB=${web} -D OUT=${CMAKE_BINARY_DIR}/${target}.S
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_table.cmake
    DEPENDS ${web}.stamp ${templates} ${CMAKE_SOURCE_DIR}/cmake/embed_table.cmake
    COMMENT "Table of what the program carries"
    VERBATIM)
  add_library(${target} STATIC ${CMAKE_BINARY_DIR}/${target}.S)
endfunction()
