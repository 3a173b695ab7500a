# How congvu builds: compilers' flags, and the three functions every module's CMakeLists.txt uses.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)

find_program(CONGVU_CCACHE ccache)
if(CONGVU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CONGVU_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CONGVU_CCACHE})
endif()
find_program(CONGVU_MOLD mold)
if(CONGVU_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -fno-omit-frame-pointer")
set(CMAKE_C_FLAGS_RELEASE "-O2 -g1 -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_SANITIZED "-O0 -g1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer")
set(CMAKE_C_FLAGS_SANITIZED "${CMAKE_CXX_FLAGS_SANITIZED}")
set(CMAKE_EXE_LINKER_FLAGS_SANITIZED "-fsanitize=address,undefined")
# For tests/fuzz, by clang: its warnings are clang-tidy's business, and finds are to be fast
set(CMAKE_CXX_FLAGS_FUZZED "-O1 -g1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -w -Wno-error")
set(CMAKE_C_FLAGS_FUZZED "${CMAKE_CXX_FLAGS_FUZZED}")
set(CMAKE_EXE_LINKER_FLAGS_FUZZED "-fsanitize=address,undefined")

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(GTest REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)

add_library(congvu_flags INTERFACE)
target_include_directories(congvu_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(congvu_flags INTERFACE -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast
                       -Woverloaded-virtual -Wimplicit-fallthrough -Wno-missing-field-initializers
                       # g++ 12 reports maybe-uninitialized and dangling-pointer inside std::variant and Boost.JSON at -O2
                       -Wno-maybe-uninitialized -Wno-dangling-pointer -Wno-restrict)
target_link_libraries(congvu_flags INTERFACE Boost::json fmt::fmt Threads::Threads)

# The roles of a room's files that may touch the store or the page; everything else in a room is pure.
set(CONGVU_IMPURE "(^|[_/])(views|queries|pages|api|room)\\.cpp$")

# congvu_library(PATH LINKS lib…): every .cpp under src/PATH (tests left out) as one library named after the path,
# slashes as underscores. For floors that have no rooms of roles: base, rules/*, record/*, pipeline, page, http.
function(congvu_library path)
  cmake_parse_arguments(arg "SHALLOW" "" "LINKS" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  if(arg_SHALLOW)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp)
  else()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp)
  endif()
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC congvu_flags ${arg_LINKS})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE congvu_flags ${arg_LINKS})
  endif()
endfunction()

# congvu_room(PATH PURE lib… REST lib…): a room as two libraries. <path> is its pure part and links only what PURE
# names; <path>_room is its views, queries, pages, api and room, and links REST besides. Purity is a fact of linking.
function(congvu_room path)
  cmake_parse_arguments(arg "" "" "PURE;REST" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  set(pure ${sources})
  set(rest ${sources})
  list(FILTER pure EXCLUDE REGEX ${CONGVU_IMPURE})
  list(FILTER rest INCLUDE REGEX ${CONGVU_IMPURE})
  if(pure)
    add_library(${name} STATIC ${pure})
    target_link_libraries(${name} PUBLIC congvu_flags ${arg_PURE})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE congvu_flags ${arg_PURE})
  endif()
  if(rest)
    add_library(${name}_room STATIC ${rest})
    target_link_libraries(${name}_room PUBLIC ${name} ${arg_REST})
  endif()
endfunction()

# congvu_room_of(MODULE NAME PURE lib… REST lib…): a room of agency, work or insight with what every such room links,
# once it is there; <module>_rooms gathers the libraries for whoever links them all.
function(congvu_room_of module name)
  cmake_parse_arguments(arg "" "" "PURE;REST" ${ARGN})
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/src/${module}/${name})
    return()
  endif()
  congvu_room(${module}/${name} PURE base pipeline_act ${arg_PURE} REST record pipeline page ${arg_REST})
  set(room ${module}_${name})
  if(TARGET ${room}_room)
    set(room ${room}_room)
  endif()
  set(${module}_rooms ${${module}_rooms} ${room} PARENT_SCOPE)
endfunction()

# congvu_tests(MODULE LINKS lib…): every *_test.cpp under src/MODULE as one program, build/…/tests/test_<module>.
function(congvu_tests module)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${module}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${module} ${sources})
  set_target_properties(test_${module} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  # Only tests that read files of the tree are told where it lies, so that a compiler cache serves all others anywhere
  foreach(source ${sources})
    file(STRINGS ${source} told REGEX "CONGVU_SOURCE_DIR|shipped_pages\\.h|trial_site\\.h" LIMIT_COUNT 1)
    if(told)
      set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS "CONGVU_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"")
    endif()
  endforeach()
  # GoogleTest's and RapidCheck's headers do not keep our stricter warnings
  target_compile_options(test_${module} PRIVATE -Wno-shadow -Wno-old-style-cast)
  target_link_libraries(test_${module} PRIVATE congvu_flags ${arg_LINKS} GTest::gmock_main rapidcheck)
  add_test(NAME ${module} COMMAND test_${module})
endfunction()
