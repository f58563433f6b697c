# redress_library(name LINKS…): every .cpp of this folder as one static library.
# A folder that has only headers becomes an interface library, so that arrows stay visible.
function(redress_library name)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARGN})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} INTERFACE ${ARGN})
  endif()
endfunction()

# What is only tested with is compiled in two thirds of the time this way, and runs as quickly: its work is in the libraries.
function(redress_compile_quickly name)
  target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O1>)
endfunction()

# redress_test(name LINKS…): every .cpp of this folder as one doctest program, run by ctest.
function(redress_test name)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE test_main ${ARGN})
  redress_compile_quickly(${name})
  add_test(NAME ${name} COMMAND ${name})
endfunction()
